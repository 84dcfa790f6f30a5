"""Which units tell of their year, until when, and who may write, read and remind."""

from datetime import date, datetime, timedelta
from uuid import UUID

from portal import clock
from portal.calendar.rules import same_day
from portal.i18n import _l
from portal.organisations.setup import Setup, UnitNode
from portal.organisations.viewer import Viewer
from portal.plugin_api import LEADERS, STAFF, Right, Role, Setting

RIGHTS = [
    Right(name="year_reports.see", label=_l("See which units have told of their year"), roles=LEADERS | {Role.READER}),
    Right(name="year_reports.write", label=_l("Write what a unit tells of its year"), roles=LEADERS),
    Right(
        name="year_reports.lead",
        label=_l("Be told when the own unit's year is due"),
        roles=frozenset({Role.UNIT_LEADER}),
    ),
    Right(name="year_reports.see_all", label=_l("See the sum of all units' years"), roles=STAFF | {Role.READER}),
    Right(name="year_reports.manage", label=_l("Remind units of their year"), roles=STAFF),
]
#: month and day in the year after; kept so that it is the same day every year
LAST_DAY = Setting(name="last_day", label=_l("The last day to tell of the year"), default="01-31")
#: from this month on the year that runs is told of
OPENS_IN = 11
FIRST_YEAR = 2000
REOPEN_WITHIN = timedelta(days=30)
REMIND_AGAIN = timedelta(days=7)


def year_now() -> int:
    """The year that units tell of today: from November on the one that runs, else the one before."""
    today = clock.today()
    return today.year if today.month >= OPENS_IN else today.year - 1


def is_year(year: int) -> bool:
    return FIRST_YEAR <= year <= clock.today().year


def last_day(setup: Setup, year: int) -> date:
    """The day in the year after by which the units send theirs in."""
    month, day = map(int, str(setup.setting(f"year_reports.{LAST_DAY.name}")).split("-"))
    return same_day(date(2000, month, day), year + 1)


def units_asked(setup: Setup) -> list[UnitNode]:
    """All units in the tree's order, but for the organisation itself, offices, and counties that others lie below."""
    above = {node.parent_id for node in setup.units}
    return [
        node
        for node in setup.units
        if node.depth and node.kind != "office" and not (node.kind == "county" and node.id in above)
    ]


def can_write(viewer: Viewer, unit_id: UUID) -> bool:
    return viewer.may_in("year_reports.write", unit_id)


def can_reopen(viewer: Viewer, unit_id: UUID, sent_at: datetime) -> bool:
    """Whoever may write it for 30 days, staff always."""
    if viewer.everywhere("year_reports.manage"):
        return True
    return can_write(viewer, unit_id) and clock.now() - sent_at < REOPEN_WITHIN


def may_be_reminded(reminded_at: datetime | None) -> bool:
    """At most once in seven days."""
    return reminded_at is None or clock.now() - reminded_at >= REMIND_AGAIN


def sees_people(viewer: Viewer) -> bool:
    """She may read the units' own words, and figures about fewer than five people."""
    return viewer.everywhere("year_reports.write")
