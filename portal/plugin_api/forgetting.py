"""`portal plugin forget`: what the database still holds of a plugin that was uninstalled."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, column, delete, inspect, make_url, table

from portal.config import Config
from portal.database import open_engine
from portal.errors import MisconfiguredError
from portal.migrate import current_revisions, foreign_keys_off, revision_pattern
from portal.plugin_api.check import name_fault
from portal.plugin_api.manager import house
from portal.tenancy import Base


@dataclass(frozen=True)
class Leftovers:
    """Its revisions, which stop every upgrade, and its tables, with all that organisations wrote in them."""

    revisions: list[str]
    tables: list[str]


def leftovers_of(name: str, config: Config) -> Leftovers:
    """Raises MisconfiguredError for a plugin that is installed, or that left nothing."""
    if fault := name_fault(name):
        raise MisconfiguredError(f"{fault}.")
    if name in house().plugins or name in house().refused:
        raise MisconfiguredError(f"{name} is installed. Uninstall it first and restart the portal.")
    with _as_owner(config) as connection:
        known, there = current_revisions(connection), set(inspect(connection).get_table_names())
    revisions = [revision for revision in sorted(known) if revision_pattern(name).fullmatch(revision)]
    tables = [one for one in sorted(there - set(Base.metadata.tables)) if one.startswith(f"{name}_")]
    if not revisions and not tables:
        where = make_url(config.owner_url).database
        raise MisconfiguredError(f"The database {where} holds nothing of a plugin {name}.")
    return Leftovers(revisions, tables)


def forget(found: Leftovers, config: Config, *, drop_tables: bool) -> None:
    """Strike its revisions off, so that upgrades work again; drop its tables only when that is said."""
    versions = table("alembic_version", column("version_num"))
    with _as_owner(config) as connection, foreign_keys_off(connection):
        connection.execute(delete(versions).where(versions.c.version_num.in_(found.revisions)))
        if drop_tables:
            gone = MetaData()
            gone.reflect(connection, only=found.tables)  # and what they refer to, which stays
            gone.drop_all(connection, tables=[gone.tables[name] for name in found.tables])
        connection.commit()


@contextmanager
def _as_owner(config: Config) -> Iterator[Connection]:
    engine = open_engine(config.owner_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()
