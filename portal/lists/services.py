"""From a file to rows that are checked, answered and taken in.

A draft holds a list for 30 days. Its content: `kind`, `state` (`new`: nobody has said what the columns hold;
`checking`; `checked`; `taking`; `done`), `sheet`, `others` (sheets that are not read), `headings`, `rows` ([number in
the sheet, cells]), `columns` (by place), `for_all` (by column, for rows that do not say), `choices` (by row's number,
who somebody is), `found` (the lines that the plugin made of the rows, as JSON), `job`. Once it is taken in, `rows` and
`found` are those that could not be used, and `changed` and `same` say how many the others were.
"""

import hashlib
import json
from typing import Any
from uuid import UUID

from flask import url_for

from portal import clock
from portal.audit.services import record
from portal.database import Upsert
from portal.drafts.models import Draft
from portal.drafts.services import correct_draft, keep_draft
from portal.errors import Conflict
from portal.i18n import _
from portal.imports.headings import table_of
from portal.imports.models import ColumnMapping
from portal.imports.names import plain
from portal.jobs.models import Job
from portal.jobs.services import start_job
from portal.lists import queries
from portal.lists.columns import FOR_ALL, check_columns, guesses, known
from portal.lists.queries import DRAFT
from portal.organisations.viewer import Viewer
from portal.plugin_api import ListKind
from portal.sheets.reading import read_workbook
from portal.tenancy import current_organisation_id, uuid7

CHECK, TAKE = "check_list", "take_list"

_REMEMBER = Upsert(
    model=ColumnMapping,
    key=("organisation_id", "kind", "headings"),
    change=lambda offered: {"columns": offered.columns},
)


def keep_list(content: bytes, name: str, kind: ListKind, viewer: Viewer) -> Draft:
    """Read a file and keep its rows, with what its columns held the last time, or a guess. Raises PortalError."""
    names = known(kind)
    empty = _("The sheet is empty. Choose one with a row for each of those whom it lists.")
    bare = _("There is no row with headings. Write above the columns what they hold, as “Name” and “E-mail”.")
    table = table_of(read_workbook(content, name), lambda heading: plain(heading) in names, empty, bare)
    before, ours = queries.mapping(viewer.here.id, kind.name, digest(table.headings)), {*names.values(), ""}
    columns = {place: held for place, held in before.items() if held in ours and not place.startswith(FOR_ALL)}
    said = {
        "kind": kind.name,
        "state": "new",
        "sheet": table.sheet,
        "others": table.others,
        "headings": table.headings,
        "rows": table.rows,
        "columns": columns if before else guesses(table.headings, kind),
        "for_all": {
            column.name: before.get(FOR_ALL + column.name, "") for column in kind.columns if column.choices
        },
        "choices": {},
    }  # fmt: skip
    return keep_draft(DRAFT, name, said, by=viewer.id)


def digest(headings: list[str]) -> str:
    """What a set of headings is remembered by."""
    return hashlib.sha256(json.dumps(headings).encode()).hexdigest()


def check_waiting(draft: Draft) -> None:
    """Raises Conflict where somebody has said yes already."""
    if draft.content["state"] in ("taking", "done"):
        raise Conflict(_("This list is being brought in already. Look at what came of it."))


def say_columns(
    draft: Draft, kind: ListKind, columns: dict[str, str], for_all: dict[str, str], *, by: UUID
) -> Job:
    """For this list and the next with the same headings; the worker reads it. Raises PortalError."""
    check_waiting(draft)
    said = {**draft.content, "columns": columns, "for_all": for_all, "choices": {}, "state": "checking", "found": []}
    check_columns(said, kind)
    row = {
        "organisation_id": current_organisation_id(),
        "id": uuid7(),
        "kind": kind.name,
        "headings": digest(said["headings"]),
        "columns": columns | {FOR_ALL + name: one for name, one in for_all.items()},
    }
    _REMEMBER([row])
    job = _start(CHECK, draft, _("Reading: %(name)s", name=draft.title), by)
    correct_draft(draft, title=draft.title, content={**said, "job": job.id.hex}, by=by)
    return job


def say_who(draft: Draft, choices: dict[str, str], *, by: UUID) -> None:
    """Of rows that may be somebody of the register: who she is, or `new`. Raises Conflict."""
    check_waiting(draft)
    draft.content = {**draft.content, "choices": {**draft.content["choices"], **choices}}
    record("list.answered", draft.id, by=by, changes={"file": draft.title, "rows": len(choices)})


def begin(draft: Draft, *, by: UUID) -> Job:
    """Let the worker take it in. Raises Conflict where somebody said yes before."""
    check_waiting(draft)
    job = _start(TAKE, draft, _("Bringing in: %(name)s", name=draft.title), by)
    draft.content = {**draft.content, "state": "taking", "job": job.id.hex}
    draft.made_at = clock.now()
    record("list.begun", draft.id, by=by, changes={"file": draft.title, "rows": len(draft.content["rows"])})
    return job


def _start(kind: str, draft: Draft, title: str, by: UUID) -> Job:
    back = url_for("lists.look" if kind == CHECK else "lists.show", list_id=draft.id)
    # the moment tells it from the reading before: what was asked for and not done is not begun once more
    details: dict[str, Any] = {"list": draft.id.hex, "at": clock.now().isoformat()}
    return start_job(kind, title=title, details=details, back=back, by=by)
