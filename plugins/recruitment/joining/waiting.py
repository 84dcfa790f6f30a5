"""Who has confirmed and waits to be let in, told to those who can do it: one line for each branch."""

from datetime import datetime
from typing import Any
from uuid import UUID

from plugins.recruitment.joining.queries import to_let_in
from plugins.recruitment.joining.rules import LET_IN_WITHIN
from plugins.recruitment.rules import MANAGE_MEMBERS
from portal import clock
from portal.calendar.services import Due, keep_due_of, set_all_due
from portal.i18n import format_date, ngettext, use_language
from portal.organisations.viewer import Place, place_of

SOURCE, JOB = "recruitment.to_let_in", "recruitment.say_waiting"


def say_waiting(organisation_id: UUID) -> None:
    """The worker says it anew with every change."""
    place = place_of(organisation_id)
    with clock.in_zone(place.timezone), use_language(place.language):
        items = [_due(place, unit_id, number, since) for unit_id, number, since in to_let_in(organisation_id)]
    keep_due_of(SOURCE, [one.source_id for one in items])
    set_all_due(items)


def _due(place: Place, unit_id: UUID | None, number: int, since: datetime) -> Due:
    """Direct members are for whoever may let in everywhere: the association's own line."""
    line_id = unit_id or place.setup.root.id
    about: dict[str, Any] = {"right": MANAGE_MEMBERS, "unit_id": line_id, "arguments": {"state": "confirmed"}}
    on = clock.local(since + LET_IN_WITHIN).date()
    return Due(
        source=SOURCE, source_id=line_id, on=on, title=in_words(number, since), endpoint="recruitment_joining.index",
        **about,
    )  # fmt: skip


def in_words(number: int, since: datetime) -> str:
    """No name stands in it, because calendars carry it outside."""
    return ngettext(
        "%(n)s has confirmed and waits to be let in, since %(date)s",
        "%(n)s have confirmed and wait to be let in, the first since %(date)s",
        number,
        date=format_date(since),
    )
