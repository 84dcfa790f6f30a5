"""docs/plugins.md, done as it says: the plugin that comes out keeps every promise."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.app import create_app
from portal.config import load_config
from portal.demo.build import make_demo
from portal.demo.follow import follow
from portal.demo.people import PASSWORD
from portal.i18n import tool
from portal.plugin_api.commands import CHECKOUT, write_plugin
from portal.worker import work_once
from tests.actors import Actor, Browser
from tests.portal.plugin_api.visitors import announce, on_the_path, plugin_test

GUIDE = (CHECKOUT / "docs" / "plugins.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```\w+ (put|add|head|fill)=(\S+)\n(.*?)```", re.S)
CATALOGUES = "\n.venv/bin/python -m portal.i18n.tool ../mine/tours\n"
FOLLOW = "\n.venv/bin/portal demo --follow tours.people_this_year\n"
PAGE = "/o/kraeftens-bekaempelse/tours/"
RENAMED = {"da": "Ture", "nb": "Turer"}


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """The plugin after the first step."""
    return write_plugin("tours", tmp_path, create_app(load_config({}, data=tmp_path / "data")))


@pytest.fixture
def tours(begun: Path) -> Path:
    """The plugin after the last step."""
    return followed(begun)


def followed(made: Path) -> Path:
    before, after = GUIDE.split(CATALOGUES)
    do_all(before, made)
    CliRunner().invoke(tool.main, [str(made)], catch_exceptions=False)
    do_all(after, made)
    for language, word in RENAMED.items():
        assert f'msgstr "Tours"` to `"{RENAMED["da"]}"' in GUIDE
        path = made / "tours" / "translations" / language / "LC_MESSAGES" / "tours.po"
        path.write_text(path.read_text().replace('msgstr "Tours"', f'msgstr "{word}"'))
    return made


def do_all(steps: str, made: Path) -> None:
    for how, name, text in BLOCK.findall(steps):
        do(how, made / name, text)


def do(how: str, path: Path, text: str) -> None:
    there = path.read_text() if how != "put" else ""
    if how == "fill":
        path.write_text(filled(there, text))
    elif how == "head":
        old, rest = there.split("\n\nfrom tours.models", 1)
        assert '"""' in old
        path.write_text(f"{text}\nfrom tours.models{rest}")
    else:
        path.write_text(there + text)


def filled(catalogue: str, words: str) -> str:
    """With these words where the tool left them empty."""
    for message in words.strip().split("\n\n"):
        empty = re.sub(r'^(msgstr\S*) ".*"$', r'\1 ""', message, flags=re.M)
        assert empty in catalogue
        catalogue = catalogue.replace(empty, message)
    return catalogue


@pytest.mark.parametrize("block", [pytest.param(found, id=found[2]) for found in BLOCK.finditer(GUIDE)])
def test_the_file_is_named_above_each_block(block):
    """Where the guide is read, nobody sees what stands behind the backticks."""
    said = GUIDE[: block.start()].rstrip().rpartition("\n\n")[2]

    assert f"`{block[2]}`" in said


def test_a_goal_of_the_demo_follows_the_figure_and_what_was_written_down_before_stays(begun, tmp_path):
    assert FOLLOW in GUIDE
    announce(begun, "tours")
    with on_the_path(begun):
        app = make_demo(tmp_path / "demo")
        boss = signed_in(app, "administrator@kraeftens-bekaempelse.example")
        boss.post("/o/kraeftens-bekaempelse/plugins/tours", {})
        boss.post(PAGE + "new", {"title": "Turen til skoven"})

    followed(begun)
    with on_the_path(begun):
        app = make_demo(tmp_path / "demo")
        with app.app_context():
            follow("tours.people_this_year")
        staff = signed_in(app, "staff@kraeftens-bekaempelse.example")
        staff.post(PAGE + "new", {"title": "Turen til stranden", "people": "12"})
        with app.app_context():
            work_once()
        tours, start = staff.get(PAGE).text, staff.get("/o/kraeftens-bekaempelse/").text

    assert re.findall(r"Turen til \w+|\d+ person\w*", tours) == [
        "Turen til stranden", "12 personer", "Turen til skoven", "0 personer",
    ]  # fmt: skip
    first_goal = start.partition("goal-card")[2].partition("</li>")[0]
    assert "Deltagere på ture i år" in first_goal
    assert "12. " in first_goal


def signed_in(app, email):
    found = Browser(app)
    found.sign_in(Actor(None, email), PASSWORD)
    return found


@pytest.mark.long
def test_the_plugin_of_the_guide_keeps_every_promise(tours, on_postgresql):
    if on_postgresql:
        pytest.skip("on SQLite, as its reader runs it; each run holds all the promises and takes minutes")
    done = plugin_test(tours, on_postgresql)

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "4 passed" in done.stdout
