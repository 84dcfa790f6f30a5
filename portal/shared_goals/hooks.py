"""What shared goals declare."""

from portal.i18n import _l
from portal.plugin_api import AuditAction, JobKind, LetterKind, LinkKind, MenuItem, Plugin, Right, hookimpl
from portal.shared_goals.by_itself import contribute_by_itself
from portal.shared_goals.deeds import DEEDS
from portal.shared_goals.letters import KINDS_OF_LETTERS
from portal.shared_goals.outside import KIND
from portal.shared_goals.rules import RIGHTS
from portal.shared_goals.views import rooms

PLUGIN = Plugin(name="shared_goals", label=_l("Shared goals"), blueprints=(rooms,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    page = "goals.plan"
    return [MenuItem(label=_l("Shared goals"), endpoint="shared_goals.index", right="shared_goals.see", under=page)]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def letter_kinds() -> list[LetterKind]:
    return KINDS_OF_LETTERS


@hookimpl
def link_kinds() -> list[LinkKind]:
    return [KIND]


@hookimpl
def job_kinds() -> list[JobKind]:
    return [JobKind(name="contribute_to_shared_goals", work=contribute_by_itself, daily=True)]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
