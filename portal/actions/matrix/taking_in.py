"""A filled-in sheet taken in: kept as a draft, looked through, and saved in one piece after a yes."""

import hashlib
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, and_, cast, literal, select, union_all

from portal.actions import queries
from portal.actions.matrix.columns import COLUMNS, columns_in
from portal.actions.matrix.compare import Comparison
from portal.actions.matrix.filter import Filter
from portal.actions.matrix.findings import Finding, Stored
from portal.actions.matrix.reading import names_by_action, rows_of
from portal.actions.services import change_action, make_action
from portal.audit.services import record
from portal.drafts.models import Draft
from portal.drafts.services import keep_draft, use_up
from portal.errors import PortalError
from portal.extensions import db
from portal.goals.models import Action, FocusArea, Goal, Plan
from portal.i18n import _, format_number
from portal.organisations.viewer import Viewer
from portal.sheets.reading import Sheet, read_workbook

KIND = "matrix"
MOST_ROWS = 2000


def keep_sheet(plan_id: UUID, content: bytes, name: str, *, by: UUID) -> Draft:
    """Read the first sheet that has our headings, and keep its rows. Raises PortalError where there is none."""
    sheet, places, first = _with_headings(read_workbook(content, name))
    rows = [
        [number, {key: _as_json(row[place]) for key, place in places.items() if place < len(row)}]
        for number, row in enumerate(sheet.rows[first:], start=first + 1)
        if any(cell is not None for cell in row)
    ]
    if len(rows) > MOST_ROWS:
        raise PortalError(
            _("There are more than %(n)s rows. Take a part at a time.", n=format_number(MOST_ROWS)), "file"
        )
    return keep_draft(KIND, name, {"plan": plan_id.hex, "sheet": sheet.name, "rows": rows}, by=by)


def kept_sheet(organisation_id: UUID, draft_id: UUID) -> tuple[Draft, str] | None:
    """A sheet that waits for a yes, and the status of its plan; a plan that is gone counts as a draft."""
    its_plan = cast(Draft.content["plan"].as_string(), Uuid)
    row = db.session.execute(
        select(Draft, Plan.status)
        .outerjoin(Plan, and_(Plan.organisation_id == Draft.organisation_id, Plan.id == its_plan))
        .where(Draft.organisation_id == organisation_id, Draft.id == draft_id, Draft.kind == KIND)
    ).first()
    return (row[0], row[1] or "draft") if row else None


def _with_headings(sheets: list[Sheet]) -> tuple[Sheet, dict[str, int], int]:
    """The sheet, where its columns stand, and the number of its first row below the headings."""
    for sheet in sheets:
        for number, row in enumerate(sheet.rows[:10], start=1):
            places = columns_in(row)
            if "title" in places and len(places) > 1:
                return sheet, places, number
    raise PortalError(
        _("The headings of the matrix are missing. Take the sheet out here, fill it in, and send that one."), "file"
    )


def _as_json(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return {"day": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    return cell if isinstance(cell, (str, int, float, bool, type(None))) else str(cell)


def _from_json(cell: Any) -> Any:
    return date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell


def look_through(draft: Draft, viewer: Viewer) -> list[Finding]:
    """What a yes would do now."""
    stored = _stored(draft.organisation_id, UUID(hex=draft.content["plan"]))
    rows = [
        (number, {key: _from_json(cell) for key, cell in cells.items() if key in COLUMNS})
        for number, cells in draft.content["rows"]
    ]
    return Comparison(stored, viewer).findings(rows)


def _stored(organisation_id: UUID, plan_id: UUID) -> Stored:
    rows = rows_of(organisation_id, plan_id, Filter(), frozenset(), limit=None)
    surfaces = {one.id: one.name for one in queries.surfaces(organisation_id)}
    return Stored(rows, names_by_action(organisation_id, rows), _places(organisation_id, plan_id), surfaces)


def _places(organisation_id: UUID, plan_id: UUID) -> list[Any]:
    areas = select(
        literal("area").label("kind"), FocusArea.id, FocusArea.id.label("area_id"), FocusArea.number, FocusArea.title
    ).where(FocusArea.organisation_id == organisation_id, FocusArea.plan_id == plan_id)
    goals = select(literal("goal"), Goal.id, Goal.focus_area_id, Goal.number, Goal.title).where(
        Goal.organisation_id == organisation_id, Goal.plan_id == plan_id
    )
    found = union_all(select(areas.subquery()), select(goals.subquery())).subquery()
    return list(db.session.execute(select(found)))


def seen(findings: list[Finding]) -> str:
    """What a yes says yes to. Another one later means that somebody changed something in between."""
    said = repr([(one.row, one.kind, one.action_id, one.changes) for one in findings])
    return hashlib.sha256(said.encode()).hexdigest()


def save_all(draft: Draft, findings: list[Finding], *, late_too: bool, by: UUID) -> int:
    """All that was new or changed, in the transaction at hand; the draft is gone. Returns how many.

    Rows that somebody else changed after the sheet was taken out only with
    `late_too`. Raises PortalError where one of them cannot be as the sheet has it.
    """
    wanted = [one for one in findings if one.kind in ("new", "changed") or (late_too and one.kind == "late")]
    rows = {one.id: one for one in _actions(draft.organisation_id, [one.action_id for one in wanted if one.action_id])}
    chosen = _chosen(draft.organisation_id, list(rows))
    record("matrix.taken_in", draft.id, by=by, changes={"file": draft.title, "rows": len(wanted)})
    for one in wanted:
        if one.action_id:
            change_action(
                rows[one.action_id], surfaces=one.surfaces, chosen=chosen.get(one.action_id, ()), by=by, **one.values
            )
        else:
            _make(draft, one, by)
    use_up(draft)
    return len(wanted)


def _make(draft: Draft, one: Finding, by: UUID) -> None:
    assert one.place
    made = make_action(
        draft.organisation_id,
        plan_id=UUID(hex=draft.content["plan"]),
        focus_area_id=one.place[0],
        goal_id=one.place[1],
        by=by,
        **one.values,
    )
    db.session.flush()
    if one.surfaces:
        change_action(made, surfaces=one.surfaces, by=by)


def _actions(organisation_id: UUID, action_ids: list[UUID]) -> list[Action]:
    return list(
        db.session.scalars(select(Action).where(Action.organisation_id == organisation_id, Action.id.in_(action_ids)))
    )


def _chosen(organisation_id: UUID, action_ids: list[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for action_id, surface_id in queries.surface_ids_of(organisation_id, action_ids):
        found.setdefault(action_id, []).append(surface_id)
    return found
