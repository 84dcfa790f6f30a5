"""What it declares."""

from portal.i18n import _l
from portal.plugin_api import Plugin
from portal.shared_links import models  # noqa: F401  # its tables

PLUGIN = Plugin(name="shared_links", label=_l("Shared links"), core=True)
