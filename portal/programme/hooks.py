"""What it declares."""

from portal.i18n import _l
from portal.plugin_api import Plugin

PLUGIN = Plugin(name="programme", label=_l("Programme"), core=True)
