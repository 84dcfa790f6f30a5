"""The page of visits."""

from flask_login import current_user

from plugins.coordinator_funding import queries
from plugins.coordinator_funding.rules import MUNICIPALITY_VISIT
from portal import clock
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("coordinator_funding", __name__)


@rooms.route("/", right="coordinator_funding.see")
def index() -> str:
    on = clock.today()
    counties = queries.visits_by_county(current_user.here.id, current_user.setup, on)
    return render(
        "coordinator_funding/index.html",
        counties=counties,
        visited=[county for county in counties if county.visits],
        unvisited=[county for county in counties if not county.visits],
        since=clock.this_month_last_year(on),
        visit=MUNICIPALITY_VISIT,
    )
