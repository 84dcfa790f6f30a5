"""What is read of the units' year: reports, the counters of a year, and who leads a unit."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from portal.accounts.models import UserAccount
from portal.activities.models import WHOLE, ActivityTally
from portal.extensions import db
from portal.organisations.models import Access
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


def report(organisation_id: UUID, unit_id: UUID, year: int) -> UnitReport | None:
    return db.session.scalars(
        select(UnitReport).where(
            UnitReport.organisation_id == organisation_id, UnitReport.unit_id == unit_id, UnitReport.year == year
        )
    ).first()


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


def registered_in(organisation_id: UUID, year: int, unit_id: UUID | None = None) -> dict[UUID, dict[str, int]]:
    """What the counters hold of a year, by unit and `<type>:<measure>`; of one unit, or of all."""
    which = ActivityTally.unit_id == unit_id if unit_id else ActivityTally.unit_id != WHOLE
    kind, measure, unit = ActivityTally.activity_type, ActivityTally.measure, ActivityTally.unit_id
    rows = db.session.execute(
        select(unit, kind, measure, func.sum(ActivityTally.total))
        .where(
            ActivityTally.organisation_id == organisation_id,
            which,
            measure.in_(MEASURES),
            ActivityTally.month.between(date(year, 1, 1), date(year, 12, 1)),
        )
        .group_by(unit, kind, measure)
    )
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    for of_unit, of_kind, of_measure, total in rows:
        if total:
            found[of_unit][f"{of_kind}:{of_measure}"] = int(total)
    return found


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
