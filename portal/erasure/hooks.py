"""What erasure declares."""

from portal.erasure.deeds import DEEDS
from portal.erasure.mine import rooms as mine
from portal.erasure.retiring import erase_untied
from portal.erasure.rules import ERASE, REMEMBER, REMEMBER_CLOSED, RETIRE, RIGHTS
from portal.erasure.tombstones import remember_closed, remember_erased
from portal.erasure.views import rooms
from portal.i18n import _l
from portal.plugin_api import AuditAction, JobKind, PersonLink, Plugin, Right, hookimpl

PLUGIN = Plugin(name="erasure", label=_l("Erasing people"), blueprints=(rooms, mine), core=True)


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def person_links() -> list[PersonLink]:
    return [
        PersonLink(
            name="erasure.person", label=_l("Erase"), endpoint="erasure.person", right=ERASE, position=95
        )
    ]  # fmt: skip


@hookimpl
def job_kinds() -> list[JobKind]:
    return [
        JobKind(name=REMEMBER, work=remember_erased, daily=True),
        JobKind(name=REMEMBER_CLOSED, work=remember_closed, daily=True),
        JobKind(name=RETIRE, work=erase_untied, daily=True),
    ]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
