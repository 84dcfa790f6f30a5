"""All units of a year: who has sent theirs in, who has not; the sum, and the same as a spreadsheet."""

from typing import Any
from uuid import UUID

from flask import request
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.activities.kinds import kinds_of
from portal.i18n import _
from portal.plugin_api import ReportTable
from portal.sheets.writing import send_sheet, write_workbook
from portal.templating import render
from portal.year_reports import queries
from portal.year_reports.figures import why
from portal.year_reports.rules import FIRST_YEAR, can_write, last_day, sees_people, units_asked, year_now
from portal.year_reports.sums import UnitYear, sum_table
from portal.year_reports.views.rooms import asked_year, rooms
from portal.year_reports.words import COLOURS, STATES, Line, counts_of, lines_for
from portal.year_reports.workbook import sheets

PAGE = 60


@rooms.route("/", right="year_reports.see")
def index() -> str:
    year, here, setup = asked_year(), current_user.here, current_user.setup
    hers = current_user.units_with("year_reports.see")
    units = [unit for unit in units_asked(setup) if unit.id in hers]
    manages = current_user.everywhere("year_reports.manage")
    leaders = queries.leaders_of(here.id, setup, [unit.id for unit in units]) if manages else None
    lines = lines_for(units, queries.told_of(here.id, year), leaders)
    state = request.args.get("state") if request.args.get("state") in STATES else None
    shown, following = _page([line for line in lines if state in (None, line.state)])
    return render(
        "year_reports/index.html",
        year=year,
        years=[one for one in (year - 1, year, year + 1) if FIRST_YEAR <= one <= year_now()],
        lines=shown,
        following=following,
        counts=counts_of(lines),
        total=len(lines),
        state=state,
        states=STATES,
        colours=COLOURS,
        manages=manages,
        remindable=sum(line.can_be_reminded for line in lines),
        why=why(kinds_of(here)),
        until=last_day(setup, year),
        may_write={line.unit.id for line in shown if can_write(current_user, line.unit.id)},
    )


def _page(lines: list[Line]) -> tuple[list[Line], UUID | None]:
    """Those after the unit that the address names, and after which one the next page begins."""
    after = request.args.get("after", type=UUID)
    place = next((n for n, line in enumerate(lines, 1) if line.unit.id == after), 0)
    shown = lines[place : place + PAGE]
    return shown, shown[-1].unit.id if place + PAGE < len(lines) else None


@rooms.route("/sum", right="year_reports.see_all")
def summed() -> str:
    year = asked_year()
    table, years, _sent = _summed(year)
    return render(
        "year_reports/sum.html",
        year=year,
        table_of=table,
        units=len(years),
        total=len(units_asked(current_user.setup)),
        hides=not sees_people(current_user),
    )


@rooms.route("/sheet", right="year_reports.see_all")
def sheet() -> Response:
    year = asked_year()
    table, years, sent = _summed(year)
    lines = lines_for(units_asked(current_user.setup), queries.told_of(current_user.here.id, year))
    kinds, sees = kinds_of(current_user.here), sees_people(current_user)
    content = write_workbook(sheets(lines, table, kinds, years, sent, sees_people=sees))
    return send_sheet(content, f"{_('The year of the units')} {year}.xlsx")


def _summed(year: int) -> tuple[ReportTable, list[UnitYear], dict[UUID, Any]]:
    """The sum, what it is a sum of, and what those units say. Units that are not asked any more are left out."""
    here = current_user.here
    asked = {unit.id for unit in units_asked(here.setup)}
    sent = {row.unit_id: row for row in queries.sent_reports(here.id, year) if row.unit_id in asked}
    registered = queries.registered_in(here.id, year)
    years = [UnitYear(unit_id, registered.get(unit_id, {}), row.numbers) for unit_id, row in sent.items()]
    return sum_table(kinds_of(here), years, sees_people=sees_people(current_user)), years, sent
