"""Every way to read that we know of. Each returns the ids that it found."""

from typing import Any

from sqlalchemy import (
    String,
    cast,
    column,
    exists,
    func,
    insert,
    inspect,
    literal,
    literal_column,
    select,
    table,
    text,
    true,
    union_all,
    update,
)
from sqlalchemy.orm import Bundle, aliased

from portal import clock
from portal.accounts.models import RateCounter
from portal.extensions import db
from portal.organisations.models import Organisation
from tests.contract.attempt import Attempt


def select_entity(at: Attempt) -> Any:
    return [row.id for row in at.session.scalars(select(at.model))]


def select_columns(at: Attempt) -> Any:
    return at.session.execute(select(at.model.id, at.model.organisation_id)).all()


def select_aliased(at: Attempt) -> Any:
    return [row.id for row in at.session.scalars(select(aliased(at.model)))]


def join(at: Attempt) -> Any:
    other = aliased(at.model)
    return at.session.execute(select(other.id, at.model.id).join(at.model, true())).all()


def outer_join_from_a_global_table(at: Attempt) -> Any:
    ours = at.model.organisation_id == Organisation.id
    return at.session.execute(select(at.model.id).select_from(Organisation).outerjoin(at.model, ours)).all()


def subquery(at: Attempt) -> Any:
    return at.session.execute(select(select(at.model.id).subquery().c.id)).all()


def aliased_subquery(at: Attempt) -> Any:
    return [row.id for row in at.session.scalars(select(aliased(at.model, select(at.model).subquery())))]


def cte(at: Attempt) -> Any:
    return at.session.execute(select(select(at.model.id).cte().c.id)).all()


def scalar_subquery(at: Attempt) -> Any:
    theirs = select(at.model.id).where(at.model.organisation_id == at.theirs.id).limit(1).scalar_subquery()
    return at.session.execute(select(Organisation.name, theirs)).all()


def exists_for_a_global_row(at: Attempt) -> Any:
    there = select(at.model.id).where(at.model.organisation_id == Organisation.id).exists()
    return at.theirs_if(at.session.scalars(select(Organisation.id).where(there)))


def in_subquery(at: Attempt) -> Any:
    found = select(Organisation.id).where(Organisation.id.in_(select(at.model.organisation_id)))
    return at.theirs_if(at.session.scalars(found))


def union(at: Attempt) -> Any:
    return at.session.execute(union_all(select(at.model.id), select(at.model.id))).all()


def bundle(at: Attempt) -> Any:
    return at.session.execute(select(Bundle("both", at.model.id, at.model.organisation_id))).all()


def legacy_query(at: Attempt) -> Any:
    return [row.id for row in at.session.query(at.model)]


def in_batches(at: Attempt) -> Any:
    return [row.id for row in at.session.scalars(select(at.model).execution_options(yield_per=1))]


def get_by_their_key(at: Attempt) -> Any:
    return getattr(at.session.get(at.model, (at.theirs.id, at.their_id)), "id", None)


def get_through_the_mapper(at: Attempt) -> Any:
    return getattr(at.session.get(inspect(at.model), (at.theirs.id, at.their_id)), "id", None)


def get_one(at: Attempt) -> Any:
    return at.session.get_one(at.model, (at.theirs.id, at.their_id)).id


def legacy_get(at: Attempt) -> Any:
    return getattr(at.session.query(at.model).get((at.theirs.id, at.their_id)), "id", None)


def refresh_an_object_from_elsewhere(at: Attempt) -> Any:
    found = at.ghost()
    at.session.refresh(found)
    return found.id


def lazy_column_of_an_object_from_elsewhere(at: Attempt) -> Any:
    found = at.ghost()
    return [getattr(found, column.key) for column in inspect(at.model).columns] and found.id


def merge_without_loading(at: Attempt) -> Any:
    found = at.ghost()
    at.session.expunge(found)
    merged = at.session.merge(found, load=False)
    at.session.refresh(merged)
    return merged.id


def from_statement_text(at: Attempt) -> Any:
    plain = text(f'SELECT * FROM "{at.table.name}"')
    return [row.id for row in at.session.scalars(select(at.model).from_statement(plain))]


def from_statement_table(at: Attempt) -> Any:
    return [row.id for row in at.session.scalars(select(at.model).from_statement(select(at.table)))]


def plain_text(at: Attempt) -> Any:
    return at.session.execute(text(f'SELECT id FROM "{at.table.name}"')).all()


def text_with_columns(at: Attempt) -> Any:
    return at.session.execute(text(f'SELECT id FROM "{at.table.name}"').columns(at.model.id)).all()


def text_inside_a_select(at: Attempt) -> Any:
    there = text(f'EXISTS (SELECT 1 FROM "{at.table.name}" t WHERE t.organisation_id = organisation.id)')
    return at.theirs_if(at.session.scalars(select(Organisation.id).where(there)))


def literal_column_inside_a_select(at: Attempt) -> Any:
    theirs = f'(SELECT t.id FROM "{at.table.name}" t WHERE t.organisation_id = organisation.id)'
    return at.session.execute(select(Organisation.name, literal_column(theirs))).all()


def lightweight_table(at: Attempt) -> Any:
    return at.session.execute(select(table(at.table.name, column("id")))).all()


def core_select(at: Attempt) -> Any:
    return at.session.execute(select(at.table.c.id)).all()


def core_alias(at: Attempt) -> Any:
    other = at.table.alias()
    return at.session.execute(select(Organisation.name, other.c.id).join(other, true())).all()


def core_columns_beside_a_model(at: Attempt) -> Any:
    return at.session.execute(select(Organisation.name, at.table.c.id)).all()


def core_join_from_a_model(at: Attempt) -> Any:
    ours = at.table.c.organisation_id == Organisation.id
    return at.theirs_if(at.session.scalars(select(Organisation.id).join(at.table, ours)))


def core_exists_beside_a_model(at: Attempt) -> Any:
    there = exists().where(at.table.c.organisation_id == Organisation.id)
    return at.theirs_if(at.session.scalars(select(Organisation.id).where(there)))


def core_subquery_beside_its_model(at: Attempt) -> Any:
    all_of_them = select(at.table.c.id).subquery()
    return at.session.execute(select(at.model.id, all_of_them.c.id)).all()


def core_in_a_union(at: Attempt) -> Any:
    return at.session.execute(union_all(select(at.model.id), select(at.table.c.id))).all()


def model_over_a_core_subquery(at: Attempt) -> Any:
    return [row.id for row in at.session.scalars(select(aliased(at.model, select(at.table).subquery())))]


def core_count(at: Attempt) -> Any:
    found = select(func.count()).select_from(at.table).where(at.table.c.organisation_id == at.theirs.id)
    return [at.their_id] * at.session.scalar(found)


def connection_select(at: Attempt) -> Any:
    return at.session.connection().execute(select(at.table.c.id)).all()


def connection_text(at: Attempt) -> Any:
    return at.session.connection().execute(text(f'SELECT id FROM "{at.table.name}"')).all()


def driver_sql(at: Attempt) -> Any:
    return at.session.connection().exec_driver_sql(f'SELECT id FROM "{at.table.name}"').all()


def engine_select(at: Attempt) -> Any:
    at.session.rollback()  # SQLite has one writer at a time
    with at.session.get_bind().connect() as connection:
        return connection.execute(select(at.table.c.id)).all()


def engine_driver_sql(at: Attempt) -> Any:
    at.session.rollback()
    with at.session.get_bind().connect() as connection:
        return connection.exec_driver_sql(f'SELECT id FROM "{at.table.name}"').all()


def copy_into_a_global_table(at: Attempt) -> Any:
    columns = ["id", "key", "count", "last_at"]
    rows = select(at.model.id, cast(at.model.id, String), literal(1), literal(clock.now(), RateCounter.last_at.type))
    at.session.execute(insert(RateCounter).from_select(columns, rows))
    return at.session.scalars(select(RateCounter.key)).all()


def copy_core_into_a_global_row(at: Attempt) -> Any:
    theirs = select(cast(at.table.c.id, String)).where(at.table.c.organisation_id == at.theirs.id).scalar_subquery()
    change = update(Organisation).where(Organisation.id == at.ours.id).values(name=theirs)
    at.session.execute(change.execution_options(synchronize_session=False))
    return at.session.scalars(select(Organisation.name)).all()


def copy_core_into_our_row(at: Attempt) -> Any:
    """An expression as an attribute's value goes into the flush's own UPDATE."""
    ours = db.session.get(Organisation, at.ours.id)
    theirs = select(cast(at.table.c.id, String)).where(at.table.c.organisation_id == at.theirs.id)
    ours.name = theirs.scalar_subquery()
    at.session.flush()
    return at.session.scalars(select(Organisation.name)).all()


READING = [path for path in list(globals().values()) if getattr(path, "__module__", "") == __name__]
