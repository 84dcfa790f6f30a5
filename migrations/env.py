"""Alembic's environment: the core's versions and one branch for each plugin."""

from alembic import context

from portal.goals.models import Figure
from portal.migrate import TABLE_OWNER, foreign_keys_off, include_object, same_type
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
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=include_object(config.attributes.get(TABLE_OWNER, "core")),
        compare_type=same_type,
        render_as_batch=True,
        render_item=plain_type,
        transaction_per_migration=False,
    )
    with foreign_keys_off(connection), context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise RuntimeError("a migration broke a foreign key; nothing was changed")


run()
