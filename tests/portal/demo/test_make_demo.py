"""`portal demo`: made once, made anew when asked, and marked as invented on every page."""

import pytest

from portal.demo.build import READY, make_demo
from portal.demo.people import PASSWORD
from portal.extensions import db
from tests.actors import Actor, Browser
from tests.portal.reading import says


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


def test_letters_lie_on_a_page_with_their_links(made):
    from portal.worker import work_once

    app, _data = made
    boss = open_as(app, "administrator@carcinor.example")
    boss.post("/o/carcinor/access/invite", {"email": "gry@example.org", "role": "volunteer"})
    with app.app_context():
        work_once()

    page = Browser(app).get("/demo/mail")
    assert "gry@example.org" in page.text
    assert "/invitation/" in page.text


def test_a_real_installation_has_no_page_with_letters(client):
    assert client.get("/demo/mail").status_code == 404
