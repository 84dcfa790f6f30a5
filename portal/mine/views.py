"""What happened when she registered, and her year."""

from uuid import UUID

from flask import request
from flask_login import current_user

from portal import clock
from portal.activities.kinds import kinds_of, offered, units_for
from portal.activities.rules import can_correct
from portal.activities.verdicts import told
from portal.errors import NotFound
from portal.mine.queries import own_activity, year_of
from portal.mine.services import by_type, goals_moved
from portal.paging import Position
from portal.plugin_api import ActivityType, Rooms
from portal.templating import render

rooms = Rooms("mine", __name__)


@rooms.route("/", right="activities.register")
def index() -> str:
    year, after = clock.today().year, Position.read(request.args.get("after"))
    found = year_of(current_user.here.id, current_user.id, year, after)
    return render(
        "mine/index.html",
        year=year,
        types=by_type(current_user.here, found.counts),
        times=sum(count.times for count in found.counts),
        lines=found.lines,
        following=found.following,
        after=after,
        kinds=kinds_of(current_user.here),
    )


@rooms.route("/registered/<uuid:activity_id>", right="activities.register")
def thanks(activity_id: UUID) -> str:
    """Where the form leads: what was registered, what it counts towards, and the way on."""
    here = current_user.here
    found = own_activity(here.id, current_user.id, activity_id, clock.today().year)
    if found is None:
        raise NotFound
    cards = goals_moved(here, [(found.activity_type, found.unit_id)])
    return render(
        "mine/thanks.html",
        activity=found,
        kind=kinds_of(here).get(found.activity_type),
        unit=here.setup.name(found.unit_id),
        verdicts=told(found.verdicts, current_user.hooks.has),
        cards=cards[found.activity_type],
        again=_again(found.activity_type, found.unit_id),
        correctable=can_correct(current_user, found),
    )


def _again(key: str, unit_id: UUID) -> ActivityType | None:
    """The type, if she can register it for this unit once more."""
    kind = next((kind for kind in offered(current_user) if kind.key == key), None)
    return kind if kind and unit_id in {node.id for node in units_for(current_user, kind)} else None
