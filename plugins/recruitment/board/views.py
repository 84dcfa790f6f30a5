"""The board's page: on a screen, or one sheet of A4 for the meeting."""

from datetime import timedelta

from flask import request
from flask_login import current_user

from plugins.recruitment.board.queries import sources_of, what_waits
from plugins.recruitment.board.tables import funnel_of, tables_of, total_of
from plugins.recruitment.board.tasks import SILENT, tasks_for
from plugins.recruitment.rules import SEE_BOARD, SEE_MEMBERS
from portal import clock
from portal.figures.small_groups import HIDDEN, hides_any
from portal.goals.cards import cards_of
from portal.goals.queries import goals_following
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_board", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/board")

#: years back that can be asked for
YEARS = 5
METRIC = "recruitment.paying_members"


@rooms.route("/", right=SEE_BOARD)
def index() -> str:
    """Who may not see all members is told how it was when the month began: not what one day brought."""
    here, today, is_exact = current_user.here, clock.today(), current_user.everywhere(SEE_MEMBERS)
    before = None if is_exact else today.replace(day=1)
    last = before - timedelta(days=1) if before else today
    year = _year(last.year)
    sources = sources_of(here.id, year, before)
    tables = tables_of(sources, current_user.setup.name, is_exact=is_exact)
    total = total_of(one.steps for one in sources)
    funnel = funnel_of(total, is_exact=is_exact)
    waiting = what_waits(here.id, today, today - SILENT)
    return render(
        "recruitment/board/index.html",
        cards=list(cards_of(here.id, goals_following(here.id, METRIC), current_user.setup).values()),
        funnel=funnel if total.enrolled else [],
        tables=tables if total.enrolled else [],
        hides=hides_any(tables) or any(number == HIDDEN for _name, number, _percent in funnel),
        tasks=tasks_for(current_user, waiting, sources, today) if year == today.year else [],
        year=year,
        years=range(last.year, last.year - YEARS, -1),
        told_until=None if is_exact else last,
        today=today,
    )


def _year(last: int) -> int:
    asked = request.args.get("year", type=int)
    return asked if asked and last - YEARS < asked <= last else last
