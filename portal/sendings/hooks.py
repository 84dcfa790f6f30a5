"""What letters to many declare."""

from portal.i18n import _l
from portal.plugin_api import AuditAction, JobKind, MenuItem, Plugin, Right, hookimpl
from portal.sendings.deeds import DEEDS
from portal.sendings.rules import MANAGE, RIGHTS
from portal.sendings.views import rooms
from portal.sendings.writing import JOB, write_sendings

PLUGIN = Plugin(name="sendings", label=_l("Letters to many"), blueprints=(rooms,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("Letters to many"), endpoint="sendings.index", right=MANAGE, position=20, under="people.index"
        )
    ]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def job_kinds() -> list[JobKind]:
    return [JobKind(name=JOB, work=write_sendings)]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
