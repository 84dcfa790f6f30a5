"""What the sentences of a goal name: figures with their units, dates, periods, written in the current language."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from portal.goals.progress import Point, Progress, Target
from portal.goals.progress.figures import nearest, rounded_down, rounded_up
from portal.i18n import _, _l, format_date, format_month, format_number

#: letters of a report that stand on a card
LONGEST_REPORT = 160

_HALVES = (_l("the first half of %(year)s"), _l("the second half of %(year)s"))
_QUARTERS = (
    _l("the first quarter of %(year)s"),
    _l("the second quarter of %(year)s"),
    _l("the third quarter of %(year)s"),
    _l("the fourth quarter of %(year)s"),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted, in the reader's language or in the organisation's own words."""

    one: str
    many: str

    def after(self, value: Decimal) -> str:
        """The value with its unit; alone when the organisation has named none."""
        return f"{format_number(value)} {self.one if value == 1 else self.many}".rstrip()


def period_name(start: date, end: date) -> str:
    """A calendar period as one says it after "in": 2026, the first quarter of 2026, May 2026."""
    months = end.month - start.month + 1
    if months == 12:
        return str(start.year)
    if months == 1:
        return format_month(start)
    names = _HALVES if months == 6 else _QUARTERS
    return _(names[start.month // months].message, year=start.year)


def words_of(target: Target, progress: Progress, unit: Unit) -> dict[str, str]:
    """All that a message may name, written in the current language; what is unknown is left out."""
    words = {"base_year": str(progress.reason_year)}
    if progress.value is not None:
        away = rounded_down if target.is_rising else rounded_up
        value = away(Fraction(progress.value), target.decimals)  # 799.6 is not yet 800
        words["value"] = unit.after(value)
    if progress.next:
        words |= _aim(target, progress.next, unit) | {"date": format_date(progress.next.on)}
    if progress.left is not None:
        words["left"] = format_number(progress.left)
    if progress.of:
        words |= _of_share(target, progress, *progress.of, unit=unit)
    if target.places:
        words |= {"places": unit.after(Decimal(target.places)), "number": format_number(progress.value or Decimal(0))}
    if progress.words:
        words["report"] = _shortened(progress.words)
    if progress.value_on:
        words["day"] = format_date(progress.value_on)
    if progress.forecast:
        words["month"] = format_month(progress.forecast)
    if progress.forecast_total is not None:
        words["total"] = format_number(progress.forecast_total)
    if progress.period_start and progress.period_end:
        words["period"] = period_name(progress.period_start, progress.period_end)
    return words


def _aim(target: Target, ahead: Point, unit: Unit) -> dict[str, str]:
    """The figure to reach, alone and with its unit; for a share in per cent."""
    if target.kind == "share":
        goal = format_number(nearest(ahead.exact, 1).normalize() + 0)
        aim = _share_aim(target, goal)
        return {"goal": aim, "aim": aim}
    figure = nearest(target.asked_figure(ahead.exact), target.decimals)
    return {"goal": format_number(figure), "aim": unit.after(figure)}


def _share_aim(target: Target, goal: str) -> str:
    if target.at_least:
        return _("%(goal)s per cent", goal=goal)
    if target.is_rising:
        return _("more than %(goal)s per cent", goal=goal)
    return _("less than %(goal)s per cent", goal=goal)


def _of_share(target: Target, progress: Progress, part: Decimal, whole: Decimal, *, unit: Unit) -> dict[str, str]:
    away = rounded_down if target.is_rising else rounded_up
    percent = away(100 * Fraction(part) / Fraction(whole), target.decimals)
    words = {"percent": format_number(percent), "part": format_number(part), "whole": unit.after(whole)}
    if progress.next:
        asked = target.asked_figure(progress.next.exact * Fraction(whole) / 100)
        words["more"] = format_number(nearest(max(target.shortfall(Fraction(part), asked), Fraction(0)), 0))
    return words


def _shortened(text: str) -> str:
    """One line for a card; the whole stands on the goal's page."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_REPORT else plain[:LONGEST_REPORT].rsplit(" ", 1)[0] + " …"
