"""`portal plugin new` writes a plugin that works, and `portal plugin test` tells a good one from a bad one."""

import ast

import pytest
from click.testing import CliRunner

from portal.app import create_app
from portal.cli import main
from portal.config import load_config
from portal.i18n.tool import TRANSLATED, Part, is_translated, read, said_by_core, said_in
from portal.plugin_api import house
from tests.portal.plugin_api.visitors import FOREIGN, announce, on_the_path, plugin_test


@pytest.fixture
def new(tmp_path):
    """The command, into a folder of the test's."""

    def run(name):
        with create_app(load_config({}, data=tmp_path / "data")).app_context():
            return CliRunner().invoke(main, ["plugin", "new", name, "--into", str(tmp_path)])

    return run


@pytest.fixture
def garden_walks(new, tmp_path):
    assert new("garden_walks").exit_code == 0
    return tmp_path / "garden_walks"


def test_it_has_the_files_that_every_feature_has(garden_walks):
    found = {path.relative_to(garden_walks).as_posix() for path in garden_walks.rglob("*") if path.is_file()}

    features = ("models", "rules", "queries", "services", "forms", "views", "plugin")
    assert {f"garden_walks/{name}.py" for name in features} <= found
    assert {f"garden_walks/translations/{code}/LC_MESSAGES/garden_walks.po" for code in TRANSLATED} <= found
    assert {f"garden_walks/templates/garden_walks/{name}.html" for name in ("index", "form")} <= found
    assert {"README.md", "pyproject.toml", "tests/test_garden_walks.py", "tests/contract.py"} <= found
    assert "garden_walks/migrations/garden_walks0001_first_tables.py" in found


def test_every_gap_is_filled_and_all_of_it_is_python(garden_walks):
    for path in garden_walks.rglob("*.*"):
        if path.is_file():
            assert "@" not in path.read_text().replace("@hookimpl", "").replace("@rooms", "").replace("@pytest", "")
        if path.suffix == ".py":
            ast.parse(path.read_text())


def test_it_is_used_when_the_portal_starts(garden_walks, tmp_path):
    announce(garden_walks, "garden_walks")

    with on_the_path(garden_walks):
        app = create_app(load_config({}, data=tmp_path / "data"))
        with app.app_context():
            assert house().faults == {}
            assert "garden_walks" in house().plugins
            assert house().segments["garden-walks"] == "garden_walks"


@pytest.mark.parametrize("language", TRANSLATED)
def test_it_says_everything_in_both_languages(garden_walks, language):
    code = garden_walks / "garden_walks"
    words = read(Part("garden_walks", code, code / "translations"), language)

    assert set(words) == said_in(code) - said_by_core()
    assert all(is_translated(message) for message in words.values())


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Garden", "cannot be a plugin's name"),
        ("garden-walks", "cannot be a plugin's name"),
        ("a_name_that_is_much_too_long", "cannot be a plugin's name"),
        ("import", "is a name that Python or the portal uses itself"),
        ("core", "is a name that Python or the portal uses itself"),
        ("goals", "something else is called goals already"),
        ("recruitment", "something else is called recruitment already"),
        ("care", "care_network's begin alike"),
        ("activity", "which is a table of the core"),
        ("units", "/o/<slug>/units/ is an address of the core"),
        ("flask", "is the name of a Python package that is installed"),
        ("garden_walks", "is there already"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_a_sentence(new, garden_walks, tmp_path, name, sentence):
    before = sorted(tmp_path.rglob("*"))

    result = new(name)

    assert result.exit_code == 1
    assert sentence in result.output
    assert sorted(tmp_path.rglob("*")) == before


def test_what_cannot_be_installed_is_told(on_postgresql):
    done = plugin_test(FOREIGN, on_postgresql)

    assert done.returncode == 1
    assert "holds no pyproject.toml" in done.stderr


@pytest.mark.long
def test_one_that_is_refused_is_told_at_once(on_postgresql):
    done = plugin_test(FOREIGN / "bad_page", on_postgresql)

    assert done.returncode == 1
    assert "the page /open states no right" in done.stdout


@pytest.mark.long
def test_rows_that_cannot_be_stored_are_told_before_anything_else(garden_walks, on_postgresql):
    told = garden_walks / "tests" / "contract.py"
    told.write_text(told.read_text().replace("on_date=clock.today()", ""))

    done = plugin_test(garden_walks, on_postgresql)

    assert done.returncode == 1
    assert f"fill() in {told} makes a row that cannot be stored" in done.stdout
    assert "on_date" in done.stdout
    assert "1 passed, 1 error" in done.stdout


@pytest.mark.long
def test_a_new_one_keeps_every_promise_as_it_stands(garden_walks, on_postgresql):
    if on_postgresql:
        pytest.skip("on SQLite, as its author runs it; each run holds all the promises and takes minutes")
    done = plugin_test(garden_walks, on_postgresql)

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "3 passed" in done.stdout


@pytest.mark.long
def test_one_from_outside_keeps_every_promise(on_postgresql):
    if not on_postgresql:
        pytest.skip("on PostgreSQL, where there are more of them; each run takes minutes")
    done = plugin_test(FOREIGN / "logbook", on_postgresql)

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "3 passed" in done.stdout


@pytest.mark.long
@pytest.mark.parametrize(("broken", "code"), [(False, 0), (True, 1)])
def test_a_promise_that_is_broken_is_told(garden_walks, on_postgresql, broken, code):
    if broken:
        catalogue = garden_walks / "garden_walks/translations/da/LC_MESSAGES/garden_walks.po"
        catalogue.write_text(catalogue.read_text().replace('msgstr "Indlæg"', 'msgstr ""'))

    done = plugin_test(garden_walks, on_postgresql, "-k", "every_message_is_translated")

    assert done.returncode == code
    assert ("not translated: ('Entries', None)" in done.stdout) == broken
