"""What handing out declares."""

from portal.handouts.deeds import DEEDS
from portal.handouts.mine import rooms as mine
from portal.handouts.rules import HAND_OUT, RIGHTS
from portal.handouts.views import rooms
from portal.i18n import _l
from portal.plugin_api import AuditAction, PersonLink, Plugin, Right, hookimpl

PLUGIN = Plugin(name="handouts", label=_l("What is kept about a person"), blueprints=(rooms, mine), core=True)


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
