"""What bringing lists in declares."""

from portal.i18n import _l
from portal.lists.deeds import DEEDS
from portal.lists.rules import RIGHTS
from portal.lists.services import CHECK, TAKE
from portal.lists.views import rooms
from portal.lists.work import check_list, take_list
from portal.plugin_api import AuditAction, JobKind, Plugin, Right, hookimpl

PLUGIN = Plugin(name="lists", label=_l("Lists from a spreadsheet"), blueprints=(rooms,), core=True)


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def job_kinds() -> list[JobKind]:
    return [
        JobKind(name=CHECK, work=check_list, waited_for=_l("Reading a list")),
        JobKind(name=TAKE, work=take_list, waited_for=_l("Bringing a list in")),
    ]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
