"""A plan in force with its goals: a third counted, a third typed, a third a plugin's metric."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from portal.goals.models import FocusArea, Goal, Indicator, Measurement, MetricValue, Milestone, Plan
from tests.benchmarks.data.tenants import KINDS, YEARS, Tenant

METRICS = (
    "recruitment.branches_with_peer_support",
    "digital_inclusion.counties_with_activity",
    "coordinator_funding.counties_visited",
)
STARRED = 6
Rows = Iterator[tuple[Any, dict[str, Any]]]


def plan_rows(tenant: Tenant, today: date) -> Rows:
    """(table, row) of the plan, its area and goals, and of what is measured."""
    begins, ends = date(today.year - 1, 1, 1), date(today.year + 1, 12, 31)
    ours = {"organisation_id": tenant.id}
    plan, area = tenant.made("plan"), tenant.made("area")
    yield Plan.__table__, {
        **ours, "id": plan, "title": "Strategi", "starts_on": begins, "ends_on": ends, "status": "adopted",
        "values": [],
    }  # fmt: skip
    yield FocusArea.__table__, {**ours, "id": area, "plan_id": plan, "position": 1, "number": "1", "title": "Vekst"}
    for n in range(tenant.goals):
        yield from _goal(tenant, n, today)
    for metric in METRICS:
        for on in _months(today, 12 * YEARS):
            yield MetricValue.__table__, {**ours, "metric": metric, "on_date": on, "value": Decimal(on.month)}


def _goal(tenant: Tenant, n: int, today: date) -> Rows:
    goal, indicator = tenant.made(f"goal {n}"), tenant.made(f"indicator {n}")
    ours = {"organisation_id": tenant.id}
    yield Goal.__table__, {
        **ours, "id": goal, "plan_id": tenant.made("plan"), "focus_area_id": tenant.made("area"), "position": n,
        "number": f"1.{n + 1}", "title": f"Mål nummer {n + 1} for de neste tre årene", "on_start_page": n < STARRED,
    }  # fmt: skip
    yield Indicator.__table__, {**ours, "id": indicator, "goal_id": goal, **_measured_by(n, today)}
    for year in range(3):
        on = date(today.year - 1 + year, 12, 31)
        yield Milestone.__table__, {**ours, "indicator_id": indicator, "on_date": on, "value": Decimal(100 + 40 * year)}
    if n % 3 == 1:
        for number, on in enumerate(_months(today, 12)):
            yield Measurement.__table__, {
                **ours, "indicator_id": indicator, "on_date": on, "value": Decimal(80 + number),
                "measured_at": datetime(on.year, on.month, on.day, 12, tzinfo=UTC),
            }  # fmt: skip


def _measured_by(n: int, today: date) -> dict[str, Any]:
    source = ("activities", "typed", "metric")[n % 3]
    return {
        "name": f"Indikator {n + 1}",
        "unit_one": "aktivitet",
        "unit_many": "aktiviteter",
        "kind": "yearly" if source == "activities" else "level",
        "source": source,
        "activity_types": [KINDS[n % len(KINDS)], KINDS[(n + 2) % len(KINDS)]] if source == "activities" else [],
        "measure": "activities" if n % 2 else "participants",
        "metric": METRICS[n % len(METRICS)] if source == "metric" else None,
        "baseline_on": date(today.year - 2, 12, 31),
        "baseline_value": Decimal(60),
    }


def _months(today: date, back: int) -> Iterator[date]:
    """The first days of the last months, oldest first."""
    this = today.year * 12 + today.month - 1
    for month in range(this - back + 1, this + 1):
        yield date(month // 12, month % 12 + 1, 1)
