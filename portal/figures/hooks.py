"""What it declares."""

from portal.i18n import _l
from portal.plugin_api import Plugin

PLUGIN = Plugin(name="figures", label=_l("Figures"), core=True)
