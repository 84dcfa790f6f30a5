"""PostgreSQL: `pg_dump` of one moment, as the role that sees all rows; `pg_restore` as the tables' owner."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from portal.backup.snapshot import Snapshot
from portal.config import Config
from portal.database import open_engine
from portal.errors import MisconfiguredError
from portal.migrate import give_rights

#: where Debian keeps the programs of each version
DEBIAN = Path("/usr/lib/postgresql")
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"


@contextmanager
def snapshot(config: Config, folder: Path) -> Iterator[Snapshot]:
    """Rows are counted in the very picture that is dumped."""
    path = folder / f".{os.getpid()}.pgdump.half"
    try:
        with _connected(config.system_url) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            moment = _one(connection, "SELECT pg_export_snapshot()")
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            _run("pg_dump", connection, config.system_url, "--format=custom", f"--snapshot={moment}", f"--file={path}")
            yield _told(path, connection)
    finally:
        path.unlink(missing_ok=True)


def _told(path: Path, connection: Any) -> Snapshot:
    named = connection.execute("SELECT DISTINCT organisation_id, sha256 FROM stored_file").fetchall()
    revisions = [row[0] for row in connection.execute("SELECT version_num FROM alembic_version")]
    tables = [row[0] for row in connection.execute(_TABLES)]
    return Snapshot(path=path, revisions=revisions, rows=_rows(connection, tables), files=named)


def is_empty(config: Config) -> bool:
    with _connected(config.owner_url) as connection:
        return not connection.execute(_TABLES).fetchall()


def load(config: Config, path: Path) -> None:
    """All or nothing; then the roles are let in, so that the rows can be counted."""
    with _connected(config.owner_url) as connection:
        connection.autocommit = True
        _run("pg_restore", connection, config.owner_url, "--single-transaction", "--exit-on-error", path=path)
    engine = open_engine(config.owner_url)
    give_rights(engine, config)
    engine.dispose()


def count(config: Config, tables: Iterable[str]) -> dict[str, int]:
    with _connected(config.system_url) as connection:
        return _rows(connection, tables)


def _rows(connection: Any, tables: Iterable[str]) -> dict[str, int]:
    return {name: _one(connection, f'SELECT count(*) FROM "{name}"') for name in tables}


def _one(connection: Any, sql: str) -> Any:
    return connection.execute(sql).fetchone()[0]


def _connected(url: str) -> Any:
    try:
        return psycopg.connect(make_url(url).render_as_string(hide_password=False), connect_timeout=5)
    except psycopg.OperationalError as fault:
        raise MisconfiguredError(f"The database does not answer: {str(fault).splitlines()[0]}") from fault


def _run(name: str, connection: Any, url: str, *words: str, path: Path | None = None) -> None:
    """The password goes by the environment: other users of the machine see a program's words."""
    program = program_for(name, connection.info.server_version // 10000)
    address = make_url(url)
    plain = address.set(password=None).render_as_string()
    said = [str(program), "--no-owner", "--no-privileges", f"--dbname={plain}", *words, *([str(path)] if path else [])]
    secret = {"PGPASSWORD": address.password} if address.password else {}
    done = subprocess.run(said, env={**os.environ, **secret}, capture_output=True, text=True)
    if done.returncode:
        raise MisconfiguredError(f"{name} did not succeed: {done.stderr.strip() or done.returncode}")


def program_for(name: str, server: int) -> Path:
    """Of the server's version, else of the nearest newer one. Raises MisconfiguredError where there is none."""
    there = [path for path in (*DEBIAN.glob(f"*/bin/{name}"), shutil.which(name)) if path]
    fitting = sorted((version, str(path)) for path in there if (version := _version(path)) >= server)
    if not fitting:
        raise MisconfiguredError(
            f"The server is PostgreSQL {server}, and there is no {name} {server} or newer on this machine."
            f" Install it: apt-get install postgresql-client-{server}"
        )
    return Path(fitting[0][1])


def _version(path: Path | str) -> int:
    """0 for one that does not start."""
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True).stdout
    except OSError:
        return 0
    found = re.search(r"\d+", said)
    return int(found[0]) if found else 0
