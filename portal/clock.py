"""Where time comes from, so that tests and the demo can stand on a date."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_stopped: ContextVar[datetime | None] = ContextVar("stopped_clock", default=None)
_zone: ContextVar[ZoneInfo] = ContextVar("zone", default=ZoneInfo("Europe/Oslo"))


def now() -> datetime:
    """This moment, aware and in UTC."""
    return _stopped.get() or datetime.now(UTC)


def today() -> date:
    """The date where the organisation is (Europe/Oslo outside any)."""
    return now().astimezone(_zone.get()).date()


def local(moment: datetime) -> datetime:
    """The moment on the organisation's own clock."""
    return moment.astimezone(_zone.get())


def in_the_future(**interval: float) -> datetime:
    """`in_the_future(days=7)`: now plus a timedelta."""
    return now() + timedelta(**interval)


def this_month_last_year(on: date) -> date:
    """Its first day: counters know months, so that the last twelve months are never cut short."""
    return on.replace(year=on.year - 1, day=1)


def use_zone(name: str) -> None:
    """Let `today` and `local` mean this zone for the rest of the work at hand."""
    _zone.set(ZoneInfo(name))


@contextmanager
def in_zone(name: str) -> Iterator[None]:
    """The same for a block: the worker goes from one organisation to the next."""
    token = _zone.set(ZoneInfo(name))
    try:
        yield
    finally:
        _zone.reset(token)


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Let time stand still, for tests and for building the demo."""
    token = _stopped.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.reset(token)
