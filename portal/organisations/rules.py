"""Who may do what with access, and what an organisation's number must be."""

from uuid import UUID

from stdnum.dk import cvr
from stdnum.exceptions import ValidationError
from stdnum.no import orgnr

from portal.errors import PortalError
from portal.i18n import LazyText, _, _l
from portal.organisations.viewer import Viewer
from portal.plugin_api import ADMINISTRATORS, EVERYBODY, LEADERS, REGISTRARS, STAFF, Right, Role

RIGHTS = [
    Right(name="start.see", label=_l("See the start page"), roles=EVERYBODY),
    Right(name="access.see", label=_l("See who has access"), roles=LEADERS),
    Right(name="access.manage", label=_l("Give, change and end access"), roles=LEADERS),
    Right(name="plugins.switch", label=_l("Switch plugins on and off"), roles=ADMINISTRATORS),
    Right(name="plugins.set", label=_l("Change the settings of plugins"), roles=STAFF),
    Right(name="units.manage", label=_l("Change units"), roles=STAFF),
    Right(name="organisation.manage", label=_l("Change the organisation's settings"), roles=ADMINISTRATORS),
]

ROLE_NAMES: dict[Role, LazyText] = {
    Role.ADMINISTRATOR: _l("Administrator"),
    Role.STAFF: _l("Staff"),
    Role.UNIT_LEADER: _l("Unit leader"),
    Role.VOLUNTEER: _l("Volunteer"),
    Role.READER: _l("Reader"),
}

#: what each role may give: a unit leader brings in volunteers, staff run no accounts
_GIVES = {
    Role.ADMINISTRATOR: frozenset(Role),
    Role.STAFF: frozenset({Role.UNIT_LEADER, Role.VOLUNTEER}),
    Role.UNIT_LEADER: frozenset({Role.VOLUNTEER}),
}
#: roles that always mean the whole organisation
WHOLE = frozenset({Role.ADMINISTRATOR, Role.STAFF, Role.READER})


def roles_to_give(viewer: Viewer) -> frozenset[Role]:
    """The roles that she may invite people to."""
    given = [_GIVES.get(role, frozenset()) for role, _unit in viewer.accesses]
    return frozenset().union(*given)


def can_give(viewer: Viewer, role: Role, unit_id: UUID) -> bool:
    """She may give, change or end this role for this unit."""
    return any(
        role in _GIVES.get(held, frozenset()) and unit_id in viewer.setup.below(held_for)
        for held, held_for in viewer.accesses
    )


def can_register_for(role: Role) -> bool:
    """Somebody who is invited to this role begins on the form for activities."""
    return role in REGISTRARS and role not in STAFF


def checked_number(number: str, country: str) -> str | None:
    """The digits of a Norwegian organisation number or a Danish CVR number; None where none is given.

    Raises PortalError. Norway: nine digits, weights 3 2 7 6 5 4 3 2, modulus 11.
    Denmark: eight digits, weights 2 7 6 5 4 3 2 1, sum divisible by 11.
    """
    if not number.strip():
        return None
    try:
        return str((orgnr if country == "NO" else cvr).validate(number))
    except ValidationError:
        raise PortalError(_wrong_number(country), "number") from None


def _wrong_number(country: str) -> str:
    if country == "NO":
        return _("This is not an organisation number. It has nine digits; please check them once more.")
    return _("This is not a CVR number. It has eight digits; please check them once more.")
