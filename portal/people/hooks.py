"""What people declare."""

from portal.i18n import _l
from portal.people import models  # noqa: F401  # its table is known from the start
from portal.plugin_api import Plugin

PLUGIN = Plugin(name="people", label=_l("People"), core=True)
