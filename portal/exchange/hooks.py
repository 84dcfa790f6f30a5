"""What partners declare."""

from portal.exchange.deeds import DEEDS
from portal.exchange.invitations import KIND
from portal.exchange.rules import RIGHTS
from portal.exchange.services import TAKE_IN, take_in_again
from portal.exchange.views import rooms
from portal.i18n import _l
from portal.plugin_api import AuditAction, JobKind, LinkKind, MenuItem, Plugin, Right, hookimpl

PLUGIN = Plugin(name="exchange", label=_l("Partners"), blueprints=(rooms,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [MenuItem(label=_l("Partners"), endpoint="partners.index", right="partners.see", position=85)]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def link_kinds() -> list[LinkKind]:
    return [KIND]


@hookimpl
def job_kinds() -> list[JobKind]:
    return [JobKind(name=TAKE_IN, work=take_in_again)]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
