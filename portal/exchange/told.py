"""A letter as one line of a list."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.exchange.models import ExchangeLetter
from portal.exchange.schemas import DoesNotFit, read_content
from portal.i18n import _, format_time
from portal.plugin_api import house


@dataclass(frozen=True)
class Line:
    """What stands in the list; `waits`: it came in, and what is to be done was not done yet."""

    id: UUID
    label: str
    said: str
    is_ours: bool
    sent_at: datetime
    waits: bool
    fault: str


def line_of(letter: ExchangeLetter) -> Line:
    """Also of a kind whose plugin is not installed any more."""
    kind = house().letter_kinds.get(letter.kind)
    said = ""
    if kind:
        try:
            said = kind.told(read_content(kind.schema, letter.content))
        except DoesNotFit:  # kept by an older version of its plugin
            said = ""
    waits = not letter.is_ours and letter.handled_at is None
    label = str(kind.label) if kind else letter.kind
    fault = " ".join(filter(None, (_reason(letter.fault), _again(letter)))) if waits else ""
    return Line(letter.id, label, said, letter.is_ours, letter.sent_at, waits, fault)


def _reason(fault: str) -> str:
    if fault == "off":
        return _("The plugin that it is for is switched off here.")
    if " " in fault:
        return fault  # a sentence for people
    return _("The fault is ours, and it is written down.") if fault else ""


def _again(letter: ExchangeLetter) -> str:
    if letter.again_at is None:
        return _("It is not tried again by itself.")
    return _("It is tried again by itself: %(when)s.", when=format_time(letter.again_at))
