"""What consents declare."""

from typing import Any

from portal.consents.mine import KIND
from portal.consents.open_views import rooms as open_rooms
from portal.consents.rules import KEEP, MANAGE, RIGHTS
from portal.consents.views import rooms
from portal.i18n import _l
from portal.plugin_api import AuditAction, LinkKind, MenuItem, PersonLink, Plugin, Right, hookimpl

PLUGIN = Plugin(name="consents", label=_l("Consents"), blueprints=(rooms, open_rooms), core=True)
_PERSON: dict[str, Any] = {"page": "consents.person", "argument": "person_id"}


@hookimpl
def menu_items() -> list[MenuItem]:
    return [MenuItem(label=_l("Consents"), endpoint="consents.index", right=MANAGE, position=28, under="people.index")]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def link_kinds() -> list[LinkKind]:
    return [KIND]


@hookimpl
def person_links() -> list[PersonLink]:
    return [PersonLink(name="consents.person", label=_l("Consents"), endpoint="consents.person", right=KEEP)]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return [
        AuditAction(name="consent.purpose_added", sentence=_l("%(who)s added something to agree to")),
        AuditAction(name="consent.reworded", sentence=_l("%(who)s gave a consent new words")),
        AuditAction(name="consent.given", sentence=_l("%(who)s wrote down a consent"), **_PERSON),
        AuditAction(name="consent.withdrawn", sentence=_l("%(who)s wrote down that a consent is withdrawn"), **_PERSON),
        AuditAction(name="consent.renamed", sentence=_l("%(who)s gave something to agree to another name")),
        AuditAction(name="consent.link_asked", sentence=_l("Somebody asked for a link to her own consents")),
        AuditAction(name="consent.closed", sentence=_l("%(who)s closed something to agree to")),
        AuditAction(name="consent.opened", sentence=_l("%(who)s opened something to agree to again")),
    ]
