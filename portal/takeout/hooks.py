"""What taking everything out declares."""

from portal.i18n import _l
from portal.jobs.views import address_of
from portal.plugin_api import AuditAction, FileKind, JobKind, MenuItem, Plugin, Right, hookimpl
from portal.takeout.deeds import DEEDS
from portal.takeout.rules import KIND, RIGHT, RIGHTS
from portal.takeout.views import rooms
from portal.takeout.work import forget_takeouts, make_takeout

PLUGIN = Plugin(name="takeout", label=_l("Take everything out"), blueprints=(rooms,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("Take everything out"), endpoint="takeout.index", right=RIGHT, position=90, under="settings.index"
        )
    ]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def job_kinds() -> list[JobKind]:
    return [
        JobKind(name=KIND, work=make_takeout, waited_for=_l("Everything in one file")),
        JobKind(name="forget_takeouts", work=forget_takeouts, daily=True),
    ]


@hookimpl
def file_kinds() -> list[FileKind]:
    """For administrators, also when whoever asked for it is none any more."""
    return [FileKind(name=KIND, label=_l("Everything in one file"), right=RIGHT, address=address_of)]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
