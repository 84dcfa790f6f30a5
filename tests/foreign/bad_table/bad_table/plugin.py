"""Its table belongs to no organisation."""

from portal.plugin_api import Plugin

from bad_table.models import Secret

PLUGIN = Plugin(name="bad_table", label=Secret.__name__)
