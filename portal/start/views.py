"""The start page."""

from flask import current_app, url_for
from flask_login import current_user

from portal.activities.kinds import kinds_of
from portal.due.groups import GROUPS
from portal.goals.cards import cards_of
from portal.goals.queries import goals_on_start_page
from portal.i18n import LazyText, _l
from portal.organisations.viewer import Viewer
from portal.plugin_api import Rooms, house
from portal.start.queries import first_things
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
    rows = goals_on_start_page(here.id, frozenset().union(*map(here.setup.below, own)))
    return render(
        "start/index.html",
        own=[node.name for node in here.setup.units if node.id in own],
        first=first_things(current_user),
        groups=GROUPS,
        cards=list(cards_of(here.id, rows, here.setup).values()),
        types=kinds_of(here),
        beginnings=[] if rows else beginnings(current_user),
    )


def beginnings(viewer: Viewer) -> list[tuple[str, LazyText]]:
    """(address, words) of what she may do to begin."""
    stated = {name: house().statements[name].right for name, _label in BEGINNINGS if name in current_app.view_functions}
    return [(url_for(name), label) for name, label in BEGINNINGS if name in stated and viewer.may(stated[name])]
