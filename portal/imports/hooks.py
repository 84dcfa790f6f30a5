"""What bringing earlier years in declares."""

from portal.i18n import _l
from portal.imports import models as models  # its tables are known once this is imported
from portal.imports.deeds import DEEDS
from portal.imports.rules import RIGHT, RIGHTS
from portal.imports.services import REGISTER, UNDO
from portal.imports.views import rooms
from portal.imports.work import register_rows, undo_rows
from portal.plugin_api import AuditAction, JobKind, MenuItem, Plugin, Right, hookimpl

PLUGIN = Plugin(name="imports", label=_l("Earlier years"), blueprints=(rooms,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("Earlier years"), endpoint="imports.index", right=RIGHT, position=70, under="activities.index"
        )
    ]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def job_kinds() -> list[JobKind]:
    return [
        JobKind(name=REGISTER, work=register_rows, waited_for=_l("Earlier years")),
        JobKind(name=UNDO, work=undo_rows, waited_for=_l("Earlier years")),
    ]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
