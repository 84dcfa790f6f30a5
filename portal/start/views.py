"""The start page."""

from flask import current_app, url_for
from flask_login import current_user

from portal.activities.kinds import kinds_of, offered
from portal.due.groups import GROUPS
from portal.goals.cards import cards_of
from portal.goals.queries import goals_on_start_page, has_plan
from portal.i18n import LazyText, _l
from portal.organisations.viewer import Viewer
from portal.plugin_api import ActivityType, Rooms, house
from portal.start.queries import FirstThings, first_things
from portal.templating import render

rooms = Rooms("start", __name__, prefix="/o/<slug>")

#: how a new organisation begins, each for whoever holds the page's right
BEGINNINGS: tuple[tuple[str, LazyText], ...] = (
    ("plans.new", _l("Make a plan")),
    ("intake.new", _l("Read in a plan")),
    ("access.invite", _l("Invite people")),
    ("plugins.index", _l("Switch on plugins")),
    ("units.index", _l("Write down your branches and groups")),
)


@rooms.route("/", right="start.see")
def index() -> str:
    here = current_user.here
    own = {unit_id for _role, unit_id in current_user.accesses if unit_id != here.setup.root.id}
    first = first_things(current_user)
    rows = goals_on_start_page(here.id, frozenset().union(*map(here.setup.below, own)))
    return render(
        "start/index.html",
        own=[node.name for node in here.setup.units if node.id in own],
        first=first,
        again=again(first),
        groups=GROUPS,
        cards=list(cards_of(here.id, rows, here.setup).values()),
        types=kinds_of(here),
        beginnings=[] if rows else beginnings(current_user),
        first_plan=None if rows else first_plan(current_user),
    )


def again(first: FirstThings) -> ActivityType | None:
    """Of the types that she can register now, the one that she used last."""
    kinds = {kind.key: kind for kind in offered(current_user)}
    return next((kinds[line.activity_type] for line in first.lately if line.activity_type in kinds), None)


def beginnings(viewer: Viewer) -> list[tuple[str, LazyText]]:
    """(address, words) of what she may do to begin."""
    return [(url_for(name), label) for name, label in BEGINNINGS if _may_open(viewer, name)]


def first_plan(viewer: Viewer) -> str | None:
    """Where whoever may write plans begins the first one, as long as there is none."""
    begins = _may_open(viewer, "plans.new") and not has_plan(viewer.here.id)
    return url_for("plans.new") if begins else None


def _may_open(viewer: Viewer, endpoint: str) -> bool:
    return endpoint in current_app.view_functions and viewer.may(house().statements[endpoint].right)
