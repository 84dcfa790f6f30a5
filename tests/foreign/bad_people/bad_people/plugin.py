"""Its table does not say what it holds about people."""

from portal.plugin_api import Plugin

from bad_people.models import Talk

PLUGIN = Plugin(name="bad_people", label=Talk.__name__)
