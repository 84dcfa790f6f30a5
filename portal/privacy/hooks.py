"""What privacy declares."""

from portal.i18n import _l
from portal.plugin_api import AuditAction, JobKind, MenuItem, Plugin, Right, hookimpl
from portal.privacy.deeds import DEEDS
from portal.privacy.open_views import rooms as open_rooms
from portal.privacy.retention import delete_what_is_over
from portal.privacy.rules import CONTACT, DELETES, MONTHS, RIGHTS, UNTIED
from portal.privacy.views import rooms

PLUGIN = Plugin(
    name="privacy",
    label=_l("Privacy"),
    blueprints=(rooms, open_rooms),
    settings=(CONTACT, DELETES, MONTHS, UNTIED),
    core=True,
)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("Data about people"), endpoint="privacy.index", right="privacy.see", position=90,
            under="reports.index",
        )
    ]  # fmt: skip


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def job_kinds() -> list[JobKind]:
    return [JobKind(name="privacy_deletes", work=delete_what_is_over, daily=True)]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
