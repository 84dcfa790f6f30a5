"""Who may change plans, and what a plan and its figures must be."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from portal import clock
from portal.errors import Conflict, PortalError
from portal.goals.models import Plan
from portal.i18n import _, _l
from portal.organisations.viewer import Viewer
from portal.plugin_api import STAFF, Right

EDIT = "plans.edit"
RIGHTS = [Right(name=EDIT, label=_l("Write, adopt and close plans"), roles=STAFF)]

#: as many goals as the start page shows first
STARS = 6
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)


def can_see_plan(viewer: Viewer, plan: Plan) -> bool:
    """A draft is for those who write it; what is adopted or closed is for everybody."""
    return plan.status != "draft" or viewer.may(EDIT)


def check_open(plan: Plan) -> None:
    """A closed plan stays as it was. Raises Conflict."""
    check_not_closed(plan.status)


def check_not_closed(status: str) -> None:
    """The same where only the plan's status was read."""
    if status == "closed":
        raise Conflict(_("This plan is closed, so it is not changed any more. Open it again first."))


def check_period(starts_on: date, ends_on: date) -> None:
    """Raises PortalError."""
    check_reach(starts_on, "starts_on")
    check_reach(ends_on, "ends_on")
    if ends_on < starts_on:
        raise PortalError(_("The last day lies before the first day."), "ends_on")


def check_reach(on: date, field: str) -> None:
    """A typing mistake in a year would stretch every curve over millennia. Raises PortalError."""
    if not EARLIEST <= on <= LATEST:
        raise PortalError(_("Choose a year from %(first)s to %(last)s.", first=EARLIEST.year, last=LATEST.year), field)


def check_adoption(adopted_on: date, has_goals: bool) -> None:
    """A body adopts what is there, on a day that has come. Raises PortalError."""
    if not has_goals:
        raise PortalError(_("There is no goal in this plan yet. Write one before the plan is adopted."))
    check_reach(adopted_on, "adopted_on")
    if adopted_on > clock.today():
        raise PortalError(_("This day has not come yet."), "adopted_on")


def check_stars(marked: Iterable[Any]) -> None:
    """The start page has room for six. `marked` are the titles of the others. Raises PortalError."""
    titles = list(marked)
    if len(titles) >= STARS:
        named = ", ".join(f"«{title}»" for title in titles[:STARS])
        raise PortalError(
            _("Six goals are on the start page already: %(goals)s. Take one of them away first.", goals=named),
            "on_start_page",
        )
