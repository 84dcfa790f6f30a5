"""Whatever is installed is used: a plugin that was refused would pass all other tests unseen."""

from importlib.metadata import entry_points

import pytest

from portal.plugin_api import house
from portal.plugin_api.loading import GROUP
from portal.plugin_api.schema import faults_of
from portal.tenancy import Base
from tests.contract.islands import TENANT_TABLES

GLOBAL = {
    "organisation", "user_account", "login_session", "mailed_link", "rate_counter", "platform_message",
    "platform_audit_entry", "platform_audit_seal",
}  # fmt: skip


def test_every_installed_plugin_is_used(app):
    with app.app_context():
        assert house().faults == {}
        assert {plugin.name for plugin in house().optional} == {point.name for point in entry_points(group=GROUP)}


def test_what_a_plugin_says_of_itself_is_enough_to_begin(filled_world):
    """All other tests stand on these rows."""
    assert filled_world.ours.words.all


@pytest.mark.parametrize("table", TENANT_TABLES, ids=lambda table: table.name)
def test_every_tenant_table_keeps_the_rules_of_the_schema(table):
    assert list(faults_of(table)) == []


def test_every_other_table_is_known_to_be_global():
    assert {table.name for table in Base.metadata.tables.values() if not table.info.get("tenant")} == GLOBAL
