"""What is read of rules, and how much counted. Every function takes the organisation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from plugins.recruitment.counting.models import CountingRule
from plugins.recruitment.counting.rules import NAME, SHIPPED, Rule, as_shipped, judge_by
from plugins.recruitment.rules import PEER_SUPPORT
from portal.activities.queries import figures_beside_last_year, figures_by_unit
from portal.extensions import db
from portal.organisations.models import Organisation
from portal.organisations.setup import UnitNode
from portal.plugin_api import Verdict


@dataclass(frozen=True)
class Line:
    """A unit's peer activities in a year and in the year before, and how many of them count."""

    name: str
    activities: int
    count: int
    activities_before: int
    count_before: int


def rules_of(organisation_id: UUID) -> list[Rule]:
    """Those that come along where it is, which any of its own goes before, and its own in the order in which they were
    written. One statement."""
    rows = db.session.execute(
        select(Organisation.country, CountingRule)
        .outerjoin(CountingRule, CountingRule.organisation_id == Organisation.id)
        .where(Organisation.id == organisation_id)
        .order_by(CountingRule.made_at, CountingRule.id)
    ).all()
    return [*SHIPPED.get(rows[0].country, ()), *(own for _country, own in rows if own)]


def judge(organisation_id: UUID) -> Callable[[Any], Verdict | None] | None:
    """For the portal's check: the rules are read once, in one statement. Kept by the portal, so nothing of the
    session's is in it. None where there are none.
    """
    rules = [as_shipped(rule) for rule in rules_of(organisation_id)]
    return judge_by(rules) if rules else None


def counting_by_unit(organisation_id: UUID, units: Iterable[UnitNode], year: int) -> list[Line]:
    """All branches, and other units as far as they have registered something. One statement."""
    found = figures_beside_last_year(organisation_id, [PEER_SUPPORT], date(year, 12, 31), ("activities", NAME))
    columns = [found[measure, of] for of in (year, year - 1) for measure in ("activities", NAME)]
    lines = [(node.kind, Line(node.name, *(column.get(node.id, 0) for column in columns))) for node in units]
    return [line for kind, line in lines if kind == "branch" or line.activities or line.activities_before]


def in_all(lines: Iterable[Line]) -> Line:
    rows = [(one.activities, one.count, one.activities_before, one.count_before) for one in lines]
    return Line("", *(sum(column) for column in zip(*rows, strict=True))) if rows else Line("", 0, 0, 0, 0)


def peer_activities_that_count(organisation_id: UUID, on: date) -> Decimal:
    """Of this year, until the end of the month of `on`."""
    found = figures_by_unit(organisation_id, [PEER_SUPPORT], date(on.year, 1, 1), on, measure=NAME)
    return Decimal(sum(found.values()))
