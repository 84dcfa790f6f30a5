"""One of its pages states no right; the other one does."""

from portal.plugin_api import EVERYBODY, Plugin, Right, Rooms, hookimpl

rooms = Rooms("bad_page", __name__)
PLUGIN = Plugin(name="bad_page", label="Bad page", blueprints=(rooms,))


@rooms.route("/", right="bad_page.see")
def index() -> str:
    return "a page that states its right"


@rooms.route("/open")
def wide_open() -> str:
    return "a page that states none"


@hookimpl
def rights() -> list[Right]:
    return [Right(name="bad_page.see", label="See", roles=EVERYBODY)]
