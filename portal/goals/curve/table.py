"""The numbers of a curve, for the table beside it."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from portal.goals.curve.chart import Chart, chart_of, running_totals
from portal.goals.progress import Point, Target
from portal.goals.progress.figures import nearest
from portal.goals.progress.path import Path, days
from portal.goals.progress.period import Period, period_around, period_before


class Row(NamedTuple):
    """What was measured (a flow: its running total) and what the path expects that day."""

    on: date
    value: Decimal | None
    expected: Decimal | None


def curve_table(target: Target, measurements: Sequence[Point], today: date) -> list[Row]:
    """A level's measurements and milestones, or a flow's totals at the end of each month.

    By date. A flow's rows begin with the period before, if anything was registered in it.
    """
    chart = chart_of(target, measurements, today)
    if chart.period is None:
        return _rows_of_level(target, chart)
    asked = chart.stops[0] if chart.stops else None
    before = period_before(chart.period) if chart.before else None
    rows = _rows_of_flow(target, before, running_totals(before, measurements, today), None) if before else []
    return rows + _rows_of_flow(target, chart.period, chart.measured, asked)


def _rows_of_level(target: Target, chart: Chart) -> list[Row]:
    values = {point.on: point.value for point in chart.measured}
    path = Path(days(chart.plan or chart.stops)) if chart.stops else None
    dates = sorted({*values, *(point.on for point in (*chart.plan, *chart.stops))})
    return [Row(day, values.get(day), _expected(path, day, target)) for day in dates]


def _expected(path: Path | None, day: date, target: Target) -> Decimal | None:
    return nearest(path.expected(day.toordinal()), target.decimals) if path else None


def _rows_of_flow(target: Target, period: Period, totals: tuple[Point, ...], asked: Point | None) -> list[Row]:
    """`totals` reaches until today, or to the period's end."""
    until = totals[-1].on
    rows = []
    for day in _cuts(period, totals):
        value = next(p.value for p in reversed(totals) if p.on <= day) if day <= until else None
        expected = nearest(asked.exact * period.share_passed(day), target.decimals) if asked else None
        rows.append(Row(day, value, expected))
    return rows


def _cuts(period: Period, totals: tuple[Point, ...]) -> list[date]:
    """The ends of the months until the last total, that day, and the period's end; of a month, its days."""
    until = totals[-1].on
    if period.kind == "month":
        return sorted({*(point.on for point in totals), period.end})
    return sorted({*(end for end in _month_ends(period) if end <= until), until, period.end})


def _month_ends(period: Period) -> Iterator[date]:
    for month in range(period.start.month, period.end.month + 1):
        yield period_around(date(period.start.year, month, 1), "month").end
