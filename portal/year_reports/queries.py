"""What is read of the units' year: reports, the counters of a year, and who leads a unit."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select

from portal.accounts.models import UserAccount
from portal.activities.models import WHOLE, ActivityTally
from portal.extensions import db
from portal.organisations.models import Access, Unit
from portal.organisations.setup import Setup
from portal.plugin_api import Role
from portal.year_reports.figures import MEASURES
from portal.year_reports.models import UnitReport


@dataclass(frozen=True)
class Leader:
    """Whom to write to about a unit."""

    name: str
    email: str
    #: NULL: the organisation's
    language: str | None


@dataclass(frozen=True)
class Told:
    """How far a unit has come; `text`, `numbers` and `answers` are read where they are needed."""

    unit_id: UUID
    sent_at: datetime | None
    by: str | None
    reminded_at: datetime | None
    is_begun: bool


def told_of(organisation_id: UUID, year: int) -> dict[UUID, Told]:
    """By unit; units that nothing is known of are left out."""
    rows = db.session.execute(
        select(UnitReport.unit_id, UnitReport.sent_at, UserAccount.name, UnitReport.reminded_at, UnitReport.version)
        .outerjoin(UserAccount, UserAccount.id == UnitReport.sent_by)
        .where(UnitReport.organisation_id == organisation_id, UnitReport.year == year)
    )
    return {row[0]: Told(*row[:4], is_begun=row.version > 0) for row in rows}


def sent_reports(organisation_id: UUID, year: int) -> list[Row[Any]]:
    """What those say who have sent theirs in: unit_id, numbers, answers, text, sent_at, and the sender's name."""
    return list(
        db.session.execute(
            select(
                UnitReport.unit_id,
                UnitReport.numbers,
                UnitReport.answers,
                UnitReport.text,
                UnitReport.sent_at,
                UserAccount.name,
            )
            .outerjoin(UserAccount, UserAccount.id == UnitReport.sent_by)
            .where(
                UnitReport.organisation_id == organisation_id,
                UnitReport.year == year,
                UnitReport.sent_at.is_not(None),
            )
        )
    )


def report_and_figures(organisation_id: UUID, unit_id: UUID, year: int) -> tuple[UnitReport | None, dict[str, int]]:
    """A unit's report, and what the counters hold of its year by `<type>:<measure>`. One statement."""
    sums = _sums(organisation_id, year).where(ActivityTally.unit_id == unit_id).subquery()
    rows = db.session.execute(
        select(UnitReport, sums.c.activity_type, sums.c.measure, sums.c.total)
        .select_from(Unit)
        .outerjoin(
            UnitReport,
            (UnitReport.organisation_id == Unit.organisation_id)
            & (UnitReport.unit_id == Unit.id)
            & (UnitReport.year == year),
        )
        .outerjoin(sums, sums.c.unit_id == Unit.id)
        .where(Unit.organisation_id == organisation_id, Unit.id == unit_id)
    ).all()
    return rows[0][0] if rows else None, {f"{kind}:{measure}": int(n) for _report, kind, measure, n in rows if n}


def registered_in(organisation_id: UUID, year: int) -> dict[UUID, dict[str, int]]:
    """What the counters hold of a year, by unit and `<type>:<measure>`."""
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    rows = db.session.execute(_sums(organisation_id, year).where(ActivityTally.unit_id != WHOLE))
    for unit_id, kind, measure, total in rows:
        if total:
            found[unit_id][f"{kind}:{measure}"] = int(total)
    return found


def _sums(organisation_id: UUID, year: int) -> Select[UUID, str, str, int]:
    kind, measure, unit = ActivityTally.activity_type, ActivityTally.measure, ActivityTally.unit_id
    return (
        select(unit, kind, measure, func.sum(ActivityTally.total).label("total"))
        .where(
            ActivityTally.organisation_id == organisation_id,
            measure.in_(MEASURES),
            ActivityTally.month.between(date(year, 1, 1), date(year, 12, 1)),
        )
        .group_by(unit, kind, measure)
    )


def leaders_of(organisation_id: UUID, setup: Setup, units: Collection[UUID]) -> dict[UUID, list[Leader]]:
    """A unit's own leaders, else those of the nearest unit above that has any; none: an empty list."""
    rows = db.session.execute(
        select(Access.unit_id, UserAccount.name, UserAccount.email, UserAccount.language)
        .join(UserAccount, UserAccount.id == Access.user_id)
        .where(Access.organisation_id == organisation_id, Access.role == Role.UNIT_LEADER)
        .order_by(UserAccount.name, Access.id)
    )
    own: dict[UUID, list[Leader]] = defaultdict(list)
    for row in rows:
        own[row[0]].append(Leader(*row[1:]))
    return {unit_id: _nearest(setup, unit_id, own) for unit_id in units}


def _nearest(setup: Setup, unit_id: UUID | None, own: dict[UUID, list[Leader]]) -> list[Leader]:
    while unit_id is not None and unit_id not in own:
        unit_id = setup.unit[unit_id].parent_id if unit_id in setup.unit else None
    return own[unit_id] if unit_id is not None else []
