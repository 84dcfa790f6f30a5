"""A plugin is uninstalled: upgrades say so, and `portal plugin forget` makes them work again."""

import pytest
from click.testing import CliRunner
from sqlalchemy import inspect, text

from portal.app import create_app
from portal.cli import main
from portal.database import open_engine
from portal.errors import MisconfiguredError
from portal.migrate import current_revisions, upgrade
from portal.plugin_api.commands import write_plugin
from tests.databases import close, fresh_config
from tests.portal.plugin_api.visitors import announce, on_the_path

GONE = "The database knows visitor0001, of a plugin that is not installed."
ORGANISATION = "INSERT INTO organisation VALUES (:o, 'a', 'A', 'NO', 'nb', 'Europe/Oslo', NULL, 'active', :at, :o, 1)"
ENTRY = "INSERT INTO visitor_entry (organisation_id, id, on_date, title) VALUES (:o, :o, '2026-01-01', 'Storm')"


@pytest.fixture
def config(tmp_path, worker_id, on_postgresql):
    """A database that no other test has touched."""
    with fresh_config(tmp_path / "data", f"{worker_id}_forget", on_postgresql=on_postgresql) as made:
        yield made


@pytest.fixture
def site(config, tmp_path):
    """A plugin as `portal plugin new` writes it, to be installed and uninstalled."""
    made = write_plugin("visitor", tmp_path, create_app(config))
    announce(made, "visitor")
    return made


@pytest.fixture
def engine(config):
    made = open_engine(config.owner_url)
    yield made
    made.dispose()


def upgraded(config):
    app = create_app(config)
    with app.app_context():
        upgrade(config)
    close(app)


def run(config, *words, typed=None):
    app = create_app(config)
    with app.app_context():
        result = CliRunner().invoke(main, ["plugin", "forget", *words], input=typed)
    close(app)
    return result


def tables(engine):
    return {name for name in inspect(engine).get_table_names() if name.startswith("visitor")}


def revisions(engine):
    with engine.connect() as connection:
        ours = ("core", "recruitment")
        return {one for one in current_revisions(connection) if not one.startswith(ours)}


def titles(engine):
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET row_security = off"))
        return list(connection.execute(text("SELECT title FROM visitor_entry")).scalars())


@pytest.fixture
def uninstalled(config, site, engine):
    """It was installed, an entry was written, and now it is gone."""
    with on_the_path(site):
        upgraded(config)
    with engine.begin() as connection:
        row = {"o": "0" * 32, "at": "2026-01-01 00:00:00+00"}
        connection.execute(text(ORGANISATION), row)
        connection.execute(text(ENTRY), row)


def test_upgrades_stop_with_a_sentence_until_it_is_forgotten_or_back(config, site, engine, uninstalled):
    with pytest.raises(MisconfiguredError, match=GONE):
        upgraded(config)

    with on_the_path(site):
        upgraded(config)
    result = run(config, "visitor")
    upgraded(config)

    assert result.exit_code == 0
    assert "Its tables stay: visitor_entry." in result.output
    assert revisions(engine) == set()
    assert titles(engine) == ["Storm"]


def test_its_tables_go_only_when_that_is_said_and_confirmed(config, site, engine, uninstalled):
    refused = run(config, "visitor", "--drop-tables", typed="n\n")
    assert (refused.exit_code, revisions(engine), titles(engine)) == (1, {"visitor0001"}, ["Storm"])

    dropped = run(config, "visitor", "--drop-tables", typed="y\n")

    assert (dropped.exit_code, revisions(engine), tables(engine)) == (0, set(), set())
    with on_the_path(site):
        upgraded(config)
    assert titles(engine) == []


def test_forgotten_first_its_tables_can_still_be_dropped_later(config, site, engine, uninstalled):
    run(config, "visitor")
    with on_the_path(site), pytest.raises(MisconfiguredError, match="tables of the plugin visitor were left as they"):
        upgraded(config)

    run(config, "visitor", "--drop-tables", typed="y\n")

    assert tables(engine) == set()


def test_what_is_installed_is_not_forgotten(config, site, engine):
    with on_the_path(site):
        upgraded(config)
        result = run(config, "visitor", "--drop-tables", typed="y\n")

    assert result.exit_code == 1
    assert "visitor is installed." in result.output
    assert tables(engine) == {"visitor_entry"}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("core", "is a name that Python or the portal uses itself"),
        ("activity", "holds nothing of a plugin activity."),
        ("goals", "goals is installed."),
        ("never_there", "holds nothing of a plugin never_there."),
    ],
)
def test_the_core_is_out_of_reach(config, engine, name, sentence):
    upgraded(config)
    before = set(inspect(engine).get_table_names())

    result = run(config, name, "--drop-tables", typed="y\n")

    assert result.exit_code == 1
    assert sentence in result.output
    assert set(inspect(engine).get_table_names()) == before
