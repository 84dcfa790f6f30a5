"""A goal's curve as SVG."""

from collections.abc import Callable, Sequence
from datetime import date
from secrets import token_hex

from markupsafe import Markup, escape

from portal.goals.curve.canvas import SIDE, Canvas, canvas_of, diamonds, dots, stairs, straight
from portal.goals.curve.chart import Chart, chart_of
from portal.goals.curve.labels import Labels
from portal.goals.curve.words import write_axis, write_today, write_values
from portal.goals.progress import Point, Target
from portal.i18n import _

#: more points than this are not seen, and cost bytes
MOST_ON_CARD, MOST_ON_PAGE = 20, 120
#: around a point, so that a finger finds it: at least 24 px across on the narrowest screen
TOUCH = 16


def curve_svg(
    target: Target,
    measurements: Sequence[Point],
    today: date,
    *,
    title: str,
    description: str,
    width: int = 320,
    height: int = 120,
    compact: bool = False,
) -> str:
    """The goal's curve; "" when there is nothing to draw.

    `compact` is for a card: fewer points, and no words but the milestones' and the axis's.
    """
    chart = chart_of(target, measurements, today)
    if chart.is_empty:
        return Markup("")
    canvas, labels = canvas_of(chart, width, height), Labels(width, height)
    parts = _lines(canvas, chart, today, MOST_ON_CARD if compact else MOST_ON_PAGE)
    write_axis(labels, canvas, chart)
    write_values(labels, canvas, chart, target, compact=compact)
    if not compact and today <= chart.end:
        write_today(labels, canvas, today)
    return _svg(title, description, canvas, [*parts, *labels.placed])


def curve_links(
    target: Target, measurements: Sequence[Point], today: date, link: Callable[[date], str], *, width: int, height: int
) -> Markup:
    """To lie over a curve of this size: whoever touches a point opens what is behind it.

    For a mouse or a finger only: the table of the same numbers has these links for all.
    """
    chart = chart_of(target, measurements, today)
    if chart.is_empty:
        return Markup("")
    canvas, there = canvas_of(chart, width, height), {point.on for point in measurements}
    spots = {canvas.x(p.on): (canvas.y(p.value), p.on) for p in chart.measured if p.on in there and p.value is not None}
    points = "".join(
        f'<a href="{escape(link(on))}" tabindex="-1"><circle cx="{x}" cy="{y}" r="{TOUCH}"/></a>'
        for x, (y, on) in spots.items()
    )
    return Markup(f'<svg class="curve-points" viewBox="0 0 {width} {height}" aria-hidden="true">{points}</svg>')


def curve_caption(target: Target) -> str:
    """How to read the curve, for the line below it."""
    if not target.is_flow:
        return _("Dashed: the plan. Solid: what was measured. Diamonds: milestones.")
    return _("Dashed: the plan. Solid: so far. Thin: the period before.")


def _svg(title: str, description: str, canvas: Canvas, parts: list[str]) -> Markup:
    key = "c" + token_hex(3)  # several curves share a page, and ids must not
    return Markup(
        f'<svg class="curve" viewBox="0 0 {canvas.width} {canvas.height}" role="img"'
        f' aria-labelledby="{key} {key}d"><title id="{key}">{escape(title)}</title>'
        f'<desc id="{key}d">{escape(description)}</desc>{"".join(parts)}</svg>'
    )


def _lines(canvas: Canvas, chart: Chart, today: date, most: int) -> list[str]:
    """From the back to the front; a line without points is left out."""
    line = stairs if chart.period else straight
    measured = canvas.spots(chart.measured, most)
    are_dots_told_apart = not chart.period and len(measured) <= most * 2 // 3
    drawn = {
        "axis": _axis(canvas, chart),
        "now": f"M{canvas.x(today)} 4V{canvas.floor}" if today <= chart.end else "",
        "before": line(canvas.spots(chart.before, most)),
        "plan": straight(canvas.spots(chart.plan, most)),
        "line": line(measured),
        "dots": dots(measured if are_dots_told_apart else measured[-1:]),
        "stops": diamonds(canvas.spots(chart.stops, most // 2)),
    }
    return [f'<path class="curve-{name}" d="{data}"/>' for name, data in drawn.items() if data]


def _axis(canvas: Canvas, chart: Chart) -> str:
    """The floor, for a level with a notch where a year begins, unless they would be hatching."""
    years = range(chart.start.year + 1, chart.end.year + 1)
    if chart.period or len(years) > canvas.width // 10:
        years = range(0)
    notches = "".join(f"M{canvas.x(date(year, 1, 1))} {canvas.floor}v5" for year in years)
    return f"M{SIDE} {canvas.floor}H{canvas.width - SIDE}{notches}"
