"""Breakdowns as pictures of bars: this year filled, the year before in outline, so that no colour is needed.

No styles stand in them: classes in static/figures.css give colours, for light, dark
and paper. The table below says the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from secrets import token_hex
from typing import NamedTuple

from markupsafe import Markup, escape

from portal.figures.breakdown import Breakdown, Figure, Line
from portal.i18n import _, format_number

WIDTH = 360
#: of a bar lying down, and between a line and the next
THICK, STEP = 9, 44
#: of the standing ones
HEIGHT, TOP, FOOT = 150, 18, 20
#: as many lines are drawn; the table has them all
MOST = 12


class Pair(NamedTuple):
    """A name with its two figures; None for one that must not be told."""

    name: str
    now: Figure
    before: Figure


def activities_of(line: Line) -> Pair:
    return Pair(line.name, line.activities, line.activities_before)


def people_of(line: Line) -> Pair:
    return Pair(line.name, line.people, line.people_before)


def pictures(found: Breakdown, *, standing: bool = False) -> list[Markup]:
    """Of activities and of people; one without anything to draw is left out."""
    told = [
        (_("Activities"), [activities_of(line) for line in found.lines]),
        (_("People"), [people_of(line) for line in found.lines]),
    ]
    draw = standing_bars if standing else lying_bars
    return [draw(f"{found.label}: {what}", what, pairs, found.year) for what, pairs in told if _most(pairs)]


def _most(pairs: Iterable[Pair]) -> int:
    return max((figure or 0 for pair in pairs for figure in pair[1:]), default=0)


def lying_bars(title: str, what: str, pairs: Sequence[Pair], year: int) -> Markup:
    """The largest first lines, in their order, each below its name."""
    largest = sorted(pairs, key=lambda pair: -max(pair.now or 0, pair.before or 0))[:MOST]
    shown = [pair for pair in pairs if pair in largest][:MOST]
    most, parts = _most(shown), []
    for n, pair in enumerate(shown):
        top = n * STEP
        parts.append(f'<text x="0" y="{top + 13}">{escape(_short(pair.name))}</text>')
        parts += _lying(pair, top + 18, most)
    what = what if len(shown) == len(pairs) else _("%(what)s, the %(n)s largest", what=what, n=len(shown))
    return _svg(title, what, parts, len(shown) * STEP, year)


def _lying(pair: Pair, top: int, most: int) -> Iterator[str]:
    """Both, and this year's number beyond the longer one."""
    now, before = (round((WIDTH - 60) * (figure or 0) / most) for figure in pair[1:])
    for when, length, y in (("now", now, top), ("before", before, top + THICK)):
        if length:
            yield f'<rect class="bar-{when}" x="0.5" y="{y}" width="{length}" height="{THICK - 1}"/>'
    yield f'<text class="bar-value" x="{max(now, before) + 6}" y="{top + THICK + 4}">{_figure(pair.now)}</text>'


def standing_bars(title: str, what: str, pairs: Sequence[Pair], year: int) -> Markup:
    """Side by side, as months are: January first."""
    most, parts, wide = _most(pairs), [], WIDTH // 12
    floor = HEIGHT - FOOT
    parts.append(f'<path class="bar-floor" d="M0 {floor}.5H{WIDTH}"/>')
    for n, pair in enumerate(pairs):
        left = n * wide
        parts += _standing(pair.before, "before", left + 13, floor, most)
        parts += _standing(pair.now, "now", left + 3, floor, most)
        parts.append(f'<text class="bar-name" x="{left + 14}" y="{HEIGHT - 5}">{escape(pair.name[:3])}</text>')
    return _svg(title, what, parts, HEIGHT, year)


def _standing(figure: Figure, when: str, left: int, floor: int, most: int) -> Iterator[str]:
    height = round((floor - TOP) * (figure or 0) / most)
    if height:
        yield f'<rect class="bar-{when}" x="{left}" y="{floor - height}" width="11" height="{height}"/>'
    if when == "now" and figure != 0:
        yield f'<text class="bar-name bar-value" x="{left + 6}" y="{floor - height - 4}">{_figure(figure)}</text>'


def _figure(figure: Figure) -> str:
    return "–" if figure is None else format_number(figure)


def _short(name: str) -> str:
    return name if len(name) <= 46 else f"{name[:45]}…"


def _svg(title: str, what: str, parts: list[str], height: int, year: int) -> Markup:
    key = "b" + token_hex(3)  # several stand on a page, and ids must not
    read = _("Filled: %(year)s. In outline: %(before)s.", year=year, before=year - 1)
    same = escape(_("The table says the same."))
    return Markup(
        f'<figure class="bars"><figcaption><b>{escape(what)}</b> <span class="note">{escape(read)}</span></figcaption>'
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{key} {key}d">'
        f'<title id="{key}">{escape(title)}</title><desc id="{key}d">{same}</desc>{"".join(parts)}</svg></figure>'
    )
