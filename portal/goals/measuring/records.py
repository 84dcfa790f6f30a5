"""What lies behind a point of a curve."""

from datetime import date
from uuid import UUID

from flask import request
from flask_login import current_user

from portal import clock
from portal.errors import NotFound
from portal.goals import queries
from portal.goals.measuring.behind import records_behind, tells_of_a_month
from portal.goals.measuring.found import demand_seen
from portal.plugin_api import Rooms
from portal.templating import render

#: what nobody has figures of; the year before it is counted too
EARLIEST = date(1900, 1, 1)

records = Rooms("records", __name__, plugin="goals", prefix="/o/<slug>/goals")


@records.route("/indicators/<uuid:indicator_id>/records", right="goals.see")
def index(indicator_id: UUID) -> str:
    here = current_user.here
    found = queries.indicator_and_plan_status(here.id, indicator_id)
    if found is None:
        raise NotFound
    indicator, plan_status = found
    demand_seen(plan_status)
    on = _day(request.args.get("on"))
    behind = records_behind(here.id, indicator, on, here.setup, may_correct=current_user.may("goals.measure"))
    return render(
        "goals/records.html", indicator=indicator, on=on, records=behind, of_month=tells_of_a_month(indicator)
    )


def _day(text: str | None) -> date:
    """Today for none, and for one that somebody has mangled."""
    try:
        return max(date.fromisoformat(text or ""), EARLIEST)
    except ValueError:
        return clock.today()
