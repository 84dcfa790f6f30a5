"""The year wheel as SVG: rings of links, from the outside in meetings, deadlines, standing items, activities.

No styles stand in it: classes in static/yearwheel.css give colours, for light,
dark and paper. On a phone the shapes stay and the links go, because a finger
could not meet them: the list below holds the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from portal.i18n import _, current_language, format_date, ngettext
from portal.i18n.formats import month_names
from portal.yearwheel.circle import CENTRE, SIZE, angle_of, arc, lanes_for, month_angles, sector, spot
from portal.yearwheel.year import Mark, Standing, Year

OUTER, MONTHS = 494, 440
RINGS = {"meeting": (420, 388, 356), "deadline": (314, 282, 250)}
SHARED = {"milestone": "deadline"}
BOUNDS = (440, 335, 229, 167, 72)
STANDING = (216, 198, 180)
BUSY = (76, 162)
RADIUS = 15
ROOM = 2 * RADIUS + 3


def wheel(year: Year, today: date, names: dict[str, str]) -> Markup:
    """The picture. `names` are those of the activity types."""
    label = _("The year %(year)s as a wheel. The list below says the same.", year=year.number)
    parts = [*_ground(year, today), *_busy(year, names), *_standing(year.standing, year.number)]
    for ring in RINGS:
        parts += _ring([mark for mark in year.marks if SHARED.get(mark.kind, mark.kind) == ring], ring, year)
    parts += _hand(year, today)
    parts.append(f'<text class="wheel-year" x="{CENTRE:g}" y="{CENTRE:g}">{year.number}</text>')
    return Markup(
        f'<svg class="wheel" viewBox="0 0 {SIZE} {SIZE}" role="group" aria-label="{escape(label)}">'
    ) + Markup("".join(parts) + "</svg>")


def _ground(year: Year, today: date) -> Iterator[str]:
    """Months and the lines between the rings."""
    for month, name in enumerate(month_names(current_language()), start=1):
        begins, ends = month_angles(year.number, month)
        now = (year.number, month) == (today.year, today.month)
        shade = "now" if now else ("even" if month % 2 else "odd")
        yield f'<path class="wheel-{shade}" d="{sector(begins, ends, BOUNDS[-1], OUTER)}"/>'
        yield _month_name(name, (begins + ends) / 2)
    yield from (f'<circle class="wheel-line" cx="500" cy="500" r="{radius}"/>' for radius in BOUNDS)


def _month_name(name: str, angle: float) -> str:
    """Along the rim, and on the lower half so that nobody must stand on her head."""
    lower = 90 < angle < 270
    x, y = spot(angle, 467)
    turned = f'transform="rotate({angle + 180 * lower:.1f} {x:g} {y:g})" x="{x:g}" y="{y:g}"'
    return (
        f'<text class="wheel-month on-desk" {turned}>{name}</text>'
        f'<text class="wheel-month on-phone" {turned}>{name[:3]}</text>'
    )


def _busy(year: Year, names: dict[str, str]) -> Iterator[str]:
    """How many activities each month had: the higher the more, with the number in it."""
    most = max((year.counted(month) for month in year.activities), default=0)
    inner, outer = BUSY
    for month in sorted(year.activities):
        begins, ends = month_angles(year.number, month)
        total = year.counted(month)
        height = inner + (outer - inner) * (0.25 + 0.75 * total / most)
        x, y = spot((begins + ends) / 2, inner + 30)
        said = "; ".join(f"{names.get(kind, kind)} {count}" for kind, count in year.activities[month])
        many = ngettext("%(n)s activity", "%(n)s activities", total)
        title = f"{month_names(current_language())[month - 1]}: {many} ({said})"
        yield _link(
            f"#m{month}",
            title,
            f'<path class="wheel-bar" d="{sector(begins + 1, ends - 1, inner, height)}"/>'
            f'<text class="wheel-count" x="{x:g}" y="{y:g}">{total}</text>',
        )


def _standing(items: list[Standing], number: int) -> Iterator[str]:
    """Arcs over the months, a lane for each of the first three."""
    for item, radius in zip(items, STANDING, strict=False):
        runs = [
            (month_angles(number, first)[0] + 1.2, month_angles(number, last)[1] - 1.2)
            for first, last in _runs(item.months)
        ]
        lines = "".join(arc(begins, ends, radius) for begins, ends in runs)
        x, y = spot(runs[0][0] + 3.4, radius)
        names = ", ".join(month_names(current_language())[month - 1] for month in item.months)
        drawn = (
            f'<path class="wheel-arc" d="{lines}"/><text class="wheel-letter" x="{x:g}" y="{y:g}">{item.letter}</text>'
        )
        yield _link(item.url, f"{item.letter} {item.title}: {names}", drawn)


def _runs(months: list[int]) -> Iterator[tuple[int, int]]:
    """(first, last) of months that follow each other."""
    first = last = months[0]
    for month in months[1:]:
        if month != last + 1:
            yield first, last
            first = month
        last = month
    yield first, last


@dataclass
class _Place:
    """Where a mark stands, and how many more would stand in the same place."""

    mark: Mark
    angle: float
    radius: float
    more: int = 0


def _ring(marks: list[Mark], ring: str, year: Year) -> Iterator[str]:
    """Marks on their day, beside each other where they are close; the last lane's count those without room."""
    places = _places(marks, RINGS[ring], year.first)
    for place in places:
        if place.mark.until > place.mark.on:
            ends = angle_of(min(place.mark.until, year.last))
            yield f'<path class="wheel-span" d="{arc(place.angle, max(ends, place.angle + 0.1), place.radius)}"/>'
    yield from map(_drawn, places)


def _places(marks: list[Mark], radii: tuple[int, ...], first: date) -> list[_Place]:
    angles = [angle_of(max(mark.on, first)) for mark in marks]
    found: list[_Place] = []
    for mark, angle, lane in zip(marks, angles, lanes_for(angles, radii, ROOM), strict=True):
        if lane is not None:
            found.append(_Place(mark, angle, radii[lane]))
        else:
            next(place for place in reversed(found) if place.radius == radii[-1]).more += 1
    return found


def _drawn(place: _Place) -> str:
    """The mark; where it stands for others too, how many, and the way to them in the list."""
    mark, (x, y) = place.mark, spot(place.angle, place.radius)
    if not place.more:
        return _link(mark.url, _title(mark), _shape(mark.kind, x, y, str(mark.number)))
    title = _("%(title)s, and %(n)s more in the list", title=_title(mark), n=place.more)
    return _link(f"#m{mark.on.month}", title, _shape(mark.kind, x, y, f"+{place.more + 1}"))


def _title(mark: Mark) -> str:
    return f"{mark.number} {mark.title}, {mark.when}"


def _shape(kind: str, x: float, y: float, text: str) -> str:
    """Circle, diamond, square: told apart without colours."""
    half = RADIUS - 1.5
    drawn = {
        "meeting": f'<circle cx="{x:g}" cy="{y:g}" r="{RADIUS}"/>',
        "deadline": f'<path d="M{x:g} {y - 17:g}l17 17-17 17-17-17z"/>',
        "milestone": f'<rect x="{x - half:g}" y="{y - half:g}" width="{2 * half:g}" height="{2 * half:g}" rx="3"/>',
    }[kind]
    return f'<g class="wheel-{kind}">{drawn}<text x="{x:g}" y="{y:g}">{text}</text></g>'


def _link(url: str, title: str, drawn: str) -> str:
    """A mark is a link with words; without an address just the mark."""
    said = f"<title>{escape(title)}</title>{drawn}"
    if not url:
        return f'<g class="wheel-link">{said}</g>'
    return f'<a class="wheel-link" href="{escape(url)}">{said}</a>'


def _hand(year: Year, today: date) -> Iterable[str]:
    """Today."""
    if today.year != year.number:
        return ()
    (x1, y1), (x2, y2) = spot(angle_of(today), BOUNDS[-1]), spot(angle_of(today), MONTHS)
    title = _("Today, %(date)s", date=format_date(today))
    return (f'<path class="wheel-hand" d="M{x1:g} {y1:g}L{x2:g} {y2:g}"><title>{escape(title)}</title></path>',)
