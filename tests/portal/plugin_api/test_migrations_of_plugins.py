"""Migrations of plugins: after the core's, each by itself, so that one that fails holds up nobody."""

import pytest
from sqlalchemy import inspect

from portal.app import create_app
from portal.database import open_engine
from portal.errors import MisconfiguredError
from portal.migrate import current_revisions, upgrade
from portal.plugin_api import house
from portal.plugin_api.commands import write_plugin
from tests.databases import close, fresh_config
from tests.portal.plugin_api.visitors import announce, on_the_path

FIRST = "visitor/migrations/visitor0001_first_tables.py"


@pytest.fixture
def config(tmp_path, worker_id, on_postgresql):
    with fresh_config(tmp_path / "data", f"{worker_id}_migrate", on_postgresql=on_postgresql) as made:
        yield made


@pytest.fixture
def site(config, tmp_path):
    made = write_plugin("visitor", tmp_path, create_app(config))
    announce(made, "visitor")
    return made


def change(site, path, old, new):
    text = (site / path).read_text()
    assert old in text
    (site / path).write_text(text.replace(old, new))


def upgraded(config, site):
    """The sentence that is left when all else is done; "" for none."""
    with on_the_path(site):
        app = create_app(config)
        with app.app_context():
            try:
                upgrade(config)
            except MisconfiguredError as fault:
                return str(fault)
            finally:
                close(app)
    return ""


def state(config):
    """The revisions and tables that are there."""
    engine = open_engine(config.owner_url)
    with engine.connect() as connection:
        found = current_revisions(connection), set(inspect(connection).get_table_names())
    engine.dispose()
    return found


def test_all_branches_come_to_their_heads(config, site):
    assert upgraded(config, site) == ""
    assert upgraded(config, site) == ""

    revisions, tables = state(config)
    assert "visitor0001" in revisions
    assert {"visitor_entry", "organisation"} <= tables


def test_one_that_fails_half_way_leaves_nothing_and_the_core_is_done(config, site):
    change(site, FIRST, '    protect("visitor_entry")', '    raise RuntimeError("no more tables today")')

    sentence = upgraded(config, site)

    assert "The tables of the plugin visitor were left as they are: no more tables today" in sentence
    revisions, tables = state(config)
    assert any(revision.startswith("core") for revision in revisions)
    assert "visitor0001" not in revisions
    assert "organisation" in tables
    assert "visitor_entry" not in tables


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('revision = "visitor0001"', 'revision = "first"', "its revision first must be called visitor0001"),
        ("depends_on = None", 'depends_on = ("core0001",)', "visitor0001 must not have depends_on"),
    ],
)
def test_revisions_that_could_not_be_forgotten_are_refused(config, site, old, new, sentence):
    change(site, FIRST, old, new)

    assert sentence in upgraded(config, site)
    assert "visitor_entry" not in state(config)[1]


def test_a_table_without_a_migration_stops_nobody(config, site):
    (site / FIRST).unlink()

    assert upgraded(config, site) == ""
    assert "visitor_entry" not in state(config)[1]


def test_a_plugin_that_is_refused_later_keeps_its_tables_and_upgrades_work(config, site):
    upgraded(config, site)
    change(site, "visitor/views.py", ', right="visitor.see"', "")

    assert upgraded(config, site) == ""

    with on_the_path(site):
        app = create_app(config)
        with app.app_context():
            assert "states no right" in house().faults["visitor"]
        close(app)
    assert "visitor_entry" in state(config)[1]


def test_a_plugin_that_was_refused_from_the_start_gets_no_tables(config, site):
    change(site, "visitor/views.py", ', right="visitor.see"', "")

    assert upgraded(config, site) == ""
    assert "visitor_entry" not in state(config)[1]
