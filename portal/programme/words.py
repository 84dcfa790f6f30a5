"""What is planned, in words."""

from collections.abc import Mapping
from datetime import date, time
from typing import Protocol

from portal.i18n import _, format_clock, format_weekday
from portal.plugin_api import ActivityType

Kinds = Mapping[str, ActivityType]


class Planned(Protocol):
    """An activity, or the columns of one."""

    @property
    def title(self) -> str: ...
    @property
    def activity_type(self) -> str: ...
    @property
    def on_date(self) -> date: ...
    @property
    def at(self) -> time | None: ...
    @property
    def ends_at(self) -> time | None: ...


def name_of(planned: Planned, kinds: Kinds) -> str:
    """Its title; without one, what its type is called."""
    kind = kinds.get(planned.activity_type)
    return planned.title or (str(kind.label) if kind else planned.activity_type)


#: holds an evening's hours together in one line
_JOINED = "\u2060–\u2060"


def when(planned: Planned, *, year: bool = True) -> str:
    """Tuesday, May 12, 2026, at 18:00–20:00"""
    day = format_weekday(planned.on_date, year=year)
    if planned.at is None:
        return day
    hours = _JOINED.join(format_clock(at) for at in (planned.at, planned.ends_at) if at)
    return _("%(day)s, at %(hours)s", day=day, hours=hours)
