"""Bring a database to where the code is: the core's tables, each plugin's, and on PostgreSQL the roles."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Column, Connection, Engine, TypeDecorator, inspect, make_url
from sqlalchemy.exc import DBAPIError

from portal.config import Config
from portal.database import open_engine
from portal.errors import MisconfiguredError
from portal.plugin_api import house
from portal.tenancy import Base

CORE = "core"
HOME = Path(__file__).parent.parent / "migrations"
#: sealing gives an entry its number and salt, erasing takes the values, a form tells where it led; nothing else changes
_ENTRIES = "SELECT, INSERT, UPDATE (seal_number, salt, changes, form_hash, answer)"
#: less than all. An organisation or an account that goes takes other tables' rows along, past row-level security;
#: what was done and sealed, and what people agreed to, stays as it is. An erased person takes her consents along, by
#: the foreign key; where two records of one person become one, they get its id.
RIGHTS = {
    "alembic_version": "SELECT",
    "organisation": "SELECT, INSERT, UPDATE",
    "user_account": "SELECT, INSERT, UPDATE",
    "consent": "SELECT, INSERT, UPDATE (person_id)",
    "consent_purpose": "SELECT, INSERT, UPDATE (name, closed_at, version)",
    "consent_wording": "SELECT, INSERT",
    "audit_entry": _ENTRIES,
    "platform_audit_entry": _ENTRIES,
    "audit_seal": "SELECT, INSERT",
    "platform_audit_seal": "SELECT, INSERT",
}
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
    return next((name for name in names if table.startswith(f"{name}_")), CORE)


def same_type(
    context: MigrationContext, inspected: Column[Any], declared: Column[Any], stored: Any, wanted: Any
) -> bool | None:
    """Whether a type of our own differs from what is stored: it is what it stands on, whatever SQLite calls it."""
    if not isinstance(wanted, TypeDecorator):
        return None  # compare as usual
    return context.impl.compare_type(inspected, Column(declared.name, wanted.impl_instance))


@contextmanager
def foreign_keys_off(connection: Connection) -> Iterator[None]:
    """On SQLite, where making a parent's table anew would delete its children.

    The PRAGMA counts only outside a transaction, and SQLAlchemy begins one
    before whatever it sends: so it goes straight to the driver.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.commit()
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        connection.commit()
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")


def alembic_config(connection: Connection | None, owner: str = CORE) -> AlembicConfig:
    made = AlembicConfig()
    made.set_main_option("script_location", str(HOME))
    made.set_main_option("path_separator", "os")
    made.set_main_option("version_locations", os.pathsep.join(map(str, version_folders().values())))
    made.attributes.update({"connection": connection, TABLE_OWNER: owner})
    return made


def version_folders() -> dict[str, Path]:
    """Where migrations lie, the core's first. Those of refused plugins too: the database may know them."""
    own = {plugin.name: plugin.folder for plugin in house().optional} | house().refused
    folders = {name: folder / "migrations" for name, folder in own.items() if folder}
    return {CORE: HOME / "versions"} | {name: folder for name, folder in folders.items() if folder.exists()}


def upgrade(config: Config) -> None:
    """The core's tables, then each plugin's, as the owner; then the roles. Inside an app context.

    A plugin whose migration fails keeps its tables as they were and holds up
    nobody else. Raises MisconfiguredError, for a plugin when all else is done.
    """
    engine = open_engine(config.owner_url)
    faults = [fault for owner, heads in heads_of(engine).items() for fault in _bring_up(engine, owner, heads)]
    if engine.dialect.name == "postgresql":
        give_rights(engine, config)
    engine.dispose()
    if faults:
        raise MisconfiguredError(" ".join(faults))


def heads_of(engine: Engine) -> dict[str, list[str]]:
    """The newest revisions of the core and of each plugin that is used. Raises MisconfiguredError."""
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(alembic_config(connection))
        known, at = _by_owner(script), current_revisions(connection)
    _ask_to_forget(at - {revision.revision for revisions in known.values() for revision in revisions})
    used = [owner for owner in version_folders() if owner not in house().refused]
    return {owner: [one.revision for one in known.get(owner, []) if one.is_head] for owner in used}


def known_revisions() -> set[str]:
    """All that the files of the core and of installed plugins hold. Asks no database."""
    by_owner = _by_owner(ScriptDirectory.from_config(alembic_config(None)))
    return {revision.revision for revisions in by_owner.values() for revision in revisions}


def _by_owner(script: ScriptDirectory) -> dict[str, list[Script]]:
    """All revisions by whom they belong to."""
    owners = {folder: name for name, folder in version_folders().items()}
    found: dict[str, list[Script]] = {}
    for revision in script.walk_revisions():
        found.setdefault(owners[Path(revision.path).parent], []).append(revision)
    return found


def current_revisions(connection: Connection) -> set[str]:
    """What the database remembers of all upgrades."""
    if not inspect(connection).has_table("alembic_version"):
        return set()
    return set(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars())


def _ask_to_forget(unknown: set[str]) -> None:
    if unknown:
        raise MisconfiguredError(
            f"The database knows {', '.join(sorted(unknown))}, of a plugin that is not installed. Install it again,"
            " or run `portal plugin forget NAME` if it is gone for good. Nothing was changed."
        )


def _bring_up(engine: Engine, owner: str, heads: list[str]) -> Iterator[str]:
    """To the heads, or the sentence why not; a fault of the core's is raised."""
    try:
        with engine.connect() as connection:
            config = alembic_config(connection, owner)
            _check_revisions(owner, _by_owner(ScriptDirectory.from_config(config)).get(owner, []))
            for head in heads:
                command.upgrade(config, head)
            connection.commit()
    except Exception as fault:
        if owner == CORE:
            raise
        yield f"The tables of the plugin {owner} were left as they are: {fault}"


def _check_revisions(owner: str, revisions: list[Script]) -> None:
    """What `portal plugin forget` relies on when the files are gone. Raises MisconfiguredError."""
    for revision in revisions if owner != CORE else []:
        if not revision_pattern(owner).fullmatch(revision.revision):
            raise MisconfiguredError(f"its revision {revision.revision} must be called {owner}0001, {owner}0002 …")
        if revision.dependencies:
            raise MisconfiguredError(f"{revision.revision} must not have depends_on: the core's tables are made first")


def revision_pattern(plugin: str) -> re.Pattern[str]:
    """How a plugin's revisions are called: its name and a number."""
    return re.compile(rf"{re.escape(plugin)}\d+")


def give_rights(engine: Engine, config: Config) -> None:
    """The web's role and the worker's: made if they are missing, and let in. Raises MisconfiguredError."""
    owner = make_url(config.owner_url).username
    with engine.begin() as connection:
        for url, bypass in ((config.database_url, False), (config.system_url, True)):
            role = make_url(url).username
            if role and role != owner:
                make_role(connection, role, make_url(url).password, bypass=bypass)
                _let_in(connection, role)


def make_role(connection: Connection, role: str, password: str | None, *, bypass: bool) -> None:
    """Another upgrade, of another database of this server, may make it at the same moment: then it is there as well."""
    if _is_known(connection, role):
        return
    quoted = _quoted(role)
    secret = f" PASSWORD '{password.replace(chr(39), chr(39) * 2)}'" if password else ""
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(f"CREATE ROLE {quoted} LOGIN{' BYPASSRLS' if bypass else ''}{secret}")
    except DBAPIError as fault:
        if _is_known(connection, role):
            return
        raise MisconfiguredError(
            f"The role {role} is missing and the owner may not make it. Ask the database's administrator for:"
            f" CREATE ROLE {quoted} LOGIN{' BYPASSRLS' if bypass else ''};"
        ) from fault


def _is_known(connection: Connection, role: str) -> bool:
    return bool(connection.exec_driver_sql("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).first())


def _let_in(connection: Connection, role: str) -> None:
    quoted = _quoted(role)
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA public TO {quoted}")
    made = set(inspect(connection).get_table_names())
    for table in sorted(made & {*Base.metadata.tables, "alembic_version"}):
        rights = RIGHTS.get(table, "SELECT, INSERT, UPDATE, DELETE")
        if table in RIGHTS:  # an earlier version may have given more
            connection.exec_driver_sql(f"REVOKE ALL ON TABLE {_quoted(table)} FROM {quoted}")
        connection.exec_driver_sql(f"GRANT {rights} ON TABLE {_quoted(table)} TO {quoted}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
