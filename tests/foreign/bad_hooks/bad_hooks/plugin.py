"""It raises in every hook, and on its page."""

from portal.plugin_api import SIGNED_IN, Plugin, Rooms, hookimpl

rooms = Rooms("bad_hooks", __name__)
PLUGIN = Plugin(name="bad_hooks", label="Bad hooks", blueprints=(rooms,))


@rooms.route("/", right=SIGNED_IN)
def index() -> str:
    raise RuntimeError("no page today")


@hookimpl
def menu_items() -> list:
    raise RuntimeError("no menu today")


@hookimpl
def rights() -> list:
    raise RuntimeError("no rights today")


@hookimpl
def activity_types() -> list:
    raise RuntimeError("no activities today")


@hookimpl
def metrics() -> list:
    raise RuntimeError("no figures today")


@hookimpl
def job_kinds() -> list:
    raise RuntimeError("no work today")


@hookimpl
def report_chapters() -> list:
    raise RuntimeError("no chapters today")


@hookimpl
def file_kinds() -> list:
    raise RuntimeError("no files today")


@hookimpl
def link_kinds() -> list:
    raise RuntimeError("no links today")


@hookimpl
def letter_kinds() -> list:
    raise RuntimeError("no letters today")


@hookimpl
def recipients() -> list:
    raise RuntimeError("no recipients today")


@hookimpl
def consent_purposes() -> list:
    raise RuntimeError("no consents today")


@hookimpl
def list_kinds() -> list:
    raise RuntimeError("no lists today")
