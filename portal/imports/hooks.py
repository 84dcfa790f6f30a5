"""What it declares."""

from portal.i18n import _l
from portal.imports import models  # noqa: F401  # its tables
from portal.plugin_api import Plugin

PLUGIN = Plugin(name="imports", label=_l("Earlier years"), core=True)
