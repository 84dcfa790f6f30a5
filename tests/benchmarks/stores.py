"""The databases that are measured: one for the portal and one for the floor, on PostgreSQL and on SQLite."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import DatabaseError

from portal.config import Config, load_config
from portal.database import open_engine

ROOT = Path(__file__).resolve().parents[2]
#: a superuser: it makes databases and roles, and loads rows without checking each key
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
SECRET = "only for measuring, on this machine"


@dataclass(frozen=True)
class Store:
    """One database. `app` is `portal` or `floor`."""

    app: str
    dialect: str
    quick: bool
    #: nobody else's rows are in it
    alone: bool = False

    @property
    def folder(self) -> Path:
        return ROOT / "var" / "benchmarks" / ("quick" if self.quick else "whole")

    @property
    def name(self) -> str:
        return f"medvirke_bench_{self.app}{'_alone' if self.alone else ''}{'_quick' if self.quick else ''}"

    def url(self, role: str | None = None) -> str:
        """As the owner, or as `portal_app` or `portal_system`."""
        if self.dialect == "sqlite":
            return f"sqlite:///{self.folder / self.app}.db"
        owner = make_url(POSTGRES).set(database=self.name)
        return (owner.set(username=role) if role else owner).render_as_string(hide_password=False)

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """A transaction as the owner, who sees every organisation."""
        engine = open_engine(self.url())
        try:
            with engine.begin() as connection:
                yield connection
        finally:
            engine.dispose()

    def make_empty(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.dialect == "sqlite":
            for leftover in self.folder.glob(f"{self.app}.db*"):
                leftover.unlink()
            return
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
            server.execute(f"CREATE DATABASE {self.name}")

    def environment(self, port: int = 0) -> dict[str, str]:
        """What the app reads when it starts."""
        if self.app == "floor":
            return {"FLOOR_DATABASE_URL": self.url("portal_app"), "FLOOR_SECRET_KEY": SECRET}
        return {
            "MEDVIRKE_DATA": str(self.folder),
            "DATABASE_URL": self.url("portal_app"),
            "DATABASE_SYSTEM_URL": self.url("portal_system"),
            "DATABASE_OWNER_URL": self.url(),
            "SECRET_KEY": SECRET,
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
        }

    def config(self) -> Config:
        """The portal's settings on this database."""
        return load_config(self.environment())

    def is_ready(self, fingerprint: str) -> bool:
        """Filled by the same code, to the same size."""
        if self.dialect == "sqlite" and not (self.folder / f"{self.app}.db").exists():
            return False
        try:
            with self.connected() as connection:
                return connection.scalar(text("SELECT fingerprint FROM bench_ready")) == fingerprint
        except DatabaseError:
            return False

    def mark_ready(self, fingerprint: str) -> None:
        with self.connected() as connection:
            connection.execute(text("CREATE TABLE bench_ready (fingerprint VARCHAR(64))"))
            connection.execute(text("INSERT INTO bench_ready VALUES (:it)"), {"it": fingerprint})
