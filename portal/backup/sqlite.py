"""SQLite: a copy by its own backup, beside a portal that runs: a copy of the file would miss what lies in the log."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy import make_url

from portal.backup.snapshot import Snapshot
from portal.config import Config
from portal.errors import MisconfiguredError


@contextmanager
def snapshot(config: Config, folder: Path) -> Iterator[Snapshot]:
    path = folder / f".{os.getpid()}.sqlite.half"
    try:
        with closing(sqlite3.connect(file_of(config))) as live, closing(sqlite3.connect(path)) as copy:
            os.chmod(path, 0o600)
            live.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, whoever opens it
            yield _told(path, copy)
    finally:
        path.unlink(missing_ok=True)


def _told(path: Path, copy: sqlite3.Connection) -> Snapshot:
    named = copy.execute("SELECT DISTINCT organisation_id, sha256 FROM stored_file")
    return Snapshot(
        path=path,
        revisions=[row[0] for row in copy.execute("SELECT version_num FROM alembic_version")],
        rows=_rows(copy, _tables(copy)),
        files=[(UUID(hex=organisation_id), sha256) for organisation_id, sha256 in named],
    )


def file_of(config: Config) -> Path:
    return Path(str(make_url(config.database_url).database))


def is_empty(config: Config) -> bool:
    if not file_of(config).exists():
        return True
    with closing(sqlite3.connect(file_of(config))) as there:
        return not _tables(there)


def load(config: Config, path: Path) -> None:
    """Looked through before it takes its place."""
    with closing(sqlite3.connect(path)) as copy:
        found = copy.execute("PRAGMA integrity_check").fetchall() + copy.execute("PRAGMA foreign_key_check").fetchall()
    if found != [("ok",)]:
        raise MisconfiguredError(f"The database in the backup is damaged: {found[0]}")
    for ending in ("-wal", "-shm"):
        file_of(config).with_name(file_of(config).name + ending).unlink(missing_ok=True)
    os.replace(path, file_of(config))


def count(config: Config, tables: Iterable[str]) -> dict[str, int]:
    with closing(sqlite3.connect(file_of(config))) as there:
        return _rows(there, tables)


def _rows(connection: sqlite3.Connection, tables: Iterable[str]) -> dict[str, int]:
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return sorted(row[0] for row in found)
