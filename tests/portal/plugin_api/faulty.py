"""What a plugin can do wrong: (a part of the sentence that it is refused with, its code)."""

GOOD = """
from pathlib import Path
from flask import Blueprint
from portal.plugin_api import *
rooms = Rooms("visitor", __name__)
@rooms.route("/", right="visitor.see")
def index():
    return "a page"
@hookimpl
def rights():
    return [Right(name="visitor.see", label="See", roles=EVERYBODY)]
PLUGIN = Plugin(name="visitor", label="Visitor", blueprints=(rooms,))
"""
MODELS = """
from uuid import UUID
from portal.plugin_api import NO_PEOPLE
from portal.activities.models import Activity
from portal.tenancy import TenantModel, tenant_key
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship
class Visit(TenantModel):
    __tablename__ = "visitor_visit"
    __people__ = NO_PEOPLE
"""


def adding(code: str) -> str:
    return GOOD + code


def instead(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


def rooms(made: str) -> str:
    return instead('Rooms("visitor", __name__)', made)


def right(said: str) -> str:
    return instead(', right="visitor.see"', said)


def plugin(said: str) -> str:
    return instead("blueprints=(rooms,)", said)


def declaring(hook: str, declared: str) -> str:
    return adding(f"@hookimpl\ndef {hook}():\n    return [{declared}]\n")


def link(endpoint: str, right: str = "visitor.see") -> str:
    return declaring("menu_items", f'MenuItem(label="", endpoint="{endpoint}", right="{right}")')


SEE, OPEN = ', right="visitor.see"', ", right=PUBLIC"
OPEN_PAGE = instead("PLUGIN =", """
open_rooms = Rooms("visitor_open", __name__, plugin="visitor", prefix="/p/<slug>/visitor")
@open_rooms.route("/", right=PUBLIC)
def form():
    return "an open page"
PLUGIN =""").replace("(rooms,)", "(rooms, open_rooms)")


def open_link(endpoint: str, setting: str = "") -> str:
    return declaring("open_links", f'OpenLink(name="visitor.x", label="", endpoint="{endpoint}", setting="{setting}")')


ITSELF = [
    ("its module has no PLUGIN", instead("PLUGIN =", "OTHER =")),
    ("its module has no PLUGIN", instead("PLUGIN = Plugin", "PLUGIN = dict")),
    ("is called visitor, but it calls itself guest", instead('name="visitor", label', 'name="guest", label')),
    ("it calls itself a part of the core", plugin("core=True")),
    ("cannot be loaded (ZeroDivisionError: division by zero)", adding("1 / 0")),
    ("cannot be loaded (SystemExit: 3)", adding("import sys; sys.exit(3)")),
    ("cannot be loaded (ModuleNotFoundError: No module named 'nowhere')", adding("import nowhere")),
    ("cannot be loaded (SyntaxError:", adding("def")),
    ("it has a hook that does not exist", adding("@hookimpl\ndef menu_itmes():\n    return []\n")),
    ("it has a hook that does not exist or asks for more", adding("@hookimpl\ndef metrics(here):\n    return []\n")),
    ("two settings called tone", plugin('settings=(Setting(name="tone", label="", default=1),) * 2')),
    ("is no Setting with a plain name", plugin('settings=(Setting(name="a b", label="", default=1),)')),
    (
        "none of its choices",
        plugin('settings=(Setting(name="a", label="", default="x", choices=(("x", ""),), defaults={"DK": "y"}),)'),
    ),
    ("none of its choices", plugin('settings=(Setting(name="a", label="", default="x", choices=(("y", ""),)),)')),
]
PAGES = [
    ("the page / states no right", right("")),
    ("(visitor.other) states no right", adding('rooms.add_url_rule("/other", "other", index)')),
    ("names the right 'visitor.sea', which nobody declares", right(', right="visitor.sea"')),
    ("names the right 'recruitment.see'", right(', right="recruitment.see"')),
    ("open pages of organisations, only these, lie below /p/", right(", right=PUBLIC")),
    ("would be open where the plugin is switched off", right(", right=OPERATOR")),
    ("outside /o/<slug>/", rooms('Rooms("visitor", __name__, prefix="/visitor")')),
    ("lies outside /o/<slug>/visitor/", rooms('Rooms("visitor_more", __name__, plugin="visitor")')),
    ("lies outside /o/<slug>/visitor/", rooms('Rooms("visitor", __name__, prefix="/o/<slug>/goals/x")')),
    ("its Rooms are called 'goals'", rooms('Rooms("goals", __name__)')),
    ("its Rooms are called 'visitor'", rooms('Rooms("visitor", __name__, plugin="goals")')),
    ("not made with Rooms", plugin('blueprints=(Blueprint("visitor", __name__),)')),
    ("something on every page", adding("rooms.before_app_request(lambda: None)")),
    ("something on every page", adding("rooms.app_errorhandler(404)(lambda fault: 'mine')")),
    ("leads to 'goals.plan'", link("goals.plan")),
    ("leads to 'visitor.gone'", link("visitor.gone")),
    ("its menu names the right 'visitor.sea'", link("visitor.index", "visitor.sea")),
    ("lies outside /o/<slug>/visitor/", rooms('Rooms("visitor", __name__, prefix="/p/<slug>/guest")').replace(SEE, OPEN)),
    ("lies outside /o/<slug>/visitor/", OPEN_PAGE.replace("/p/<slug>/visitor", "/p/<slug>/other")),
    ("/p/<slug>/programme/ is an address of the core", plugin('open_word="programme"')),
    ("/p/<slug>/medlem/ is an address of the core or of another plugin", plugin('open_word="medlem"')),
    ("'Bli medlem' is no word for an address", plugin('open_word="Bli medlem"')),
    ("its open link leads to 'visitor.index', which is no open page", open_link("visitor.index")),
    ("its open link leads to 'open_programme.whole', which is no open page", open_link("open_programme.whole")),
    ("its open link follows 'shown', which is no yes or no", OPEN_PAGE + open_link("visitor_open.form", "shown")[len(GOOD):]),
    (
        "its chapter names the right 'visitor.sea'",
        declaring("report_chapters", 'ReportChapter(name="visitor.x", label="", right="visitor.sea", write=print)'),
    ),
    (
        "its files name the right 'visitor.sea'",
        declaring("file_kinds", 'FileKind(name="visitor.x", label="", right="visitor.sea", address=str)'),
    ),
]
KEYS = [
    ("declares 'goals.mine', which must begin with 'visitor.'", instead('name="visitor.see"', 'name="goals.mine"')),
    ("declares 'core.meeting'", declaring("activity_types", 'ActivityType(key="core.meeting", label="")')),
    ("declares 'visitors'", declaring("metrics", 'Metric(name="visitors", label="", measure=len)')),
    ("declares 'measure_metrics'", declaring("job_kinds", 'JobKind(name="measure_metrics", work=print)')),
    ("too long or declared twice", declaring("job_kinds", '*[JobKind(name="visitor.x", work=print)] * 2')),
    ("too long or declared twice", declaring("metrics", 'Metric(name="visitor." + "x" * 80, label="", measure=len)')),
]
IMPORTS = [
    ("uses plugins.alliances.rules, which is another plugin", adding("from plugins.alliances import rules")),
    ("line 14, uses plugins.alliances, which is another", adding("def late():\n    import plugins.alliances")),
    ("which is closed to plugins", adding("from portal.tenancy import every_organisation")),
    ("which is closed to plugins", adding("from portal.tenancy.scope import EVERYONE")),
    ("which is closed to plugins", adding("from portal.work import working_as")),
    ("which is closed to plugins", adding("from portal.tenancy.scope import *")),
    ("which is closed to plugins", adding("import portal.tenancy\nportal.tenancy.act_as")),
    ("uses plugins.alliances, which is another", adding("from plugins import alliances")),
    ("uses plugins.alliances.rules, which is another", adding("import plugins \\\n  .alliances.rules")),
    ("which is closed to plugins", adding("from portal.tenancy import (\n  every_organi\u017fation)")),
    ("which is closed to plugins", adding("from portal.tenancy.scope import \\\n *")),
]
TABLES = [
    ("the table visit must be called visitor_visit", MODELS.replace("visitor_visit", "visit")),
    ("the table activity must be called visitor_activity", MODELS + "class A(Activity):\n    pass\n"),
    (
        "refers from unit_id to unit without the organisation",
        MODELS + "    unit_id: Mapped[UUID] = mapped_column(ForeignKey('unit.id'))\n",
    ),
    (
        "refers from organisation_id, talk_id to nowhere, which is no table",
        MODELS + "    __table_args__ = (tenant_key('nowhere', 'talk_id'),)\n    talk_id: Mapped[UUID]\n",
    ),
    ("visitor_visit does not say whether it is about people", MODELS.replace("__people__", "people")),
    (
        "has the column email, which may hold something about a person",
        MODELS + "    email: Mapped[str]\n",
    ),
    ("cannot be loaded (InvalidRequestError:", MODELS + "    others = relationship('Nowhere')\n"),
]
NAMES = [
    ("goals", "there is something else of this name"),
    ("recruitment", "there is something else of this name"),
    ("care", "its name and care_network's begin alike"),
    ("activity", "its name is the beginning of activity_contact"),
    ("access", "an address of the core"),
    ("Visitor", "cannot be a plugin's name"),
    ("a" * 25, "cannot be a plugin's name"),
    ("core", "is a name that Python or the portal uses itself"),
]
