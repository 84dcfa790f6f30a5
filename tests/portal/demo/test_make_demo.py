"""`portal demo`: made once, made anew when asked, and marked as invented on every page."""

import re
import sqlite3
from contextlib import closing

import pytest

from portal.demo.build import READY, make_demo
from portal.demo.follow import follow
from portal.demo.people import PASSWORD
from portal.errors import MisconfiguredError
from portal.extensions import db
from portal.plugin_api.commands import write_plugin
from portal.worker import work_once
from tests.actors import Actor, Browser
from tests.portal.plugin_api.visitors import announce, on_the_path
from tests.reading import says


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    data = tmp_path_factory.mktemp("demo") / "data"
    app = make_demo(data)
    yield app, data
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def open_as(app, email):
    opened = Browser(app)
    opened.sign_in(Actor(None, email), PASSWORD)
    return opened


def test_what_is_made_is_kept_at_the_next_start(made):
    app, data = made
    boss = open_as(app, "administrator@seniornett.example")
    boss.post("/o/seniornett/units/new", {"name": "Min egen gruppe"})

    again = make_demo(data)

    assert "Min egen gruppe" in open_as(again, "staff@seniornett.example").get("/o/seniornett/units/").text


def test_what_is_kept_gets_the_tables_of_a_plugin_that_came_later(tmp_path):
    data = tmp_path / "data"
    site = write_plugin("visitor", tmp_path, make_demo(data))
    announce(site, "visitor")

    with on_the_path(site):
        make_demo(data)

    with closing(sqlite3.connect(data / "medvirke.db")) as database:
        assert database.execute("SELECT count(*) FROM visitor_entry").fetchone() == (0,)
    with pytest.raises(MisconfiguredError, match=r"knows visitor0001.*portal demo --fresh"):
        make_demo(data)


def test_what_was_half_made_is_made_anew(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "medvirke.db").write_bytes(b"half a database")

    app = make_demo(data)

    assert (data / READY).exists()
    assert open_as(app, "reader@carcinor.example").get("/o/carcinor/").status_code == 200


@pytest.mark.parametrize("path", ["/sign-in", "/o/carcinor/", "/o/carcinor/goals/", "/demo/mail", "/no-such-page"])
def test_every_page_says_that_it_is_invented(made, path):
    opened = open_as(made[0], "staff@carcinor.example") if path.startswith("/o/") else Browser(made[0])

    assert says(opened.get(path), "Demo: all people and figures are invented.")


@pytest.mark.parametrize(("slug", "label"), [("carcinor", "Lokallag"), ("kraeftens-bekaempelse", "Lokalforeninger")])
def test_a_goal_follows_the_figure_of_a_plugin_when_that_is_asked(made, slug, label):
    app, _data = made
    metric = "recruitment.branches_with_peer_support"
    for _twice in range(2):
        with app.app_context():
            follow(metric)
            work_once()

    page = open_as(app, f"reader@{slug}.example").get(f"/o/{slug}/").text
    assert len(re.findall(rf">{label} [^<]+</a>", page)) == 1


def test_a_figure_that_nobody_declares_is_told_with_those_that_there_are(made):
    with (
        made[0].app_context(),
        pytest.raises(MisconfiguredError, match=r"metric tours\.people\. There are: .*recruitment\."),
    ):
        follow("tours.people")


def test_letters_lie_on_a_page_with_their_links(made):
    app, _data = made
    boss = open_as(app, "administrator@carcinor.example")
    boss.post("/o/carcinor/access/invite", {"email": "gry@example.org", "role": "reader"})
    with app.app_context():
        work_once()

    page = Browser(app).get("/demo/mail")
    assert "gry@example.org" in page.text
    assert "/invitation/" in page.text


def test_a_real_installation_has_no_page_with_letters(client):
    assert client.get("/demo/mail").status_code == 404
