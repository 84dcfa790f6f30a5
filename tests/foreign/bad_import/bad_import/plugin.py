"""It imports another plugin, which an organisation may have switched off."""

from plugins.recruitment.queries import total_of
from portal.plugin_api import Plugin

PLUGIN = Plugin(name="bad_import", label=total_of.__name__)
