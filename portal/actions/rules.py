"""Who changes actions, and what an action must be. Everybody who sees the goals sees them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from portal.errors import PortalError
from portal.i18n import _, _l
from portal.organisations.viewer import Viewer
from portal.plugin_api import LEADERS, STAFF, Right

RIGHTS = [
    Right(name="actions.edit", label=_l("Change actions and write results"), roles=LEADERS),
    Right(name="actions.manage", label=_l("Keep contact surfaces and the catalogue"), roles=STAFF),
]
OLDEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


def can_edit(viewer: Viewer, unit_id: UUID | None) -> bool:
    """Of her units, or of the whole organisation where she has the right for all of it."""
    if unit_id is None:
        return viewer.everywhere("actions.edit")
    return viewer.may_in("actions.edit", unit_id)


def check_period(first: date | None, last: date | None) -> None:
    """Raises PortalError for a period that ends before it begins, or lies outside 2000 to 2100."""
    for day, field in ((first, "starts_on"), (last, "ends_on")):
        if day and not OLDEST <= day <= LATEST:
            raise PortalError(_("Write a day between 2000 and 2100."), field)
    if first and last and last < first:
        raise PortalError(_("This is before the first day."), "ends_on")


def check_rhythm(rhythm: str, times_a_year: int | None) -> None:
    """Raises PortalError where it says "several times a year" and not how often."""
    if rhythm == "yearly" and not times_a_year:
        raise PortalError(_("Write how many times a year."), "times_a_year")


def quarters_in(year: int, quarters: Sequence[int], first: date, last: date) -> tuple[int, ...]:
    """The quarters of this year, 1 to 4, in which something is to be done.

    `quarters` are those of every year, none of them meaning all; `first` and
    `last` are the days between which the action lasts, both included.
    """
    wanted = quarters or (1, 2, 3, 4)
    begins, ends = _number(first), _number(last)
    return tuple(q for q in (1, 2, 3, 4) if q in wanted and begins <= year * 4 + q <= ends)


def _number(day: date) -> int:
    """Quarters counted through the years, so that they can be compared."""
    return day.year * 4 + (day.month + 2) // 3
