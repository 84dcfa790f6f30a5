"""What it declares."""

from portal.due import models  # noqa: F401  # its tables
from portal.i18n import _l
from portal.plugin_api import Plugin

PLUGIN = Plugin(name="due", label=_l("What is due"), core=True)
