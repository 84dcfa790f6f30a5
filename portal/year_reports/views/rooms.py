"""What the pages share: the blueprint, and the unit and year of an address."""

from uuid import UUID

from flask import request
from flask_login import current_user

from portal.errors import Forbidden, NotFound
from portal.i18n import _
from portal.organisations.setup import UnitNode
from portal.plugin_api import Rooms
from portal.year_reports.rules import can_write, is_year, units_asked, year_now

rooms = Rooms("year_reports", "portal.year_reports")


def asked_year() -> int:
    """The year that the address asks for; without one, or with one that cannot be, the one that is told of today."""
    year = request.args.get("year", type=int)
    return year if year is not None and is_year(year) else year_now()


def unit_to_write(year: int, unit_id: UUID) -> UnitNode:
    """One that is asked, and hers. Raises NotFound, Forbidden."""
    found = next((unit for unit in units_asked(current_user.setup) if unit.id == unit_id), None)
    if found is None or not is_year(year):
        raise NotFound
    if not can_write(current_user, unit_id):
        raise Forbidden(_("You tell of the year of your own unit only."))
    return found
