"""The worker's part: rows in chunks, each committed with its counters, its entry and how far the job has come.

A job that was interrupted begins at the first row again. What is there stays
as it is: a row is known by its key, and an activity's id follows from the
import and the key, so that what an import registered can be counted and taken
back however often its job was begun.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from portal import clock
from portal.activities.models import Activity
from portal.activities.services import register_missing, remove_untouched
from portal.audit.services import record
from portal.drafts.models import Draft
from portal.drafts.queries import draft
from portal.errors import PortalError
from portal.i18n import _, ngettext
from portal.imports import queries
from portal.imports.queries import KIND
from portal.jobs.errands import Errand, Outcome

CHUNK = 200
Row = dict[str, Any]


def register_rows(organisation_id: UUID, errand: Errand) -> Outcome:
    """What somebody said yes to."""
    found = _import(organisation_id, errand)
    rows: list[Row] = found.content["ready"]
    for done, chunk in _chunks(rows, CHUNK):
        made = register_missing(activities_of(found, chunk))
        if made:
            record("import.registered", found.id, by=found.made_by, changes={"rows": len(made)})
        errand.report(done, len(rows))
    new = queries.count_of(organisation_id, ids_of(found))
    bad = len(found.content["bad"])
    found.content = {**found.content, "state": "done", "new": new, "there": len(rows) - new}
    record("import.done", found.id, by=found.made_by, changes={"file": found.title, "rows": new, "bad": bad})
    return Outcome(
        ngettext("One activity is registered.", "%(n)s activities are registered.", new)
        if new
        else _("Nothing is new: all of it was there already.")
    )


def undo_rows(organisation_id: UUID, errand: Errand) -> Outcome:
    """What nobody changed since it was registered."""
    found = _import(organisation_id, errand)
    wanted = ids_of(found)
    for done, chunk in _chunks(wanted, CHUNK):
        gone = remove_untouched(organisation_id, chunk)
        if gone:
            record("import.taken_back", found.id, by=errand.asked_by, changes={"rows": gone})
        errand.report(done, len(wanted))
    left = queries.count_of(organisation_id, wanted)
    removed = found.content["new"] - left
    found.content = {**found.content, "state": "undone", "removed": removed, "left": left}
    record("import.undone", found.id, by=errand.asked_by, changes={"file": found.title, "rows": removed})
    return Outcome(ngettext("One activity is removed.", "%(n)s activities are removed.", removed))


def _import(organisation_id: UUID, errand: Errand) -> Draft:
    found = draft(organisation_id, UUID(hex=errand.details["import"]), KIND)
    if found is None:
        raise PortalError(_("This import is not kept any more."))
    return found


def _chunks(rows: list[Any], size: int) -> Iterator[tuple[int, list[Any]]]:
    """(how many are done with it, the next ones)"""
    for first in range(0, len(rows), size):
        chunk = rows[first : first + size]
        yield first + len(chunk), chunk


def ids_of(found: Draft) -> list[UUID]:
    """Of the activities that this import registered, or would have had they not been there."""
    return [id_of(found.id, row["key"]) for row in found.content["ready"]]


def id_of(import_id: UUID, key: str) -> UUID:
    """Begins with the import's time, as all ids do; the rest follows from the row."""
    own = hashlib.sha256(import_id.bytes + key.encode()).digest()
    return UUID(bytes=import_id.bytes[:6] + bytes([0x80 | own[6] & 0x0F, own[7], 0x80 | own[8] & 0x3F]) + own[9:16])


def activities_of(found: Draft, rows: list[Row]) -> list[Activity]:
    """Not registered yet."""
    return [_activity(found.id, row, found.made_by) for row in rows]


def _activity(import_id: UUID, row: Row, by: UUID | None) -> Activity:
    said = ("activity_type", "numbers", "answers", "title", "place", "note")
    return Activity(
        **{name: row[name] for name in said},
        id=id_of(import_id, row["key"]),
        unit_id=UUID(row["unit_id"]),
        on_date=date.fromisoformat(row["on_date"]),
        status="held",
        import_key=row["key"],
        registered_by=by,
        registered_at=clock.now(),
    )
