"""All that is due, and how somebody hears of it without coming here."""

from itertools import groupby
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal import clock
from portal.due import queries
from portal.due.addresses import feed_address
from portal.due.forms import CHOICES, SwitchForm
from portal.due.groups import GROUPS, group_of
from portal.due.queries import Only
from portal.due.services import switch
from portal.forms import done
from portal.organisations.setup import UnitNode
from portal.paging import Position
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("due", __name__)

#: more units than this are too long a list: then the upper levels, each with what lies below it
MOST_UNITS = 30


@rooms.route("/", right="calendar.see")
def index() -> str:
    today = clock.today()
    unit, mine = _unit_asked(), "mine" in request.args
    after = Position.read(request.args.get("after"))
    only = Only(mine, current_user.setup.below(unit) if unit else None)
    found, following = queries.all_due(current_user, after=after, only=only)
    groups = groupby(found, lambda due: group_of(due.on, today))
    return render(
        "due/index.html",
        groups=[(key, GROUPS[key], list(items)) for key, items in groups],
        following=following,
        after=after,
        asked=_said(mine=1 if mine else None, unit=unit),
        mine=mine,
        unit=unit,
        units=_units_to_choose(),
    )


def _said(**asked: Any) -> dict[str, Any]:
    return {name: value for name, value in asked.items() if value}


def _unit_asked() -> UUID | None:
    """None for all, and for a unit that there is not."""
    asked = request.args.get("unit", type=UUID)
    return asked if asked in current_user.setup.unit else None


def _units_to_choose() -> list[UnitNode]:
    units = [node for node in current_user.choices("calendar.see") if node.parent_id]
    return units if len(units) <= MOST_UNITS else [node for node in units if node.depth == 1]


@rooms.route("/feed", right="calendar.see", methods=["GET", "POST"])
def feed() -> Response | str:
    form = SwitchForm()
    found = queries.subscription_of(current_user.here.id, current_user.id)
    if form.is_sent():
        switch(found, form.to.data, by=current_user.id)
        return done(url_for("due.feed"), str(CHOICES[form.to.data]))
    address = feed_address(found) if found and found.feed else ""
    return render(
        "due/feed.html",
        form=form,
        address=address,
        webcal="webcal:" + address.partition(":")[2],
        weekly=bool(found and found.weekly),
        mail_to=current_user.email,
    )
