"""Who writes to many, and in what state a sending is."""

from typing import Any

from portal.i18n import LazyText, _l
from portal.plugin_api import STAFF, Right
from portal.sendings.words import LANGUAGES, Words

MANAGE = "sendings.manage"
RIGHTS = [Right(name=MANAGE, label=_l("Write letters and send them to many people"), roles=STAFF)]

STATES: dict[str, LazyText] = {
    "draft": _l("Not begun"),
    "stopped": _l("Stopped"),
    "running": _l("On its way"),
    "done": _l("Sent"),
}


def state_of(sending: Any, waiting: int = 0) -> str:
    """Of a sending, or its columns; `waiting` is how many letters the mail server has not taken yet."""
    if sending.begun_at is None:
        return "draft"
    if sending.stopped_at is not None:
        return "stopped"
    return "done" if sending.written_at is not None and not waiting else "running"


def words_of(letter: Any) -> dict[str, Words]:
    """By language, what is written of it."""
    said = {code: (getattr(letter, f"subject_{code}"), getattr(letter, f"text_{code}")) for code in LANGUAGES}
    return {code: Words(code, subject, text) for code, (subject, text) in said.items() if subject and text}


def fitting(words: dict[str, Any], hers: str, ours: str) -> str:
    """The language to write to her in: her own, else the organisation's, else one that there is."""
    return next(code for code in (hers, ours, *words) if code in words)
