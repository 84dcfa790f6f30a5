"""The second wall: what a session and an engine refuse.

The session adds the tenant to every model that a statement names. That alone
lets through plain tables, text, foreign inserts, objects already loaded and
more, so the cursor refuses whatever was not reached: reading.py knows which
tables are left unbound, writing.py whose rows are written.
tests/contract/test_walls*.py walk all the ways.
"""

from functools import cache
from typing import Any, cast
from uuid import UUID

from flask_sqlalchemy.session import Session as FlaskSession
from psycopg import Error as DriverError
from psycopg.pq import ExecStatus, TransactionStatus
from sqlalchemy import Connection, Engine, Select, Uuid, bindparam, event, true
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import LoaderCriteriaOption, ORMExecuteState, Session, with_loader_criteria

from portal.database import PLANNED_ONCE
from portal.tenancy.models import Base, TenantModel
from portal.tenancy.reading import PERSON, TENANT, watch
from portal.tenancy.scope import Kind, Scope, TenancyError, current_organisation_id, current_scope, set_scope
from portal.tenancy.writing import check_written, from_flush, may_write

# Outside the lambda: SQLAlchemy cannot invoke a callable that a criteria lambda closes over.
_TENANT = bindparam(TENANT, callable_=current_organisation_id, type_=Uuid())
_PERSON = bindparam(PERSON, callable_=lambda: current_scope().user_id, type_=Uuid())
#: in a connection's `info`: something was written since its transaction began
WROTE = "wrote"
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
        say_ahead(connection, f"SET LOCAL app.organisation_id = '{tenant}'; SET LOCAL app.user_id = '{user}'")


def say_ahead(connection: Connection, sql: str) -> None:
    """Together with BEGIN where the transaction waits for its first statement: one way to the server and back less.

    Past SQLAlchemy's cursor, which takes longer than the database. Nothing of a tenant's table is in it.
    """
    driver: Any = connection.connection.driver_connection
    if driver.info.transaction_status == TransactionStatus.IDLE and not driver.autocommit:
        sql = f"BEGIN; {sql}"
    try:
        said = driver.pgconn.exec_(sql.encode()).status == ExecStatus.COMMAND_OK
    except DriverError:
        said = False
    if not said:  # as any statement is sent, whose fault becomes SQLAlchemy's
        connection.exec_driver_sql(sql.removeprefix("BEGIN; "))


@event.listens_for(PortalSession, "after_begin")
def _open_wall(session: PortalSession, transaction: Any, connection: Connection) -> None:
    """A savepoint lies in a transaction that was told."""
    if not transaction.nested:
        session.info["begun"], connection.info[WROTE] = connection, False
    if current_scope().kind is not Kind.NOBODY and not transaction.nested:
        tell_database(connection, current_scope())


def end_reading(session: Session) -> None:
    """Close what has only been read by COMMIT; what was written and not committed stays to be undone.

    After a ROLLBACK psycopg forgets the statements that it has prepared, and
    the database plans each of the next page's anew: more work than answering them.
    """
    begun = session.info.get("begun")
    is_unsaved = session.new or session.dirty or session.deleted
    if session.in_transaction() and begun and not (is_unsaved or is_over(begun) or begun.info[WROTE]):
        try:
            session.commit()
        except SQLAlchemyError:  # the server went away behind the page: there is nothing left to close
            session.rollback()


def is_over(connection: Connection) -> bool:
    """Closed, or the server went away behind it."""
    return connection.closed or connection.invalidated


def kept(statement: Any) -> Any:
    """A statement that a process puts together once, bound to whichever organisation is in scope when it is sent.

    Bound anew each time it would be another statement each time, and SQLAlchemy
    would go through all of it to see that it knows it already.
    """
    return statement.options(_ONLY_TENANT).execution_options(**PLANNED_ONCE)


def kept_for_person(statement: Any) -> Any:
    """The same for one that is sent before there is an organisation. Once all models are known."""
    return statement.options(*map(_own_rows_of, TenantModel.with_own_rows)).execution_options(**PLANNED_ONCE)


@event.listens_for(PortalSession, "do_orm_execute")
def _check_statement(state: ORMExecuteState) -> None:
    """Bind every model in the statement to the scope. What stays unbound, the cursor refuses."""
    state.session.check_scope()  # type: ignore[attr-defined]  # it is a PortalSession
    if current_scope().kind is Kind.EVERYONE:
        return
    if state.is_column_load:
        state.statement = cast(Select[Any], state.statement).where(_of_tenant(state.bind_mapper))
    elif state.is_orm_statement and not state.is_insert:
        loaded = state.statement._with_options  # a lazy load brings along what its parent was loaded with
        if missing := [option for option in _criteria(state) if option not in loaded]:
            state.statement = state.statement.options(*missing)


def _of_tenant(mapper: Any) -> Any:
    """Criteria do not reach what refreshes an object, and the object may come from elsewhere."""
    if not issubclass(mapper.class_, TenantModel):
        return true()
    current_organisation_id()  # raises here; from inside the parameter it would come out as a database error
    return mapper.class_.organisation_id == _TENANT


def _criteria(state: ORMExecuteState) -> list[LoaderCriteriaOption]:
    if current_scope().kind is Kind.ORGANISATION:
        return [_ONLY_TENANT]
    if current_scope().kind is Kind.PERSON and state.is_select:
        return [_own_rows_of(model) for model in TenantModel.with_own_rows]
    return []


@cache
def _own_rows_of(model: type[TenantModel]) -> LoaderCriteriaOption:
    column = getattr(model, str(model.__own_rows__))
    return with_loader_criteria(model, column == _PERSON, include_aliases=True)


@event.listens_for(PortalSession, "before_flush")
def _check_objects(session: PortalSession, context: Any, instances: Any) -> None:
    session.check_scope()
    for row in session.new | session.dirty | session.deleted:
        if isinstance(row, TenantModel) and not may_write(row.organisation_id or current_organisation_id()):
            raise TenancyError("a row of another organisation")


def wall(engine: Engine) -> None:
    """Refuse at the cursor, which nothing gets past. After all models are imported."""
    tables = Base.metadata.tables.values()
    names = watch(engine, frozenset(table.name for table in tables if table.info.get("tenant")))

    @event.listens_for(engine, "before_cursor_execute")
    def _check_cursor(conn: Any, cursor: Any, sql: str, params: Any, context: Any, many: bool) -> None:
        if context is None or _may_change(context, sql):
            conn.info[WROTE] = True
        if context is None or context.isddl or current_scope().kind is Kind.EVERYONE:
            return
        if context.compiled is None:
            _check_text(names.search(sql))
            return
        _check_read(context)
        if context.isinsert or context.isupdate or context.isdelete:
            check_written(context)


def _may_change(context: Any, sql: str) -> bool:
    """Whether the database may be another one afterwards: of plain SQL only telling it the tenant may not."""
    if context.compiled is None or context.is_text:
        return not sql.startswith("SET LOCAL")
    return bool(context.isddl or context.isinsert or context.isupdate or context.isdelete)


def _check_text(found: Any) -> None:
    if found:
        raise TenancyError("raw SQL on tenant tables")


def _check_read(context: Any) -> None:
    left = 1 if from_flush(context) else 0  # the row itself
    if context.compiled.unbound > left:
        raise TenancyError("a statement on tenant tables that is not bound to the scope")
