"""The words in a curve: years or months below it, values beside the points."""

from datetime import date
from decimal import Decimal

from portal.goals.curve.canvas import SIDE, Canvas
from portal.goals.curve.chart import Chart
from portal.goals.curve.labels import LETTER, Labels
from portal.goals.progress import Point, Target
from portal.goals.progress.figures import nearest, rounded_down, rounded_up
from portal.i18n import _, format_month, format_number, format_short_date

DIAMOND, DOT = 6, 4


def write_axis(labels: Labels, canvas: Canvas, chart: Chart) -> None:
    """The years in the middle of their stretch; for a flow its first and last month or day."""
    if chart.period:
        _write_ends(labels, canvas, *_ends_of(chart))
        return
    stretches = _stretches(canvas, chart)
    for year, middle in stretches:
        labels.place(str(year), [(middle, canvas.height - 4, "middle")])
    if not stretches:
        _write_ends(labels, canvas, str(chart.start.year), str(chart.end.year))


def write_values(labels: Labels, canvas: Canvas, chart: Chart, target: Target, *, compact: bool) -> None:
    """The last milestone's figure first, then the others as there is room; the latest value on a page."""
    if target.kind == "yes_no":
        return
    latest = chart.measured[-1:]
    labels.taken.append((0, canvas.floor, canvas.width, canvas.height))
    for spots, radius in (
        (canvas.spots(chart.stops, len(chart.stops)), DIAMOND),
        (canvas.spots(latest, 1), DOT),
    ):
        for x, y in spots:
            labels.keep_clear(x, y, radius)
    for stop in reversed(chart.stops):
        goal = nearest(target.asked_figure(stop.exact), target.decimals)
        labels.place(_figure(target, goal), _beside_stop(canvas, stop, target))
    if latest and not compact:
        labels.place(
            _figure(target, _latest(target, latest[0])),
            _beside_value(canvas, latest[0], target),
            "curve-value",
        )


def _figure(target: Target, value: Decimal) -> str:
    return format_number(value) + ("\u00a0%" if target.kind == "share" else "")


def _latest(target: Target, point: Point) -> Decimal:
    """A share as its sentence says it: never rounded into the goal."""
    if target.kind != "share":
        return nearest(point.exact, target.decimals)
    return (rounded_down if target.is_rising else rounded_up)(point.exact, target.decimals)


def write_today(labels: Labels, canvas: Canvas, today: date) -> None:
    x = canvas.x(today)
    labels.place(_("today"), [(x + 4, 11, "start"), (x - 4, 11, "end")], "curve-today")


def _stretches(canvas: Canvas, chart: Chart) -> list[tuple[int, int]]:
    """The years that are wide enough for their name, and their middles."""
    wide = []
    for year in range(chart.start.year, chart.end.year + 1):
        left = canvas.x(max(date(year, 1, 1), chart.start))
        right = canvas.x(min(date(year, 12, 31), chart.end))
        if right - left > 4 * LETTER:
            wide.append((year, (left + right) // 2))
    return wide


def _ends_of(chart: Chart) -> tuple[str, str]:
    written = format_short_date if chart.period and chart.period.kind == "month" else format_month
    return written(chart.start), written(chart.end)


def _write_ends(labels: Labels, canvas: Canvas, first: str, last: str) -> None:
    labels.place(first, [(SIDE, canvas.height - 4, "start")])
    labels.place(last, [(canvas.width - SIDE, canvas.height - 4, "end")])


def _beside_stop(canvas: Canvas, stop: Point, target: Target) -> list[tuple[int, int, str]]:
    """Off the path: it comes from below to a rising goal, from above to a falling one."""
    [(x, y)] = canvas.spots((stop,), 1)
    above, below = y - 9, y + 18
    near, far = (above, below) if target.is_rising else (below, above)
    return [
        (x + 5, near, "end"),
        (x - 9, y + 5, "end"),
        (x - 5, far, "start"),
        (x + 9, y + 5, "start"),
        (x - 5, near, "start"),
    ]


def _beside_value(canvas: Canvas, point: Point, target: Target) -> list[tuple[int, int, str]]:
    [(x, y)] = canvas.spots((point,), 1)
    below, above = (x + 6, y + 16, "start"), (x + 6, y - 8, "start")
    first, second = (below, above) if target.is_rising else (above, below)
    return [first, second, (x - 8, y - 8, "end"), (x - 8, y + 16, "end")]
