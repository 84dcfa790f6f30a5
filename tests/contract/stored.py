"""The database as a whole: everything in it to compare, and a picture of it to go back to in milliseconds."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from flask import Flask
from sqlalchemy import make_url

from portal.config import Config
from portal.extensions import db
from portal.tenancy import Base
from tests.databases import delete_from, owner_of

Rows = dict[str, list[str]]


class Stored:
    """Reads and writes behind the portal's back, as the owner: no wall hides anything here."""

    def __init__(self, app: Flask, config: Config) -> None:
        self.app, self.config = app, config
        self.tables = sorted(Base.metadata.tables)
        self._picture: dict[str, bytes] = {}
        self._shown: Rows = {}

    @contextmanager
    def open(self) -> Iterator[Any]:
        """A bare connection; what is done is kept."""
        if self.config.sqlite:
            connection: Any = sqlite3.connect(self._file, isolation_level=None)
        else:
            connection = psycopg.connect(_plain(self.config.owner_url), autocommit=True)
        try:
            yield connection
        finally:
            connection.close()

    @contextmanager
    def _at_hand(self) -> Iterator[Any]:
        """A bare connection that on PostgreSQL stands from test to test."""
        if self.config.sqlite:
            with self.open() as connection:
                yield connection
        else:
            yield owner_of(self.config)

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        with self._at_hand() as connection:
            cursor = connection.execute(sql)
            return list(cursor.fetchall()) if cursor.description else []

    def everything(self) -> Rows:
        """Every row of every table, in an order that does not depend on where it lies."""
        with self._at_hand() as connection, nullcontext() if self.config.sqlite else connection.pipeline():
            asked = {name: connection.execute(f'SELECT * FROM "{name}"') for name in self.tables}
            return {name: sorted(map(repr, cursor.fetchall())) for name, cursor in asked.items()}

    def all_but_traces(self) -> Rows:
        """Without what looking may write: who looked at people's records, and tries of links that do not exist."""
        traces = {"person_look", "rate_counter"}
        return {table: rows for table, rows in self.everything().items() if table not in traces}

    def change_setups(self) -> None:
        """As after a change of units or plugins: what a process keeps of them no longer holds."""
        self.run(f"UPDATE organisation SET setup_version = '{uuid4().hex}'")

    def empty(self) -> None:
        self._forget_connections()
        if self.config.sqlite:
            self._put(self.config.data / "template.db")
        else:
            self._truncate()

    def keep(self) -> None:
        """Take the picture that `restore` goes back to, with the files that belong to it."""
        self._forget_connections()
        shutil.copytree(self._files, self._kept_files, dirs_exist_ok=True)
        if self.config.sqlite:
            shutil.copy(self._file, self._kept)
            return
        self._shown = self.everything()
        for name in self.tables:
            with owner_of(self.config).cursor().copy(f'COPY "{name}" TO STDOUT (FORMAT binary)') as copy:
                self._picture[name] = b"".join(copy)

    def restore(self) -> None:
        shutil.copytree(self._kept_files, self._files, dirs_exist_ok=True)  # a file goes with its last record
        if self.config.sqlite:
            self._forget_connections()
            self._put(self._kept)
        else:
            now = self.everything()
            self._bring_back([name for name in self.tables if now[name] != self._shown[name]])

    def _bring_back(self, tables: list[str]) -> None:
        """The rows fit: they stood there before."""
        line = owner_of(self.config)
        with line.transaction():
            delete_from(line, tables)
            line.execute("SET LOCAL session_replication_role = replica")
            for name in filter(self._picture.get, tables):
                with line.cursor().copy(f'COPY "{name}" FROM STDIN (FORMAT binary)') as copy:
                    copy.write(self._picture[name])

    @property
    def _file(self) -> Path:
        return Path(str(make_url(self.config.database_url).database))

    @property
    def _files(self) -> Path:
        return self.config.data / "files"

    @property
    def _kept_files(self) -> Path:
        return self.config.data / "kept-files"

    @property
    def _kept(self) -> Path:
        return self.config.data / "filled.db"

    def _put(self, picture: Path) -> None:
        for leftover in self.config.data.glob(f"{self._file.name}*"):
            leftover.unlink()
        shutil.copy(picture, self._file)

    def _truncate(self) -> None:
        with self.open() as connection:
            names = ", ".join(f'"{name}"' for name in self.tables)
            connection.execute(f"TRUNCATE {names} CASCADE")

    def _forget_connections(self) -> None:
        with self.app.app_context():
            for engine in db.engines.values():
                engine.dispose()


def _plain(url: str) -> str:
    return make_url(url).render_as_string(hide_password=False)
