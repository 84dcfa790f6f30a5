"""What is planned, in words."""

from collections.abc import Mapping
from datetime import date, time
from typing import Protocol

from portal.i18n import _, current_language, format_clock, format_number, format_weekday
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


class Priced(Protocol):
    """Something planned that may cost something, in øre."""

    @property
    def price_members(self) -> int | None: ...
    @property
    def price_others(self) -> int | None: ...


def price_of(planned: Priced) -> str:
    """Members 50 kr, others 100 kr · 100 kr · Free; "" where nothing is said."""
    members, others = planned.price_members, planned.price_others
    if members == others:
        return "" if others is None else _("Free") if others == 0 else _kr(others)
    if members is None:
        return _("Price for others: %(price)s", price=_amount(others))
    if others is None:
        return _("Price for members: %(price)s", price=_amount(members))
    return _("Members %(members)s, others %(others)s", members=_amount(members), others=_amount(others))


def _amount(ore: int | None) -> str:
    return _("free") if not ore else _kr(ore)


def _kr(ore: int) -> str:
    """150 kr · 1 500,50 kr · 1.500,50 kr."""
    whole, rest = divmod(ore, 100)
    number = format_number(whole)
    if rest:
        number += f"{'.' if current_language() == 'en' else ','}{rest:02}"
    return _("%(amount)s kr", amount=number).replace(" ", "\u00a0")  # one word, wherever a line breaks


#: holds an evening's hours together in one line
_JOINED = "\u2060–\u2060"


def when(planned: Planned, *, year: bool = True) -> str:
    """Tuesday, May 12, 2026, at 18:00–20:00"""
    day = format_weekday(planned.on_date, year=year)
    if planned.at is None:
        return day
    hours = _JOINED.join(format_clock(at) for at in (planned.at, planned.ends_at) if at)
    return _("%(day)s, at %(hours)s", day=day, hours=hours)
