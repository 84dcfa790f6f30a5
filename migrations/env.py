"""Alembic's environment: the core's versions and one branch for each plugin."""

from alembic import context

from portal.goals.models import Figure
from portal.migrate import TABLE_OWNER, include_object
from portal.tenancy import Base, Moment

config = context.config


def plain_type(kind: str, thing: object, autogen: object) -> str | bool:
    """Migrations stand by themselves: our own types are written as what they are in the database."""
    if kind == "type" and isinstance(thing, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, Figure):
        return "sa.Numeric(18, 4)"
    return False


def run() -> None:
    connection = config.attributes["connection"]
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        # Before the transaction begins: recreating a parent table would delete its children.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.commit()
    owner = config.attributes.get(TABLE_OWNER, "core")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=include_object(owner),
        render_as_batch=True,
        render_item=plain_type,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
        if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise RuntimeError("a migration broke a foreign key; nothing was changed")
    if is_sqlite:
        connection.commit()
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


run()
