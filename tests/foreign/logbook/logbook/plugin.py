"""What this plugin is and declares."""

from pathlib import Path

from portal.i18n import _l
from portal.plugin_api import ActivityType, AuditAction, JobKind, MenuItem, Metric, Plugin, Right, Setting, hookimpl

from logbook.queries import notes_this_year
from logbook.rules import RIGHTS, WATCH
from logbook.services import note_the_day
from logbook.views import rooms

SETTINGS = (
    Setting(name="names", label=_l("Show who wrote each note"), default=False),
    Setting(name="shown", label=_l("How many notes the page shows"), default=30, maximum=200),
    Setting(
        name="first",
        label=_l("What stands first"),
        default="newest",
        choices=(("newest", _l("The newest note")), ("oldest", _l("The oldest note"))),
    ),
    Setting(name="greeting", label=_l("A line above the notes"), default="", help=_l("All members can read it.")),
)

PLUGIN = Plugin(
    name="logbook",
    label=_l("Logbook"),
    description=_l("What happened on watch, written down by units."),
    blueprints=(rooms,),
    settings=SETTINGS,
    folder=Path(__file__).parent,
)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [MenuItem(label=_l("Logbook"), endpoint="logbook.index", right="logbook.see", position=50)]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def activity_types() -> list[ActivityType]:
    return [WATCH]


@hookimpl
def metrics() -> list[Metric]:
    return [
        Metric(
            name="logbook.notes_this_year",
            label=_l("Notes written this year"),
            measure=notes_this_year,
            activity_types=(WATCH.key,),
        )
    ]


@hookimpl
def job_kinds() -> list[JobKind]:
    return [JobKind(name="logbook.note_the_day", work=note_the_day, daily=True)]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return [AuditAction(name="logbook.added", sentence=_l("%(who)s wrote a note"), page="logbook.show", argument="note_id")]
