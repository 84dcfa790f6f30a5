"""The board's page: on a screen, or one sheet of A4 for the meeting."""

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
    here, today = current_user.here, clock.today()
    year, is_exact = _year(), current_user.everywhere(SEE_MEMBERS)
    sources = sources_of(here.id, year)
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
        years=range(today.year, today.year - YEARS, -1),
        today=today,
    )


def _year() -> int:
    asked, now = request.args.get("year", type=int), clock.today().year
    return asked if asked and now - YEARS < asked <= now else now
