"""Bring a database to where the code is: the core's tables, each plugin's, and on PostgreSQL the roles."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import Connection, Engine, make_url

from portal.config import Config
from portal.database import open_engine
from portal.errors import MisconfiguredError
from portal.plugin_api import house
from portal.tenancy import Base

HOME = Path(__file__).parent.parent / "migrations"
TABLE_OWNER = "table_owner"


def include_object(owner: str) -> Callable[..., bool]:
    """Only the core's tables, or only one plugin's: a plugin's bear its name in front."""

    def include(thing: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
        if kind != "table" or name is None:
            return True
        return table_owner(name) == owner and name != "alembic_version"

    return include


def table_owner(table: str) -> str:
    """The plugin whose name a table bears, else `core`."""
    names = (plugin.name for plugin in house().optional)
    return next((name for name in names if table.startswith(f"{name}_")), "core")


def alembic_config(connection: Connection, owner: str = "core") -> AlembicConfig:
    made = AlembicConfig()
    made.set_main_option("script_location", str(HOME))
    made.set_main_option("path_separator", "os")
    made.set_main_option("version_locations", os.pathsep.join(map(str, version_folders())))
    made.attributes.update({"connection": connection, TABLE_OWNER: owner})
    return made


def version_folders() -> list[Path]:
    own = [plugin.folder / "migrations" for plugin in house().optional if plugin.folder]
    return [HOME / "versions", *(folder for folder in own if folder.exists())]


def upgrade(config: Config) -> None:
    """All branches to their heads, as the owner; then the roles. Inside an app context."""
    engine = open_engine(config.owner_url)
    with engine.connect() as connection:
        command.upgrade(alembic_config(connection), "heads")
        connection.commit()
    if engine.dialect.name == "postgresql":
        give_rights(engine, config)
    engine.dispose()


def give_rights(engine: Engine, config: Config) -> None:
    """The web's role and the worker's: made if they are missing, and let in. Raises MisconfiguredError."""
    owner = make_url(config.owner_url).username
    with engine.begin() as connection:
        for url, bypass in ((config.database_url, False), (config.system_url, True)):
            role = make_url(url).username
            if role and role != owner:
                _make_role(connection, role, make_url(url).password, bypass=bypass)
                _let_in(connection, role)


def _make_role(connection: Connection, role: str, password: str | None, *, bypass: bool) -> None:
    """Two upgrades at once may both see it missing, so they take turns."""
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(727100)")
    known = connection.exec_driver_sql("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).first()
    if known:
        return
    quoted = _quoted(role)
    secret = f" PASSWORD '{password.replace(chr(39), chr(39) * 2)}'" if password else ""
    try:
        connection.exec_driver_sql(f"CREATE ROLE {quoted} LOGIN{' BYPASSRLS' if bypass else ''}{secret}")
    except Exception as fault:
        raise MisconfiguredError(
            f"The role {role} is missing and the owner may not make it. Ask the database's administrator for:"
            f" CREATE ROLE {quoted} LOGIN{' BYPASSRLS' if bypass else ''};"
        ) from fault


def _let_in(connection: Connection, role: str) -> None:
    quoted = _quoted(role)
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA public TO {quoted}")
    for table in [*Base.metadata.tables, "alembic_version"]:
        rights = "SELECT" if table == "alembic_version" else "SELECT, INSERT, UPDATE, DELETE"
        connection.exec_driver_sql(f"GRANT {rights} ON TABLE {_quoted(table)} TO {quoted}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
