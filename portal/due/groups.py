"""Things to know of, on their days, and how far off they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from portal.calendar.links import link_of
from portal.calendar.rules import falls_on
from portal.i18n import LazyText, _l

GROUPS: dict[str, LazyText] = {
    "late": _l("Late"),
    "today": _l("Today"),
    "week": _l("This week"),
    "later": _l("Later"),
}


@dataclass(frozen=True)
class Due:
    """One thing to know of."""

    on: date
    title: str
    unit_id: UUID | None
    endpoint: str
    arguments: Mapping[str, Any] | None

    @property
    def url(self) -> str:
        """Its page; "" where that is gone."""
        return link_of(self)


def sunday_after(day: date) -> date:
    """The last day of its week; a Sunday's own."""
    return day + timedelta(days=6 - day.weekday())


def group_of(on: date, today: date) -> str:
    """Which of GROUPS it belongs to. The week ends on Sunday."""
    if on < today:
        return "late"
    if on == today:
        return "today"
    return "week" if on <= sunday_after(today) else "later"


def dues_of(row: Any, today: date, until: date) -> Iterator[Due]:
    """A due item on its date; a meeting on the day from which it is to be thought of: today while it lasts.

    `row` is one of `calendar.queries.due_for`. A yearly entry comes once for each time until then.
    """
    if row.kind == "due":
        yield Due(row.on_date, row.title, row.unit_id, row.endpoint, row.arguments)
        return
    for begins, _ends in falls_on(row, today, until):
        yield Due(max(begins, today), row.title, row.unit_id, "calendar.show", {"entry_id": row.source_id})
