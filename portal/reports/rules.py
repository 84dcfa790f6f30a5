"""Who sees the annual report, and of which years there is one."""

from datetime import date

from portal import clock
from portal.errors import NotFound
from portal.goals.models import Plan
from portal.i18n import _l
from portal.plugin_api import LEADERS, Right, Role

RIGHTS = [Right(name="reports.see", label=_l("See and make the annual report"), roles=LEADERS | {Role.READER})]


def years_of(plan: Plan) -> list[int]:
    """The plan's years until this one, newest first."""
    return list(range(min(plan.ends_on.year, clock.today().year), plan.starts_on.year - 1, -1))


def last_day_of(plan: Plan, year: int) -> date:
    """The year's end, or today while it runs. Raises NotFound for a draft and for a year without a report."""
    if plan.status == "draft" or year not in years_of(plan):
        raise NotFound
    return min(date(year, 12, 31), clock.today())
