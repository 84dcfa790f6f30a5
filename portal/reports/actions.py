"""Actions of the plan with what came of them in the year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from portal.i18n import _l
from portal.organisations.setup import Setup
from portal.reports.report import ActionPart, Result

STATUSES = {"planned": _l("Planned"), "started": _l("Under way"), "done": _l("Carried out"), "dropped": _l("Put aside")}


def actions_by_area(rows: Iterable[Any], goals: Mapping[UUID, str], setup: Setup) -> dict[UUID, list[ActionPart]]:
    """By focus area. `rows` hold an action once for each of its results; `goals` say what goals are called."""
    found: dict[UUID, list[ActionPart]] = defaultdict(list)
    made: dict[UUID, ActionPart] = {}
    for row in rows:
        if row.id not in made:
            made[row.id] = _action(row, goals)
            found[row.focus_area_id].append(made[row.id])
        if row.on_date:
            made[row.id].results.append(Result(row.on_date, _unit(row.unit_id, setup), row.result, row.lesson))
    return found


def _action(row: Any, goals: Mapping[UUID, str]) -> ActionPart:
    return ActionPart(
        title=row.title,
        goal=goals.get(row.goal_id, ""),
        responsible=row.responsible,
        period=row.period,
        status=str(STATUSES[row.status]),
        taken_up=row.taken_up,
        done=row.done,
    )


def _unit(unit_id: UUID | None, setup: Setup) -> str:
    return setup.name(unit_id) if unit_id else ""
