"""The database is away: a page says so, nothing else breaks, and with it everything comes back by itself."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import make_url

from portal.app import create_app
from portal.extensions import db
from tests.actors import Browser

PAGES = ("/o/ours/", "/o/ours/activities/", "/profile/", "/o/no-such-organisation/")
SENTENCES = {
    "nb": "Databasen svarer ikke akkurat nå.",
    "da": "Databasen svarer ikke lige nu.",
}


@pytest.fixture
def cut_off(world, config, tmp_path) -> Iterator[Flask]:
    """The portal as it stands, at an address where no database is."""
    nowhere = f"sqlite:///{tmp_path}/away/medvirke.db"
    if not config.sqlite:
        nowhere = make_url(config.database_url).set(port=1).render_as_string(False)
    app = create_app(replace(config, database_url=nowhere, system_url=nowhere))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def signed_in(app: Flask, world) -> Browser:
    browser = Browser(app)
    browser.client.set_cookie(app.config["SESSION_COOKIE_NAME"], world.keys["administrator"].cookie)
    return browser


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_so_in_the_readers_language(cut_off, world, path, language):
    answer = signed_in(cut_off, world).get(path, headers={"Accept-Language": language})

    assert answer.status_code == 503
    assert answer.headers["Retry-After"].isdigit()
    assert SENTENCES[language] in answer.text
    assert f'<html lang="{language}"' in answer.text


def test_a_form_that_is_sent_says_so_too(cut_off, world):
    form = {"csrf_token": world.keys["administrator"].token, "name": "Ny enhet"}
    assert signed_in(cut_off, world).send("/o/ours/units/new", form).status_code == 503
    assert Browser(cut_off).post("/sign-in", {"email": "a@b.example", "password": "x"}).status_code == 503


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/no-such-page", 404), ("DELETE", "/sign-in", 405), ("POST", "/sign-in", 400), ("GET", "/sign-in", 200)],
)
def test_other_pages_do_without_it(cut_off, language, method, path, status):
    answer = Browser(cut_off).client.open(path, method=method, headers={"Accept-Language": language})
    assert answer.status_code == status
    assert f'<html lang="{language}"' in answer.text


def test_alive_and_ready_are_told_apart(cut_off, world):
    for browser in (Browser(cut_off), signed_in(cut_off, world)):
        assert browser.get("/health/live").status_code == 200
        assert browser.get("/health/ready").status_code == 503


def test_with_the_database_it_is_ready(world):
    """The control."""
    assert world.browser().get("/health/ready").status_code == 200


def test_a_file_that_comes_back_is_read_again(cut_off, world, stored, tmp_path):
    if not stored.config.sqlite:
        pytest.skip("for SQLite")
    browser = signed_in(cut_off, world)
    assert browser.get("/o/ours/").status_code == 503
    (tmp_path / "away").mkdir()
    shutil.copy(stored.config.data / "filled.db", tmp_path / "away" / "medvirke.db")

    assert browser.get("/o/ours/").status_code == 200
    assert browser.get("/health/ready").status_code == 200


@pytest.fixture
def no_entry(stored, on_postgresql) -> Iterator[None]:
    """A PostgreSQL that throws everybody out and lets nobody in, as while it restarts."""
    if not on_postgresql:
        pytest.skip("for PostgreSQL")
    name = make_url(stored.config.database_url).database
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    with stored.open() as owner:
        owner.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        try:
            owner.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
            yield
        finally:
            owner.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def test_a_server_that_comes_back_is_used_again_at_once(world, request):
    browser = world.browser("administrator")
    assert browser.get("/o/ours/").status_code == 200
    request.getfixturevalue("no_entry")
    assert [browser.get("/o/ours/").status_code for _time in range(3)] == [503, 503, 503]
    assert browser.get("/health/ready").status_code == 503
    assert browser.get("/health/live").status_code == 200


def test_after_it_there_is_no_trace(world, stored, on_postgresql):
    """Connections that the server closed while they lay idle: the page after tells nothing of it, or one does."""
    if not on_postgresql:
        pytest.skip("for PostgreSQL")
    browser = world.browser("administrator")
    browser.get("/o/ours/")
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    stored.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
    time.sleep(0.05)

    answers = [browser.get("/o/ours/").status_code for _time in range(3)]

    assert answers in ([200, 200, 200], [503, 200, 200])
