"""The second wall: what a session and an engine refuse.

`with_loader_criteria` alone lets through objects already loaded, bulk updates
by key, Core statements, text, `from_statement` and foreign inserts. Each of
those ways is closed here; tests/contract/test_walls.py walks them all.
"""

import re
from typing import Any
from uuid import UUID

from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import (
    CompoundSelect,
    Connection,
    Delete,
    Engine,
    Insert,
    Select,
    Table,
    TextClause,
    Update,
    Uuid,
    bindparam,
    event,
    inspect,
)
from sqlalchemy.orm import FromStatement, ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.sql import visitors

from portal.tenancy.models import Base, TenantModel
from portal.tenancy.scope import Kind, Scope, TenancyError, current_organisation_id, current_scope, set_scope

# Outside the lambda: SQLAlchemy cannot invoke a callable that a criteria lambda closes over.
_TENANT = bindparam("_tenant", callable_=current_organisation_id, type_=Uuid())
_ONLY_TENANT = with_loader_criteria(TenantModel, lambda cls: cls.organisation_id == _TENANT, include_aliases=True)


class PortalSession(FlaskSession):
    """A session that belongs to one scope at a time and checks it at every statement."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.info["scope"] = current_scope()

    def get_bind(self, mapper: Any = None, clause: Any = None, bind: Any = None, **options: Any) -> Any:
        """Platform jobs go through the role that may see every organisation."""
        if bind is None and current_scope().kind is Kind.EVERYONE:
            return self._db.engines["system"]
        return super().get_bind(mapper=mapper, clause=clause, bind=bind, **options)

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        """A tenant's row by its bare id; somebody else's is None, as a missing one is."""
        self.check_scope()
        if isinstance(entity, type) and issubclass(entity, TenantModel):
            ident = _whole_key(ident)
            if ident is None:
                return None
        return super().get(entity, ident, **options)

    def check_scope(self) -> None:
        if self.info["scope"] != current_scope():
            raise TenancyError("session used outside the scope that it works for")

    def _refuse(self, *args: Any, **options: Any) -> Any:
        raise TenancyError("legacy bulk operations pass every guard")

    bulk_insert_mappings = bulk_update_mappings = bulk_save_objects = _refuse


def _whole_key(ident: Any) -> tuple[UUID, UUID] | None:
    if current_scope().kind is Kind.EVERYONE:
        return ident
    ours = current_organisation_id()
    organisation_id, row_id = ident if isinstance(ident, tuple) else (ours, ident)
    return (ours, row_id) if organisation_id == ours else None


def act_as(session: Session, scope: Scope) -> None:
    """Change for whom the session works: the only place that does.

    Saves what is pending, forgets the objects of the old scope, tells the database.
    """
    if session.new or session.dirty or session.deleted:
        session.flush()
    for loaded in list(session.identity_map.values()):
        if isinstance(loaded, TenantModel):
            session.expunge(loaded)
    set_scope(scope)
    session.info["scope"] = scope
    if session.in_transaction():
        tell_database(session.connection(), scope)


def tell_database(connection: Connection, scope: Scope) -> None:
    """The third wall's key, for this transaction only. SET takes no bind: the ids are parsed UUIDs.

    Not `set_config`, which a sharded PostgreSQL does not pass on.
    """
    if connection.dialect.name == "postgresql" and scope.kind is not Kind.EVERYONE:
        user = str(scope.user_id or "")
        tenant = str(scope.organisation_id or "")
        connection.exec_driver_sql(f"SET LOCAL app.organisation_id = '{tenant}'; SET LOCAL app.user_id = '{user}'")


@event.listens_for(PortalSession, "after_begin")
def _open_wall(session: PortalSession, transaction: Any, connection: Connection) -> None:
    if current_scope().kind is not Kind.NOBODY:
        tell_database(connection, current_scope())


@event.listens_for(PortalSession, "do_orm_execute")
def _check_statement(state: ORMExecuteState) -> None:
    session, statement, scope = state.session, state.statement, current_scope()
    session.check_scope()  # type: ignore[attr-defined]  # it is a PortalSession
    if scope.kind is Kind.EVERYONE:
        state.update_execution_options(tenant_ok=True)
    elif isinstance(statement, FromStatement):
        raise TenancyError("from_statement() is not filtered")
    elif scope.kind is not Kind.ORGANISATION:
        _only_own_rows(state, scope)
    elif not state.is_orm_statement:
        _refuse_core(statement)
    else:
        _only_ours(state, scope)


def _refuse_core(statement: Any) -> None:
    if touched(statement):  # text() is judged at the cursor, by its words
        raise TenancyError("a Core statement on tenant tables")


def _only_own_rows(state: ORMExecuteState, scope: Scope) -> None:
    """Before an organisation is chosen: global tables, and a person's own rows where a model says so."""
    tables = touched(state.statement)
    if not tables:
        return
    own = [table.info["own_rows"] for table in tables]
    if scope.kind is not Kind.PERSON or not all(own) or not (state.is_select and state.is_orm_statement):
        raise TenancyError("no organisation in scope")
    for mapper in Base.registry.mappers:
        if mapper.local_table in tables:
            state.statement = state.statement.options(_own_rows_of(mapper.class_, scope))
    state.update_execution_options(tenant_ok=True)


def _own_rows_of(model: type[TenantModel], scope: Scope) -> Any:
    column = getattr(model, str(model.__own_rows__))
    return with_loader_criteria(model, column == scope.user_id, include_aliases=True)


def _only_ours(state: ORMExecuteState, scope: Scope) -> None:
    if state.is_insert:
        rows: Any = [state.parameters] if isinstance(state.parameters, dict) else state.parameters or ()
        if any(row.get("organisation_id", scope.organisation_id) != scope.organisation_id for row in rows):
            raise TenancyError("an insert for another organisation")
    elif isinstance(state.parameters, list):
        raise TenancyError("a bulk update by key is not filtered")
    elif not (state.is_column_load or state.is_relationship_load):
        state.statement = state.statement.options(_ONLY_TENANT)
    state.update_execution_options(tenant_ok=True)


@event.listens_for(PortalSession, "before_flush")
def _check_objects(session: PortalSession, context: Any, instances: Any) -> None:
    session.check_scope()
    if current_scope().kind is Kind.EVERYONE:
        return
    for row in session.new:
        if isinstance(row, TenantModel) and (row.organisation_id or current_organisation_id()) != _ours():
            raise TenancyError("a new row for another organisation")
    for row in session.dirty | session.deleted:
        if isinstance(row, TenantModel) and {(inspect(row).identity or (None,))[0], row.organisation_id} != {_ours()}:
            raise TenancyError("a changed row of another organisation")


def _ours() -> UUID | None:
    return current_scope().organisation_id


def touched(statement: Any) -> set[Table]:
    """The tenant tables that a statement names, anywhere in it."""
    return {part for part in visitors.iterate(statement) if isinstance(part, Table) and part.info.get("tenant")}


def wall(engine: Engine) -> None:
    """Refuse at the engine whatever did not come through a PortalSession. After all models are imported."""
    tenant_tables = [table.name for table in Base.metadata.tables.values() if table.info.get("tenant")]
    names = re.compile(rf"\b({'|'.join(tenant_tables)})\b", re.I)

    @event.listens_for(engine, "before_execute")
    def _check_core(connection: Any, element: Any, multi: Any, params: Any, options: Any) -> None:
        written = isinstance(element, (Insert, Update, Delete)) and "compiled_cache" not in options
        read = isinstance(element, (Select, CompoundSelect))
        if (written or read) and not options.get("tenant_ok") and touched(element):
            raise TenancyError("a statement on tenant tables outside a tenant session")

    @event.listens_for(engine, "before_cursor_execute")
    def _check_cursor(conn: Any, cursor: Any, sql: str, params: Any, context: Any, many: bool) -> None:
        if context is None or context.isddl or current_scope().kind is Kind.EVERYONE:
            return
        if context.isinsert or context.isupdate:
            _check_written(context)
        is_text = context.compiled is None or isinstance(context.compiled.statement, TextClause)
        if is_text and not context.execution_options.get("tenant_ok") and names.search(sql):
            raise TenancyError("raw SQL on tenant tables")


def _check_written(context: Any) -> None:
    """Also `.values(organisation_id=...)` and rows of a multi-row insert, which the session does not see."""
    if not context.compiled.statement.table.info.get("tenant"):
        return
    ours = current_organisation_id()
    for row in context.compiled_parameters:
        if any(name.startswith("organisation_id") and value != ours for name, value in row.items()):
            raise TenancyError("an organisation_id that is not ours")
