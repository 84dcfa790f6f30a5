"""The days of a series."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count, islice, takewhile

from portal.errors import PortalError
from portal.i18n import LazyText, _, _l, format_date

#: days in one series
MOST = 60
ONCE = "once"
REPEATS: dict[str, LazyText] = {
    ONCE: _l("Only this once"),
    "week": _l("Every week"),
    "fortnight": _l("Every two weeks"),
    "weekday": _l("Every month on the same weekday, such as the second Tuesday"),
    "date": _l("Every month on the same date"),
}


def days_of(first: date, repeat: str, *, until: date | None = None, times: int | None = None) -> list[date]:
    """From the first day on, until a day, so many times, or whichever comes first; at most 60.

    `repeat` is one of REPEATS. A month without a 31st has its last day in its
    place, one without a fifth Tuesday its last Tuesday. Raises PortalError.
    """
    if repeat == ONCE:
        return [first]
    if until is None and times is None:
        raise PortalError(_("Say until which day, or how many times."), "until")
    if until and until < first:
        raise PortalError(_("The last day comes before the first. Please check both."), "until")
    wanted = takewhile(lambda day: until is None or day <= until, (_NTH[repeat](first, n) for n in count()))
    found = list(islice(wanted, times or MOST + 1))
    if len(found) > MOST:
        raise PortalError(
            _("Plan at most 60 at a time. The sixtieth is on %(date)s.", date=format_date(found[MOST - 1])), "until"
        )
    return found


def _weeks(number: int) -> Callable[[date, int], date]:
    return lambda first, n: first + timedelta(weeks=number * n)


def _same_weekday(first: date, n: int) -> date:
    month = _month_after(first, n)
    week, weekday = (first.day - 1) // 7, (first.weekday() - month.weekday()) % 7
    day = month + timedelta(weeks=week, days=weekday)
    return day if day.month == month.month else day - timedelta(weeks=1)


def _same_date(first: date, n: int) -> date:
    month = _month_after(first, n)
    return month.replace(day=min(first.day, monthrange(month.year, month.month)[1]))


def _month_after(first: date, n: int) -> date:
    """The first day of the month that comes n months later."""
    years, month = divmod(first.month - 1 + n, 12)
    return date(first.year + years, month + 1, 1)


_NTH: dict[str, Callable[[date, int], date]] = {
    "week": _weeks(1),
    "fortnight": _weeks(2),
    "weekday": _same_weekday,
    "date": _same_date,
}
