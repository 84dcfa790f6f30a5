"""The start page."""

from flask import current_app, g, url_for

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
    viewer: Viewer = g.viewer  # herself: asked through Flask-Login's proxy, each of her traits costs a look-up
    here, setup = viewer.here, viewer.setup
    own = {unit_id for _role, unit_id in viewer.accesses if unit_id != setup.root.id}
    first = first_things(viewer)
    rows = goals_on_start_page(here.id, frozenset().union(*map(setup.below, own)))
    return render(
        "start/index.html",
        own=[node.name for node in setup.units if node.id in own],
        first=first,
        again=again(viewer, first),
        groups=GROUPS,
        cards=list(cards_of(here.id, rows, setup).values()),
        types=kinds_of(here),
        beginnings=[] if rows else beginnings(viewer),
        first_plan=None if rows else first_plan(viewer),
    )


def again(viewer: Viewer, first: FirstThings) -> ActivityType | None:
    """Of the types that she can register now, the one that she used last."""
    kinds = {kind.key: kind for kind in offered(viewer)} if first.lately else {}
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
