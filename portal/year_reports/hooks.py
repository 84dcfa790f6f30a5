"""What it declares."""

from portal.i18n import _l
from portal.plugin_api import Plugin
from portal.year_reports import models  # noqa: F401  # its tables

PLUGIN = Plugin(name="year_reports", label=_l("The year of the units"), core=True)
