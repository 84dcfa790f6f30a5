"""What handing out declares."""

from portal.handouts.deeds import DEEDS
from portal.handouts.mine import rooms as mine
from portal.handouts.register import rooms as register
from portal.handouts.register import write_register
from portal.handouts.rules import EXPORT, HAND_OUT, REGISTER_FILE, RIGHTS
from portal.handouts.views import rooms
from portal.i18n import _l
from portal.plugin_api import AuditAction, JobKind, MenuItem, PersonLink, Plugin, Right, hookimpl

PLUGIN = Plugin(name="handouts", label=_l("What is kept about a person"), blueprints=(rooms, mine, register), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("Take the register out"),
            endpoint="register_file.order",
            right=EXPORT,
            position=85,
            under="people.index",
        )
    ]


@hookimpl
def job_kinds() -> list[JobKind]:
    return [JobKind(name=REGISTER_FILE, work=write_register, waited_for=_l("The register"))]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def person_links() -> list[PersonLink]:
    return [
        PersonLink(
            name="handouts.person",
            label=_l("All that is kept about her"),
            endpoint="handouts.person",
            right=HAND_OUT,
            position=90,
        )
    ]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
