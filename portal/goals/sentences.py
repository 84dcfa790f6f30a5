"""What a goal's progress says, in a sentence that anybody understands.

Where we are, what is left, and when we get there at today's pace. Every message is a
whole sentence, so that each language can order its words as it likes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from portal.goals.plain_sentences import of_told, of_yes_no
from portal.goals.progress import Point, Progress, Status, Target
from portal.goals.progress.figures import nearest, rounded_down, rounded_up
from portal.i18n import _, _l, format_date, format_month, format_number

#: days after which a measurement is told with its date
STALE = 92
#: letters of a report that stand on a card
LONGEST_REPORT = 160

STATUS_LABELS = {
    "reached": _l("Reached"),
    "on_track": _l("On track"),
    "at_risk": _l("At risk"),
    "behind": _l("Behind"),
    "no_data": _l("No status yet"),
}

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


def status_label(status: Status) -> str:
    return str(STATUS_LABELS[status])


def sentence(target: Target, progress: Progress, unit: Unit) -> str:
    """Where the goal stands, in the current language."""
    words = _words(target, progress, unit)
    if target.kind == "told":
        parts = of_told(progress, words)
    elif target.kind == "yes_no":
        parts = of_yes_no(progress, words)
    elif target.is_flow:
        parts = _of_flow(target, progress, words)
    else:
        parts = _of_stock(target, progress, words)
    return " ".join(parts)


def period_name(start: date, end: date) -> str:
    """A calendar period as one says it after "in": 2026, the first quarter of 2026, May 2026."""
    months = end.month - start.month + 1
    if months == 12:
        return str(start.year)
    if months == 1:
        return format_month(start)
    names = _HALVES if months == 6 else _QUARTERS
    return _(names[start.month // months].message, year=start.year)


def _of_stock(target: Target, progress: Progress, words: dict[str, str]) -> Iterator[str]:
    yield from _of_value(target, progress, words)
    if progress.reason == "baseline_missing":
        yield _("No status yet, because the figure for %(base_year)s is missing.", **words)
    elif progress.reason == "no_target":
        yield _("No target has been set yet.")
    elif progress.reason == "nothing_measured":
        yield _("The goal is %(aim)s by %(date)s.", **words)
    elif progress.status == "reached":
        yield _("The goal of %(goal)s is reached.", **words)
    else:
        yield from _of_way_ahead(target, progress, words)


def _of_value(target: Target, progress: Progress, words: dict[str, str]) -> Iterator[str]:
    """A share as per cent and as "12 of 40"; places of all that are listed."""
    if target.kind == "coverage":
        yield _of_places(target, progress, words)
    elif progress.value_on is None:
        yield _("Nothing has been measured yet.")
    elif progress.of:
        is_old = (progress.today - progress.value_on).days > STALE
        yield (
            _("%(percent)s per cent: %(part)s of %(whole)s on %(day)s.", **words)
            if is_old
            else _("%(percent)s per cent: %(part)s of %(whole)s.", **words)
        )
    elif (progress.today - progress.value_on).days > STALE:
        yield _("%(value)s on %(day)s.", **words)
    else:
        yield _("%(value)s.", **words)


def _of_places(target: Target, progress: Progress, words: dict[str, str]) -> str:
    if not target.places:
        return _("No places have been listed yet.")
    if not progress.value:
        return _("None of %(places)s yet.", **words)
    if target.recent:
        return _("%(number)s of %(places)s in the last twelve months.", **words)
    return _("%(number)s of %(places)s.", **words)


def _of_way_ahead(target: Target, progress: Progress, words: dict[str, str]) -> Iterator[str]:
    if target.kind == "share":
        yield from _of_share_ahead(target, progress, words)
    elif progress.is_overdue and target.is_rising:
        yield _("The deadline was %(date)s. %(left)s left to reach %(goal)s.", **words)
    elif progress.is_overdue:
        yield _("The deadline was %(date)s. %(left)s left to get down to %(goal)s.", **words)
    elif target.is_rising:
        yield _("%(left)s left to reach %(goal)s by %(date)s.", **words)
    else:
        yield _("%(left)s left to get down to %(goal)s by %(date)s.", **words)
    if progress.forecast:
        yield _("At today's pace we are there in %(month)s.", **words)


def _of_share_ahead(target: Target, progress: Progress, words: dict[str, str]) -> Iterator[str]:
    """In people, not in percentage points: as many more, or fewer, as it takes of today's whole."""
    if progress.is_overdue:
        yield _("The deadline was %(date)s.", **words)
    if progress.is_overdue and target.is_rising:
        yield _("%(more)s more to reach %(goal)s.", **words)
    elif progress.is_overdue:
        yield _("%(more)s too many to get down to %(goal)s.", **words)
    elif target.is_rising:
        yield _("%(more)s more to reach %(goal)s by %(date)s.", **words)
    else:
        yield _("%(more)s fewer to get down to %(goal)s by %(date)s.", **words)


def _of_flow(target: Target, progress: Progress, words: dict[str, str]) -> Iterator[str]:
    is_over = progress.period_end is not None and progress.period_end < progress.today
    if progress.reason == "nothing_measured":
        yield _("Nothing has been registered yet.")
        yield _("The goal is %(aim)s in %(period)s.", **words)
    elif is_over:
        yield _("%(value)s in %(period)s.", **words)
    else:
        yield _("%(value)s so far in %(period)s.", **words)
    if progress.reason == "no_target":
        yield _("No target has been set for %(period)s.", **words)
    elif progress.reason == "baseline_missing":
        yield _("No status yet, because the figure for %(base_year)s is missing.", **words)
    elif not progress.reason:
        yield from _of_period_target(target, progress, words, is_over=is_over)


def _of_period_target(target: Target, progress: Progress, words: dict[str, str], *, is_over: bool) -> Iterator[str]:
    if progress.status == "reached":
        yield _("The goal of %(goal)s is reached.", **words)
    elif is_over:
        yield _("The goal was %(goal)s.", **words)
    elif target.is_rising:
        yield _("%(left)s left to reach %(goal)s.", **words)
    else:
        yield _("The goal is at most %(goal)s.", **words)
    if progress.forecast_total is not None and not is_over and progress.status != "reached":
        yield _("At today's pace it will be %(total)s in %(period)s.", **words)


def _words(target: Target, progress: Progress, unit: Unit) -> dict[str, str]:
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
