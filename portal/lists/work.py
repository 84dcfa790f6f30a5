"""The worker's part: what would become of each row, and after a yes the rows in chunks, each committed.

A job that was interrupted begins at the first row again: plugins make the same rows harmless.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from portal.audit.services import record
from portal.drafts.models import Draft
from portal.drafts.queries import draft
from portal.errors import PortalError
from portal.i18n import _, ngettext
from portal.jobs.errands import Errand, Outcome
from portal.lists.columns import rows_of
from portal.lists.lines import as_json, tally_of, unanswered
from portal.lists.queries import DRAFT
from portal.organisations.viewer import place_of
from portal.plugin_api import ListKind, hooks_for

CHUNK = 200


def check_list(organisation_id: UUID, errand: Errand) -> Outcome:
    """What would become of each row."""
    found, kind = _list(organisation_id, errand)
    rows = rows_of(found.content)
    lines = kind.check(organisation_id, rows, _reporter(errand, len(rows)))
    found, kind = _list(organisation_id, errand)
    if found.content["state"] == "checking":
        found.content = {**found.content, "state": "checked", "found": [as_json(line) for line in lines]}
    return Outcome(_("The list is read. Nothing is saved yet: go back, and look at what would become of it."))


def _reporter(errand: Errand, total: int) -> Callable[[int], None]:
    return lambda done: errand.report(done, total)


def take_list(organisation_id: UUID, errand: Errand) -> Outcome:
    """What somebody said yes to."""
    found, kind = _list(organisation_id, errand)
    said, refused, by = found.content, dict[int, Any](), found.made_by
    usable = _usable(said)
    rows = [row for row in rows_of(said) if row.number in usable]
    for first in range(0, len(rows), CHUNK):
        chunk = rows[first : first + CHUNK]
        now = kind.take(organisation_id, chunk, by=by)
        refused |= now.refused
        if now.changed:
            record("list.taken", found.id, by=by, changes={"rows": now.changed})
        errand.report(min(first + CHUNK, len(rows)), len(rows))
    found, _kind = _list(organisation_id, errand)
    taken = len(rows) - len(refused)
    if found.content["state"] == "taking":
        record("list.done", found.id, by=by, changes={"file": found.title, "rows": taken})
        found.content = _kept(found.content, taken, refused)
    return Outcome(_told(taken, len(refused)))


def _told(taken: int, refused: int) -> str:
    told = []
    if taken:
        told.append(ngettext("One row is brought in.", "%(n)s rows are brought in.", taken))
    if refused:
        told.append(ngettext("One row cannot be used as it is.", "%(n)s rows cannot be used as they are.", refused))
    return " ".join(told) or _("Nothing is new: all of it was there already.")


def _usable(content: dict[str, Any]) -> set[int]:
    """Numbers of the rows that are new, would change something, or are answered."""
    open_ones = {line["n"] for line in unanswered(content)}
    return {line["n"] for line in content["found"] if line["b"] not in ("bad", "same")} - open_ones


def _kept(content: dict[str, Any], taken: int, refused: dict[int, Any]) -> dict[str, Any]:
    """Only what could not be used: the rest stands where it belongs now. `refused`: why, by row's number."""
    tally = tally_of(content)
    open_ones = {line["n"] for line in unanswered(content)}
    left = [
        {**line, "b": "bad", "w": refused[line["n"]]} if line["n"] in refused else line
        for line in content["found"]
        if line["b"] == "bad" or line["n"] in open_ones or line["n"] in refused
    ]
    numbers = {line["n"] for line in left}
    return {
        **content, "state": "done", "changed": taken, "same": tally.same, "choices": {}, "found": left,
        "rows": [row for row in content["rows"] if row[0] in numbers],
    }  # fmt: skip


def _list(organisation_id: UUID, errand: Errand) -> tuple[Draft, ListKind]:
    found = draft(organisation_id, UUID(hex=errand.details["list"]), DRAFT)
    if found is None:
        raise PortalError(_("This list is not kept any more."))
    kinds = hooks_for(place_of(organisation_id).setup.plugins).list_kinds()
    if found.content["kind"] not in kinds:
        raise PortalError(_("The plugin that this list is for is switched off."))
    return found, kinds[found.content["kind"]]
