"""Who merges, and why two are thought to be one."""

from portal.i18n import LazyText, _l
from portal.plugin_api import STAFF, Right

MERGE = "doubles.merge"
RIGHTS = [Right(name=MERGE, label=_l("Merge people who are in the register twice"), roles=STAFF)]
REASONS: dict[str, LazyText] = {
    "email": _l("The same e-mail"),
    "phone": _l("The same phone"),
    "name": _l("The same name and year of birth"),
}
#: what stands in the register about a person, chosen one by one; an address is one thing
FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "email": ("email",),
    "phone": ("phone",),
    "address": ("street", "postal_code", "town", "municipality", "country"),
    "birth_year": ("birth_year",),
    "language": ("language",),
    "unit_id": ("unit_id",),
}
LABELS: dict[str, LazyText] = {
    "name": _l("Name"),
    "email": _l("E-mail"),
    "phone": _l("Phone"),
    "address": _l("Address"),
    "birth_year": _l("Year of birth"),
    "language": _l("Language"),
    "unit_id": _l("Unit"),
}
