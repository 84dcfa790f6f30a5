"""The page of the groups' meetings."""

from datetime import timedelta

from flask_login import current_user

from plugins.care_network import queries
from plugins.care_network.rules import NETWORK_MEETING, name_of
from portal import clock
from portal.goals.progress.period import period_around
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("care_network", __name__)


@rooms.route("/", right="care_network.see")
def index() -> str:
    this_half = period_around(clock.today(), "half")
    last_half = period_around(this_half.start - timedelta(days=1), "half")
    units = current_user.choices("care_network.see")
    found = queries.meetings_by_group(current_user.here.id, units, this_half, last_half)
    return render(
        "care_network/index.html",
        groups=found.groups,
        waiting=[group for group in found.groups if not group.meetings],
        joint=found.joint,
        halves=(name_of(this_half), name_of(last_half)),
        network_meeting=NETWORK_MEETING,
    )
