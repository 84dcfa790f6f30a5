"""The command line, on an installation of its own."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import make_url, select

from portal.accounts.models import UserAccount
from portal.app import create_app
from portal.cli import main
from portal.config import load_config
from portal.extensions import db
from portal.organisations.models import Organisation
from portal.tenancy.scope import NOBODY
from portal.work import working_as
from tests.actors import Actor, Browser
from tests.databases import POSTGRES
from tests.portal.messages.mail_server import MailServer

WORDS = "stein saks papir"


@pytest.fixture
def environment(tmp_path, on_postgresql, worker_id):
    """An installation without tables yet."""
    own = {"MEDVIRKE_DATA": str(tmp_path / "var"), "SECRET_KEY": "x" * 40, "PUBLIC_URL": "", "MAIL_URL": ""}
    if not on_postgresql:
        yield {**own, "DATABASE_URL": "", "DATABASE_OWNER_URL": "", "DATABASE_SYSTEM_URL": ""}
        return
    name = f"medvirke_cli_{worker_id}_{tmp_path.name.replace('-', '_')[:30]}"
    owner = make_url(POSTGRES).set(database=name, drivername="postgresql")
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')
    yield {
        **own,
        "DATABASE_URL": owner.set(username="portal_app").render_as_string(False),
        "DATABASE_SYSTEM_URL": owner.set(username="portal_system").render_as_string(False),
        "DATABASE_OWNER_URL": owner.render_as_string(False),
    }
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def portal(environment):
    """`portal("doctor")`: what the command said and its exit code."""

    def run(*words, **more):
        return CliRunner(env={**environment, **more}).invoke(main, words, catch_exceptions=False)

    return run


@pytest.fixture
def installed(portal):
    assert portal("db", "upgrade").exit_code == 0
    return portal


@pytest.fixture
def app(environment):
    filled = {name: value for name, value in environment.items() if value}
    made = create_app(replace(load_config(filled), password_cost=(1, 64)))
    yield made
    with made.app_context():
        for engine in db.engines.values():
            engine.dispose()


def test_upgrade_makes_the_tables_and_does_nothing_the_second_time(portal, app):
    first, second = portal("db", "upgrade"), portal("db", "upgrade")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "The database is up to date." in second.output
    assert Browser(app).get("/health/ready").status_code == 200


def test_routes_name_every_page_with_its_right(portal):
    listed = json.loads(portal("routes", "--json").stdout)

    assert {"rule", "endpoint", "methods", "right", "plugin"} <= set(listed[0])
    rights = {route["rule"]: route["right"] for route in listed}
    assert rights["/sign-in"] == "public"
    assert rights["/platform/"] == "operator"
    assert rights["/o/<slug>/goals/"] == "goals.see"
    assert rights["/o/<slug>/recruitment/"] == "recruitment.see"
    assert "/demo/mail" not in rights
    assert "activities.register" in portal("routes").stdout


def test_doctor_finds_missing_tables(portal):
    told = portal("doctor")

    assert told.exit_code == 1
    assert "portal db upgrade" in told.stdout


def test_doctor_is_content_with_a_real_installation(installed):
    told = installed("doctor", PUBLIC_URL="https://medvirke.example", MAIL_URL="smtp://127.0.0.1:2525")

    assert (told.exit_code, "FAULT" in told.stdout) == (0, False), told.stdout
    assert "recruitment" in told.stdout


def test_doctor_names_what_is_only_for_trying_out(installed):
    told = installed("doctor")

    assert told.exit_code == 1
    assert "without https" in told.stdout
    assert "set MAIL_URL" in told.stdout


def test_doctor_says_it_when_the_database_is_away(portal, on_postgresql):
    if not on_postgresql:
        pytest.skip("SQLite is never away")
    told = portal("doctor", DATABASE_URL="postgresql://portal_app@127.0.0.1:1/none")

    assert told.exit_code == 1
    assert "FAULT" in told.stdout


def test_an_organisation_and_its_administrator_are_made_and_she_signs_in(installed, app):
    made = installed("organisation", "create", "nyrelag", "--name", "Nyrelaget", "--number", "974 760 673")
    given = installed(
        "account", "create", "anne@nyrelag.example", "--name", "Anne", "--organisation", "nyrelag", "--password", WORDS
    )

    assert (made.exit_code, given.exit_code) == (0, 0)
    assert "/o/nyrelag/" in made.output
    anne = Browser(app)
    anne.sign_in(Actor(None, "anne@nyrelag.example"), WORDS)
    assert anne.get("/o/nyrelag/settings/").status_code == 200


def test_an_operator_is_made(installed, app):
    installed("account", "create", "drift@example.org", "--name", "Drift", "--operator", "--password", WORDS)

    operator = Browser(app)
    operator.sign_in(Actor(None, "drift@example.org"), WORDS)
    assert operator.get("/platform/").status_code == 200


def counted(app, table):
    with app.app_context(), working_as(NOBODY):
        return len(db.session.scalars(select(table.id)).all())


@pytest.mark.parametrize(
    "words",
    [
        ("organisation", "create", "Nyre Lag", "--name", "x"),
        ("organisation", "create", "nyrelag", "--name", "x", "--number", "974760674"),
        ("organisation", "create", "nyrelag", "--name", "x", "--country", "DK", "--number", "974760673"),
        ("organisation", "create", "nyrelag", "--name", "x", "--country", "SE"),
        ("account", "create", "anne", "--name", "Anne", "--password", WORDS),
        ("account", "create", "anne@example.org", "--name", "Anne", "--password", "kort"),
        ("account", "create", "a@example.org", "--name", "A", "--organisation", "none", "--password", WORDS),
        ("account", "create", "a@example.org", "--name", "A", "--role", "volunteer", "--password", WORDS),
    ],
)
def test_a_refusal_is_a_sentence_without_a_trace_and_changes_nothing(installed, app, words):
    told = installed(*words)

    assert told.exit_code in (1, 2)
    assert "Error: " in told.output
    assert "Traceback" not in told.output
    assert (counted(app, Organisation), counted(app, UserAccount)) == (0, 0)


def test_the_same_organisation_is_not_made_twice(installed, app):
    installed("organisation", "create", "nyrelag", "--name", "Nyrelaget")

    assert installed("organisation", "create", "nyrelag", "--name", "Andre").exit_code == 1
    assert counted(app, Organisation) == 1


def test_the_worker_does_what_is_due_once_and_stops(installed, app):
    server = MailServer()
    server.start()
    installed("account", "create", "anne@example.org", "--name", "Anne", "--password", WORDS)
    Browser(app).post("/forgotten-password", {"email": "anne@example.org"})

    done = [installed("worker", "--once", MAIL_URL=server.url).exit_code for _turn in range(2)]

    server.stop()
    assert done == [0, 0]
    assert server.recipients == ["anne@example.org"]


def test_a_backup_is_made_and_goes_over_nothing(installed, tmp_path):
    installed("organisation", "create", "nyrelag", "--name", "Nyrelaget")

    made = installed("backup", str(tmp_path / "backups"))
    [archive] = (tmp_path / "backups").iterdir()
    refused = installed("restore", str(archive))

    assert (made.exit_code, refused.exit_code) == (0, 1)
    assert str(archive) in made.output
    assert "into an empty one" in refused.output
    assert "Traceback" not in refused.output


def test_what_is_no_backup_is_refused_with_a_sentence(portal, tmp_path):
    (tmp_path / "other.zip").write_bytes(b"not a zip")

    told = portal("restore", str(tmp_path / "other.zip"))

    assert told.exit_code == 1
    assert "is no backup of Medvirke" in told.output


def test_the_secret_is_made_once_and_only_its_owner_reads_it(portal, environment, tmp_path):
    for _turn in range(2):
        assert portal("routes", SECRET_KEY="").exit_code == 0
    kept = tmp_path / "var" / "secret.key"

    assert kept.stat().st_mode & 0o077 == 0
    assert len(kept.read_text()) == 64


def test_postgresql_as_superuser_or_owner_is_a_fault(installed, environment, on_postgresql):
    if not on_postgresql:
        pytest.skip("SQLite has no roles")

    told = installed("doctor", DATABASE_URL=environment["DATABASE_OWNER_URL"])

    assert told.exit_code != 0
    assert "row-level security" in told.output


def test_flask_knows_the_same_commands(environment):
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "portal", "routes", "--json"]

    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60)

    assert {"rule": "/health/live", "right": "public"}.items() <= next(
        {"rule": route["rule"], "right": route["right"]}
        for route in json.loads(done.stdout)
        if route["endpoint"] == "health.live"
    ).items()
