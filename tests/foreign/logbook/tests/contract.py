"""What the portal's contract tests need to know of this plugin and cannot read off it."""

from typing import Any

from portal import clock
from portal.extensions import db
from portal.organisations.models import Unit

from logbook.models import Note

EVERYBODY = {"administrator", "staff", "unit_leader", "volunteer", "reader"}

#: which roles hold each right: written by hand, so that a change in rules.py is noticed
RIGHTS = {
    "logbook.see": EVERYBODY,
    "logbook.write": {"administrator", "staff", "unit_leader"},
}

#: what somebody who may would type into each form, and other words that are as good
WRITES: dict[str, dict[str, Any]] = {
    "logbook.create": {"by": "staff", "typed": {"title": "Storm"}, "other": {"title": "Stille"}},
}


def fill(words: Any) -> dict[str, Any]:
    """A note in each unit; addresses lead to the one of the branch that the people of these tests belong to."""
    notes = {unit.kind: _note(words, unit) for unit in db.session.query(Unit)}
    db.session.add_all(notes.values())
    return {"note_id": notes["branch"].id}


def _note(words: Any, unit: Unit) -> Note:
    return words.row(Note, unit_id=unit.id, on_date=clock.today())
