"""The page of peer support."""

from flask_login import current_user

from plugins.recruitment import queries
from plugins.recruitment.rules import PEER_SUPPORT
from portal import clock
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment", __name__)


@rooms.route("/", right="recruitment.see")
def index() -> str:
    on = clock.today()
    lines = queries.peer_support_by_unit(current_user.here.id, current_user.choices("recruitment.see"), on)
    return render(
        "recruitment/index.html",
        lines=lines,
        total=queries.total_of(lines),
        silent=[line.name for line in lines if not line.activities],
        on=on,
        before=queries.same_month_last_year(on),
        peer_support=PEER_SUPPORT,
    )
