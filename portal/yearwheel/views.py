"""The year wheel: the picture of a year and the same as a list."""

from uuid import UUID

from flask import request
from flask_login import current_user

from portal import clock
from portal.activities.kinds import kinds_of
from portal.calendar.holidays import holidays_of
from portal.calendar.queries import due_between, entries_between
from portal.calendar.rules import FIRST_YEAR, LAST_YEAR
from portal.i18n import current_language, format_day
from portal.i18n.formats import month_names
from portal.organisations.setup import Setup, UnitNode
from portal.plugin_api import Rooms
from portal.templating import render
from portal.yearwheel.queries import activities_by_month
from portal.yearwheel.svg import wheel
from portal.yearwheel.year import KINDS, Year, year_of

rooms = Rooms("yearwheel", __name__)

#: more units than this are too long a list: then the upper levels, each with what lies below it
MOST_UNITS = 30


@rooms.route("/", right="calendar.see")
def index() -> str:
    today, setup = clock.today(), current_user.setup
    number = _year_asked(today.year)
    unit = _unit_asked(setup)
    kind = request.args.get("kind", "")
    year = _read(number, unit, kind if kind in KINDS else "")
    types = {key: str(one.label) for key, one in kinds_of(current_user.here).items()}
    return render(
        "yearwheel/index.html",
        year=year,
        picture=wheel(year, today, types),
        free=holidays_of(current_user.here.country, number),
        format_day=format_day,
        months=month_names(current_language()),
        types=types,
        kinds=KINDS,
        kind=kind,
        unit=unit,
        units=_units_to_choose(setup),
        years=(FIRST_YEAR, LAST_YEAR),
    )


def _read(number: int, unit: UnitNode | None, kind: str) -> Year:
    """Three statements."""
    empty, here = Year(number), current_user.here
    below = here.setup.below(unit.id) if unit else None
    concerned = below | _above(here.setup, unit) if unit and below else None
    return year_of(
        number,
        entries_between(here.id, empty.first, empty.last, concerned),
        due_between(current_user, empty.first, empty.last, below),
        activities_by_month(here.id, empty.first, empty.last, below),
        kind,
    )


def _above(setup: Setup, unit: UnitNode) -> frozenset[UUID]:
    """A meeting of the whole association is the branch's too."""
    return frozenset(node.id for node in setup.units if unit.id in setup.below(node.id))


def _year_asked(this_year: int) -> int:
    asked = request.args.get("year", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else this_year
    return number if FIRST_YEAR <= number <= LAST_YEAR else this_year


def _unit_asked(setup: Setup) -> UnitNode | None:
    """None for the whole organisation, and for a unit that there is not."""
    try:
        found = setup.unit.get(UUID(request.args.get("unit", "")))
    except ValueError:
        return None
    return found if found and found.parent_id else None


def _units_to_choose(setup: Setup) -> list[UnitNode]:
    units = [node for node in setup.units if node.parent_id]
    return units if len(units) <= MOST_UNITS else [node for node in units if node.depth == 1]
