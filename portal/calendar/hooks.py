"""What dates declare."""

from portal.calendar import models as models  # its tables are known once this is imported
from portal.calendar.rules import RIGHTS
from portal.calendar.views import rooms
from portal.i18n import _l
from portal.plugin_api import Plugin, Right, hookimpl

PLUGIN = Plugin(name="calendar", label=_l("Calendar"), blueprints=(rooms,), core=True)


@hookimpl
def rights() -> list[Right]:
    return RIGHTS
