"""When the weekly letter is written, and how far a calendar feed reaches."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

#: the weekly letter is written on Mondays from this hour on, where the organisation is
HOUR = time(7)
#: months of the feed: long enough to look back, and to see next year's date of what comes every year
MONTHS_BACK, MONTHS_AHEAD = 3, 13


def is_time_to_write(moment: datetime) -> bool:
    """On the organisation's own clock: a Monday, at seven or later."""
    return moment.weekday() == 0 and moment.time() >= HOUR


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def days_of_feed(today: date) -> tuple[date, date]:
    """The first and the last day that it tells of."""
    return months_away(today, -MONTHS_BACK), months_away(today, MONTHS_AHEAD)


def months_away(day: date, months: int) -> date:
    """The same day so many months later or earlier; the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
