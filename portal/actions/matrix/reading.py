"""The matrix, read: three statements, however many rows."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, func, or_, select, tuple_

from portal.accounts.models import UserAccount
from portal.actions.matrix.filter import After, Filter
from portal.actions.queries import is_picked_by, surfaces_of
from portal.actions.rules import quarters_in
from portal.extensions import db
from portal.goals.models import Action, FocusArea, Goal, Plan
from portal.organisations.setup import Setup

ROWS = 60
#: actions for a whole area stand below its goals
_BELOW_GOALS = 10**9


@dataclass(frozen=True)
class Line:
    """One row."""

    row: Row[Any]
    surfaces: str
    responsible: str
    quarters: tuple[int, ...]

    @property
    def anchor(self) -> str:
        return anchor_of(self.row.id)


def anchor_of(action_id: UUID) -> str:
    """Where its row stands on the page; short, because each row bears it."""
    return f"r{action_id.hex[-8:]}"


@dataclass(frozen=True)
class Group:
    """The rows of one goal, or of a whole area."""

    area: str
    goal: str
    lines: list[Line]


def plan_and_areas(organisation_id: UUID, plan_id: UUID | None) -> list[Row[Any]]:
    """(plan_id, title, status, starts_on, ends_on, area_id, number, area) of a plan, its areas in order.

    Without an id, the plan in force: the latest to begin, a yearly plan before
    the strategy that it stands below. Empty where there is none.
    """
    chosen = select(Plan.id).where(Plan.organisation_id == organisation_id)
    if plan_id:
        chosen = chosen.where(Plan.id == plan_id)
    else:
        chosen = chosen.where(Plan.status == "adopted").order_by(
            Plan.parent_id.is_(None), Plan.starts_on.desc(), Plan.id
        )
    return list(
        db.session.execute(
            select(
                Plan.id.label("plan_id"), Plan.title, Plan.status, Plan.starts_on, Plan.ends_on,
                FocusArea.id.label("area_id"), FocusArea.number, FocusArea.title.label("area"),
            )
            .outerjoin(FocusArea, and_(FocusArea.organisation_id == Plan.organisation_id, FocusArea.plan_id == Plan.id))
            .where(Plan.organisation_id == organisation_id, Plan.id == chosen.limit(1).scalar_subquery())
            .order_by(FocusArea.position, FocusArea.id)
        )
    )  # fmt: skip


_AREA, _GOAL = func.coalesce(FocusArea.position, 0), func.coalesce(Goal.position, _BELOW_GOALS)
_ROW = (
    select(
        Action.id, Action.title, Action.goal_id, Action.focus_area_id, Action.unit_id, Action.responsible,
        Action.level, Action.rhythm, Action.times_a_year, Action.period, Action.starts_on, Action.ends_on,
        Action.quarters, Action.status, Action.version, Action.position,
        FocusArea.number.label("area_number"), FocusArea.title.label("area"), _AREA.label("area_place"),
        Goal.number.label("goal_number"), Goal.title.label("goal"), _GOAL.label("goal_place"),
        UserAccount.name.label("person"), UserAccount.email.label("email"),
    )
    .join(FocusArea, and_(FocusArea.organisation_id == Action.organisation_id, FocusArea.id == Action.focus_area_id))
    .outerjoin(Goal, and_(Goal.organisation_id == Action.organisation_id, Goal.id == Action.goal_id))
    .outerjoin(UserAccount, UserAccount.id == Action.user_id)
)  # fmt: skip


def rows_of(
    organisation_id: UUID, plan_id: UUID, asked: Filter, units: frozenset[UUID], *, limit: int | None = ROWS
) -> list[Row[Any]]:
    """The plan's actions that were asked for, in its order; one more than a page holds.

    `units` is the unit that was asked for, with what lies below it: its own
    actions and those that it picked from the catalogue.
    """
    statement = _ROW.where(Action.organisation_id == organisation_id, Action.plan_id == plan_id)
    for condition in _conditions(asked, units):
        statement = statement.where(condition)
    if asked.after:
        place = tuple_(_AREA, _GOAL, Action.position, Action.id)
        after = asked.after
        statement = statement.where(place > tuple_(after.area, after.goal, after.action, after.id))
    statement = statement.order_by(_AREA, _GOAL, Action.position, Action.id)
    return list(db.session.execute(statement.limit(limit + 1) if limit else statement))


def _conditions(asked: Filter, units: frozenset[UUID]) -> list[Any]:
    found: list[Any] = []
    if asked.area:
        found.append(Action.focus_area_id == asked.area)
    if asked.unit:
        found.append(is_picked_by(units))
    if asked.level:
        found.append(Action.level == asked.level)
    if asked.status:
        found.append(Action.status == asked.status)
    if asked.responsible:
        wanted = asked.responsible.lower()
        found.append(
            or_(
                func.lower(Action.responsible).contains(wanted, autoescape=True),
                func.lower(UserAccount.name).contains(wanted, autoescape=True),
            )
        )
    return found


def after_last(rows: list[Row[Any]]) -> After | None:
    """Where the next page begins, if there is one."""
    if len(rows) <= ROWS:
        return None
    last = rows[ROWS - 1]
    return After(last.area_place, last.goal_place, last.position, last.id)


def groups_of(
    organisation_id: UUID, rows: list[Row[Any]], *, year: int, first: date, last: date, setup: Setup
) -> list[Group]:
    """Rows under their goals. `first` and `last` are the plan's days."""
    surfaces = names_by_action(organisation_id, rows)
    groups: list[Group] = []
    before: object = ()
    for row in rows:
        here = (row.focus_area_id, row.goal_id)
        if here != before:
            groups.append(Group(_titled(row.area_number, row.area), _titled(row.goal_number, row.goal), []))
            before = here
        quarters = quarters_in(year, row.quarters, row.starts_on or first, row.ends_on or last)
        line = Line(row, ", ".join(surfaces.get(row.id, ())), responsible_words(row, setup), quarters)
        groups[-1].lines.append(line)
    return groups


def names_by_action(organisation_id: UUID, rows: list[Row[Any]]) -> dict[UUID, list[str]]:
    """The contact surfaces of each of these rows, by name."""
    found: dict[UUID, list[str]] = {}
    for action_id, name in surfaces_of(organisation_id, [row.id for row in rows]):
        found.setdefault(action_id, []).append(name)
    return found


def responsible_words(row: Any, setup: Setup) -> str:
    """In the plan's own words, with the unit and the person that stand behind them."""
    unit = setup.name(row.unit_id) if row.unit_id else ""
    words = [row.responsible, unit, row.person or ""]
    return ", ".join(dict.fromkeys(word for word in words if word))


def _titled(number: str | None, title: str | None) -> str:
    return f"{number or ''} {title or ''}".strip()
