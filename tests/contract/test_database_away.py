"""The database is away: a page says so, nothing else breaks, and with it everything comes back by itself."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
import pytest
from flask import Flask
from sqlalchemy import make_url

from portal.app import create_app
from portal.extensions import db
from tests.actors import Browser
from tests.contract.stored import Stored

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


def test_a_table_that_no_migration_made_is_no_matter_of_waiting(cut_off, world, stored, tmp_path):
    if not stored.config.sqlite:
        pytest.skip("PostgreSQL tells the two apart itself")
    (tmp_path / "away").mkdir()

    answer = signed_in(cut_off, world).get("/o/ours/")

    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers


@pytest.fixture
def database(stored) -> str:
    if stored.config.sqlite:
        pytest.skip("for PostgreSQL")
    return str(make_url(stored.config.database_url).database)


@contextmanager
def beside(stored: Stored) -> Iterator[psycopg.Connection]:
    """A connection to the server that is not to this database."""
    address = make_url(stored.config.owner_url).set(database="postgres").render_as_string(False)
    with psycopg.connect(address, autocommit=True) as server:
        yield server


def throw_everybody_out(server: psycopg.Connection, database: str) -> None:
    server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (database,))


@contextmanager
def no_entry(stored: Stored, database: str) -> Iterator[None]:
    """The server throws everybody out of this database and lets nobody in, as while it restarts."""
    with beside(stored) as server:
        server.execute(f"ALTER DATABASE {database} ALLOW_CONNECTIONS false")
        try:
            throw_everybody_out(server, database)
            yield
        finally:
            server.execute(f"ALTER DATABASE {database} ALLOW_CONNECTIONS true")


def test_a_server_that_comes_back_is_used_again_at_once(world, stored, database):
    browser = world.browser("administrator")
    assert browser.get("/o/ours/").status_code == 200

    with no_entry(stored, database):
        assert [browser.get("/o/ours/").status_code for _time in range(3)] == [503, 503, 503]
        assert browser.get("/health/ready").status_code == 503
        assert browser.get("/health/live").status_code == 200

    assert [browser.get("/o/ours/").status_code for _time in range(3)] == [200, 200, 200]
    assert browser.get("/health/ready").status_code == 200


def test_connections_that_died_in_their_sleep_cost_one_page_at_most(world, stored, database):
    browser = world.browser("administrator")
    browser.get("/o/ours/")
    with beside(stored) as server:
        throw_everybody_out(server, database)

    answers = [browser.get("/o/ours/").status_code for _time in range(3)]

    assert answers in ([200, 200, 200], [503, 200, 200])
