"""What the core's activities declare, as any plugin would."""

from portal.activities.contacts import deeds as contact_deeds
from portal.activities.contacts import rules as contact_rules
from portal.activities.contacts.services import forget_idle
from portal.activities.contacts.views import rooms as contacts
from portal.activities.deeds import DEEDS
from portal.activities.rules import RIGHTS, TYPES
from portal.activities.sheet.services import KIND
from portal.activities.sheet.views import rooms as sheets
from portal.activities.sheet.work import make_sheet
from portal.activities.views import rooms
from portal.i18n import _l
from portal.plugin_api import ActivityType, AuditAction, JobKind, MenuItem, Plugin, Right, hookimpl

PLUGIN = Plugin(name="activities", label=_l("Activities"), blueprints=(rooms, sheets, contacts), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("Register an activity"),
            endpoint="activities.register",
            right="activities.register",
            position=5,
        ),
        MenuItem(label=_l("Activities"), endpoint="activities.index", right="activities.see", position=20),
    ]


@hookimpl
def rights() -> list[Right]:
    return [*RIGHTS, *contact_rules.RIGHTS]


@hookimpl
def activity_types() -> list[ActivityType]:
    return TYPES


@hookimpl
def job_kinds() -> list[JobKind]:
    return [
        JobKind(name=KIND, work=make_sheet, waited_for=_l("Activities in a file")),
        JobKind(name="forget_idle_follow_ups", work=forget_idle, daily=True),
    ]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return [*DEEDS, *contact_deeds.DEEDS]
