"""What the plan intake declares."""

from portal.i18n import _l
from portal.intake.views import rooms
from portal.plugin_api import Plugin

PLUGIN = Plugin(name="intake", label=_l("Read in a plan"), blueprints=(rooms,), core=True)
