"""Databases for tests: made by the migrations, emptied for each test, gone afterwards."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import make_url

from portal.app import create_app
from portal.config import Config, load_config
from portal.extensions import db
from portal.migrate import upgrade
from portal.tenancy import Base

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
QUICK_HASHES = (1, 64)

Line = psycopg.Connection[tuple[Any, ...]]


@contextmanager
def fresh_config(data: Path, name: str, *, on_postgresql: bool) -> Iterator[Config]:
    """A portal's settings, with a database of this name that holds nothing yet."""
    if not on_postgresql:
        yield _config(data, {})
        return
    with fresh_server_database(name) as addresses:
        yield _config(data, addresses)


@contextmanager
def fresh_server_database(name: str) -> Iterator[dict[str, str]]:
    """An empty database of this name on PostgreSQL, by the addresses of its three roles."""
    name = f"medvirke_test_{name}{os.environ.get('TEST_DATABASE_SUFFIX', '')}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
        server.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")  # what is lost in a crash here is no loss
    yield _addresses(name)
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _addresses(name: str) -> dict[str, str]:
    owner = make_url(POSTGRES).set(database=name, drivername="postgresql")
    as_role = {role: owner.set(username=role).render_as_string(False) for role in ("portal_app", "portal_system")}
    return {
        "DATABASE_URL": as_role["portal_app"],
        "DATABASE_SYSTEM_URL": as_role["portal_system"],
        "DATABASE_OWNER_URL": owner.render_as_string(False),
    }


def _config(data: Path, environment: dict[str, str]) -> Config:
    return replace(load_config(environment, data=data), password_cost=QUICK_HASHES)


def app_with_tables(config: Config) -> Flask:
    app = create_app(config)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        upgrade(config)
    if config.sqlite:
        close(app)
        shutil.copy(_file(config), config.data / "template.db")
    return app


@contextmanager
def another_installation(data: Path, name: str, *, on_postgresql: bool) -> Iterator[Flask]:
    """An app on a database of this name without tables, to put something into."""
    with fresh_config(data, name, on_postgresql=on_postgresql) as config:
        app = create_app(config)
        with app.app_context():
            yield app
        close(app)


def empty(app: Flask, config: Config) -> None:
    """All tables, and the folders of letters and files."""
    if config.sqlite:
        close(app)
        for leftover in config.data.glob("medvirke.db*"):
            leftover.unlink()
        shutil.copy(config.data / "template.db", _file(config))
    else:
        _delete_all(owner_of(config))
    for folder in ("mail", "files"):
        shutil.rmtree(config.data / folder, ignore_errors=True)


def close(app: Flask) -> None:
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def _file(config: Config) -> Path:
    return Path(str(make_url(config.database_url).database))


_lines: dict[str, Line] = {}


def owner_of(config: Config) -> Line:
    """The owner's own connection, which stands from test to test: its plans are kept, and it need not be opened anew."""
    address = make_url(config.owner_url).render_as_string(hide_password=False)
    line = _lines.get(address)
    if line is None or not _answers(line):
        line = _lines[address] = psycopg.connect(address, autocommit=True)
    return line


def _answers(line: Line) -> bool:
    """Some tests cut all lines."""
    try:
        line.execute("SELECT")
    except psycopg.OperationalError:
        return False
    return True


def _delete_all(line: Line) -> None:
    """Of the tables that hold something. With few rows this is much faster than TRUNCATE."""
    there = {name for name, in line.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()}
    delete_from(line, [name for name, in line.execute(_holding(frozenset(there & set(Base.metadata.tables)))).fetchall()])


@cache
def _holding(tables: frozenset[str]) -> str:
    """Which of these hold a row. Foreign plugins come and go, and with them what there is to ask."""
    asked = (f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in sorted(tables))
    return " UNION ALL ".join(asked)


def delete_from(line: Line, tables: Sequence[str]) -> None:
    """All their rows at once. No key of a table that keeps its rows may lead there."""
    with line.transaction(), line.pipeline():
        line.execute("SET LOCAL session_replication_role = replica")  # each row need not look for those that hang on it
        for name in tables:
            line.execute(f'DELETE FROM "{name}"')
