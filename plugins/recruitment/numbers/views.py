"""Members on a day, the funder's form, and how long members stay."""

from collections.abc import Sequence
from datetime import date

from flask import request
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.numbers.counting import (
    AFTER,
    Count,
    as_told,
    at_least,
    cohorts,
    count_on,
    days_told,
    exactly,
    in_short,
    is_told,
    roughly,
)
from plugins.recruitment.rules import REPORT_MEMBERS, SEE_MEMBERS, SEE_NUMBERS
from portal import clock
from portal.errors import NotFound
from portal.figures.small_groups import hides_any
from portal.i18n import _
from portal.plugin_api import ReportTable, Rooms
from portal.sheets.writing import OutSheet, send_sheet, write_workbook
from portal.templating import render

rooms = Rooms("recruitment_numbers", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/numbers")
FIRST_YEAR = 2000


@rooms.route("/", right=SEE_NUMBERS)
def index() -> str:
    """Paying members on any day: the same answer as the figure that goals follow."""
    if current_user.everywhere(SEE_MEMBERS):
        on, is_day = _day(request.args.get("on", ""))
        return _show(_count(on), is_day=is_day)
    days = days_told(clock.today())
    on = next((day for day in days if day.isoformat() == request.args.get("on")), days[0])
    return _show(as_told(_count(on), current_user.units_with(SEE_MEMBERS)), days=days)


def _show(count: Count, *, is_day: bool = True, days: Sequence[date] = ()) -> str:
    return render(
        "recruitment/numbers/index.html", count=count, is_day=is_day, days=days, today=clock.today(),
        hides=hides_any(count.tables),
    )  # fmt: skip


def _day(typed: str) -> tuple[date, bool]:
    """The day that the address names, or today; and whether it was one."""
    today = clock.today()
    if not typed:
        return today, True
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return today, False
    return (found, True) if date(FIRST_YEAR, 1, 1) <= found <= today else (today, False)


def _count(on: date) -> Count:
    return count_on(current_user.here.id, current_user.setup, on)


def _year() -> int:
    """One that is over or this one: until today, then."""
    year = request.args.get("year", clock.today().year - 1, type=int)
    if not FIRST_YEAR <= year <= clock.today().year:
        raise NotFound
    return year


def _last_day(year: int) -> date:
    return min(date(year, 12, 31), clock.today())


@rooms.route("/funder", right=REPORT_MEMBERS)
def funder() -> str:
    year = _year()
    return render(
        "recruitment/numbers/funder.html", count=_count(_last_day(year)), year=year, this_year=clock.today().year
    )


@rooms.route("/funder.xlsx", right=REPORT_MEMBERS)
def sheet() -> Response:
    year = _year()
    count = _count(_last_day(year))
    by_branch, *by_county = count.tables
    sheets = [_sheet(table) for table in (*by_county, by_branch)]
    return send_sheet(write_workbook(sheets), f"{current_user.here.slug}-{_('members')}-{count.on}.xlsx")


def _sheet(table: ReportTable) -> OutSheet:
    rows = [*table.rows, table.totals or ()]
    return OutSheet(name=str(table.label), header=[str(column.label) for column in table.columns], rows=rows)


@rooms.route("/staying", right=SEE_NUMBERS)
def staying() -> str:
    """Exactly for whoever may see the people; roughly for others, and no year in which fewer than five joined."""
    found, is_exact = cohorts(current_user.here.id, clock.today()), current_user.everywhere(SEE_MEMBERS)
    shown = found if is_exact else [one for one in found if is_told(one)]
    return render(
        "recruitment/numbers/staying.html",
        cohorts=shown, hidden=len(found) - len(shown), is_exact=is_exact,
        in_short=in_short(shown, exactly if is_exact else at_least),
        after=range(AFTER + 1), share=exactly if is_exact else roughly,
    )  # fmt: skip
