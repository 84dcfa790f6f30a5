"""What the other declarations are made of: texts, cells and roles."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.i18n import LazyText

Text = LazyText | str
#: what stands in a report's table
Cell = str | int | Decimal | date | None


class Role(StrEnum):
    """What somebody is in an organisation, for the whole of it or for one unit and what lies below."""

    ADMINISTRATOR = "administrator"
    STAFF = "staff"
    UNIT_LEADER = "unit_leader"
    VOLUNTEER = "volunteer"
    READER = "reader"


EVERYBODY = frozenset(Role)
STAFF = frozenset({Role.ADMINISTRATOR, Role.STAFF})
LEADERS = STAFF | {Role.UNIT_LEADER}
REGISTRARS = LEADERS | {Role.VOLUNTEER}
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
