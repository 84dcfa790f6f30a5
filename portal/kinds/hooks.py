"""What it declares."""

from portal.i18n import _l
from portal.plugin_api import Plugin

PLUGIN = Plugin(name="kinds", label=_l("Types of activity"), core=True)
