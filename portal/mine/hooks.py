"""What it declares."""

from portal.i18n import _l
from portal.plugin_api import Plugin

PLUGIN = Plugin(name="mine", label=_l("My year"), core=True)
