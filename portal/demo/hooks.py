"""What only the demo has: a page with the mail that was sent."""

from portal.demo.views import rooms
from portal.i18n import _l
from portal.plugin_api import Plugin

PLUGIN = Plugin(name="demo", label=_l("Demo"), blueprints=(rooms,), core=True)
