"""From a file to rows that wait, from rows to activities, and back again.

A draft holds an import for 30 days. Its content: `state` (`new`; `begun`,
`done` once there was a yes; `undoing`, `undone`), `sheet`, `others` (sheets
that are not read), `headings`, `rows` ([number in the sheet, cells]),
`columns` (what each holds, by its place), `type` and `unit` for rows that do
not say; after the yes `ready` (rows as they are registered), `bad` with their
reasons in place of `rows`, and how many were `new` and `there` already.
"""

import hashlib
import json
from typing import Any
from uuid import UUID

from flask import url_for

from portal import clock
from portal.activities.kinds import offered
from portal.audit.services import record
from portal.database import Upsert
from portal.drafts.models import Draft
from portal.drafts.services import correct_draft, keep_draft
from portal.errors import Conflict, PortalError
from portal.i18n import _
from portal.imports import queries
from portal.imports.headings import table_in
from portal.imports.models import ColumnMapping
from portal.imports.queries import KIND
from portal.imports.rows import Read, Reader
from portal.imports.rules import RIGHT
from portal.imports.targets import FIXED, guesses, questions_by_target
from portal.jobs.models import Job
from portal.jobs.services import start_job
from portal.organisations.viewer import Viewer
from portal.sheets.reading import read_workbook
from portal.tenancy import current_organisation_id, uuid7

REGISTER, UNDO = "register_import", "undo_import"
#: what stands beside the columns in a remembered mapping
FOR_ALL = ("type", "unit")

_REMEMBER = Upsert(
    model=ColumnMapping,
    key=("organisation_id", "kind", "headings"),
    change=lambda offered: {"columns": offered.columns},
)


def keep_sheet(content: bytes, name: str, viewer: Viewer) -> Draft:
    """Read a file and keep its rows, with a guess for each column. Raises PortalError for one without a table."""
    questions = questions_by_target(offered(viewer))
    table = table_in(read_workbook(content, name), questions)
    before = queries.mapping(viewer.here.id, digest(table.headings)) or {}
    guessed = guesses(table.headings, [cells for _number, cells in table.rows], questions)
    known = {place: target for place, target in before.items() if target in FIXED or target in questions or not target}
    said = {
        "state": "new",
        "sheet": table.sheet,
        "others": table.others,
        "headings": table.headings,
        "rows": table.rows,
        "columns": known if before else {str(place): target for place, target in guessed.items()},
        **{one: before.get(one, "") for one in FOR_ALL},
    }
    return keep_draft(KIND, name, said, by=viewer.id)


def digest(headings: list[str]) -> str:
    """What a set of headings is remembered by."""
    return hashlib.sha256(json.dumps(headings).encode()).hexdigest()


def say_columns(draft: Draft, columns: dict[str, str], for_all: dict[str, str], *, by: UUID) -> None:
    """What each column holds, for this sheet and the next with the same headings. Raises PortalError."""
    check_new(draft)
    content = {**draft.content, "columns": columns, **for_all}
    _check_columns(content)
    correct_draft(draft, title=draft.title, content=content, by=by)
    row = {
        "organisation_id": current_organisation_id(),
        "id": uuid7(),
        "kind": KIND,
        "headings": digest(content["headings"]),
        "columns": columns | for_all,
    }
    _REMEMBER([row])


def _check_columns(content: dict[str, Any]) -> None:
    """The day has a column; type and unit have one, or one for all. Raises PortalError at the field."""
    held = set(content["columns"].values())
    if "day" not in held:
        raise PortalError(_("Say which column holds the date."))
    for name, sentence in (
        ("type", _("Say which column holds the type, or choose one type for all rows.")),
        ("unit", _("Say which column holds the unit, or choose one unit for all rows.")),
    ):
        if name not in held and not content[name]:
            raise PortalError(sentence, name)


def is_mapped(content: dict[str, Any]) -> bool:
    try:
        _check_columns(content)
    except PortalError:
        return False
    return True


def check_new(draft: Draft) -> None:
    """Raises Conflict where somebody has said yes already."""
    if draft.content["state"] != "new":
        raise Conflict(_("These rows are being registered already. Look at the list of what was brought in."))


def read_rows(draft: Draft, viewer: Viewer) -> Read:
    """As the columns were said to be."""
    return Reader(draft.content, offered(viewer), viewer.choices(RIGHT)).read()


def begin(draft: Draft, read: Read, there: int, *, by: UUID) -> Job:
    """Let the worker register these. Raises Conflict where somebody said yes before."""
    check_new(draft)
    draft.content = after_yes(draft.content, read, there)
    draft.made_at, draft.made_by = clock.now(), by
    record("import.begun", draft.id, by=by, changes={"file": draft.title, "rows": draft.content["new"]})
    return _start(REGISTER, draft, _("Earlier years: %(name)s", name=draft.title), by)


def after_yes(content: dict[str, Any], read: Read, there: int) -> dict[str, Any]:
    """What is kept of a sheet: rows as they are registered, and the bad ones as they came."""
    return {
        **{name: content[name] for name in ("sheet", "headings", "columns", "type", "unit")},
        "state": "begun",
        "ready": [one.as_json() for one in read.ready],
        "bad": [[one.number, one.cells, one.why] for one in read.bad],
        "new": len(read.ready) - there,
        "there": there,
    }


def begin_undo(draft: Draft, *, by: UUID) -> Job:
    """Let the worker take back what this import registered and nobody has changed since."""
    draft.content = {**draft.content, "state": "undoing"}
    record("import.undo_begun", draft.id, by=by, changes={"file": draft.title})
    return _start(UNDO, draft, _("Undo: %(name)s", name=draft.title), by)


def _start(kind: str, draft: Draft, title: str, by: UUID) -> Job:
    back = url_for("imports.show", import_id=draft.id)
    job = start_job(kind, title=title, details={"import": draft.id.hex}, back=back, by=by)
    draft.content = {**draft.content, "job": job.id.hex}
    return job
