"""The page of alliances."""

from flask_login import current_user

from plugins.alliances import queries
from plugins.alliances.rules import PARTNER_MEETING, next_election
from portal import clock
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("alliances", __name__)


@rooms.route("/", right="alliances.see")
def index() -> str:
    on = clock.today()
    election = next_election(on)
    costs = queries.cost_this_year(current_user.here.id, current_user.choices("alliances.see"), on)
    return render(
        "alliances/index.html",
        election=election,
        days=(election - on).days,
        costs=costs,
        meetings=sum(cost.meetings for cost in costs),
        hours=sum(cost.hours for cost in costs),
        year=on.year,
        partner_meeting=PARTNER_MEETING,
    )
