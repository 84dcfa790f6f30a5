"""The page of local activity."""

from flask_login import current_user

from plugins.digital_inclusion import queries
from portal import clock
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("digital_inclusion", __name__)


@rooms.route("/", right="digital_inclusion.see")
def index() -> str:
    on = clock.today()
    counties = queries.activity_by_county(current_user.here.id, current_user.setup, on)
    return render(
        "digital_inclusion/index.html",
        counties=counties,
        active=[county for county in counties if county.activities],
        silent=[county for county in counties if not county.activities],
        since=clock.this_month_last_year(on),
    )
