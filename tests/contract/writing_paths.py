"""Every way to write that we know of, each aimed at another organisation's rows."""

from typing import Any

from sqlalchemy import Boolean, Integer, String, Uuid, bindparam, delete, insert, literal, select, text, update

from portal.accounts.models import LoginSession
from portal.database import Upsert
from portal.organisations.models import Organisation
from tests.contract.attempt import Attempt
from tests.contract.islands import words_allowed


def add_a_row(at: Attempt) -> Any:
    at.session.add(at.model(**at.new()))


def merge_a_row(at: Attempt) -> Any:
    at.session.merge(at.model(**at.new()))


def change_an_object_from_elsewhere(at: Attempt) -> Any:
    for name, value in _change(at).items():
        setattr(at.ghost(), name, value)


def delete_an_object_from_elsewhere(at: Attempt) -> Any:
    at.session.delete(at.ghost())


def move_our_row(at: Attempt) -> Any:
    at.session.get(at.model, (at.ours.id, at.our_id)).organisation_id = at.theirs.id


def insert_parameters(at: Attempt) -> Any:
    at.session.execute(insert(at.model), at.new())


def insert_list_of_parameters(at: Attempt) -> Any:
    at.session.execute(insert(at.model), [at.new(), at.new()])


def insert_values(at: Attempt) -> Any:
    at.session.execute(insert(at.model).values(at.new()))


def insert_several_values(at: Attempt) -> Any:
    at.session.execute(insert(at.model).values([{**at.new(), "organisation_id": at.ours.id}, at.new()]))


def insert_returning(at: Attempt) -> Any:
    at.session.scalars(insert(at.model).returning(at.model), [at.new()]).all()


def insert_literal(at: Attempt) -> Any:
    at.session.execute(insert(at.model).values({**at.new(), "organisation_id": literal(at.theirs.id, Uuid())}))


def insert_parameter_of_another_name(at: Attempt) -> Any:
    named = bindparam("x", at.theirs.id, type_=Uuid())
    at.session.execute(insert(at.model).values({**at.new(), "organisation_id": named}))


def insert_subquery(at: Attempt) -> Any:
    found = select(Organisation.id).where(Organisation.id == at.theirs.id).scalar_subquery()
    at.session.execute(insert(at.model).values({**at.new(), "organisation_id": found}))


def insert_from_select(at: Attempt) -> Any:
    values = {name: value for name, value in at.new().items() if name != "organisation_id"}
    constants = [literal(value, at.table.c[name].type) for name, value in values.items()]
    found = select(Organisation.id, *constants).where(Organisation.id == at.theirs.id)
    at.session.execute(insert(at.model).from_select(["organisation_id", *values], found))


def insert_from_statement(at: Attempt) -> Any:
    made = insert(at.model).values(at.new()).returning(at.model)
    at.session.scalars(select(at.model).from_statement(made)).all()


def bulk_insert_mappings(at: Attempt) -> Any:
    at.session.bulk_insert_mappings(at.model, [at.new()])


def bulk_save_objects(at: Attempt) -> Any:
    at.session.bulk_save_objects([at.model(**at.new())])


def bulk_update_mappings(at: Attempt) -> Any:
    at.session.bulk_update_mappings(at.model, [_changed(at)])


def bulk_update_by_key(at: Attempt) -> Any:
    at.session.execute(update(at.model), [_changed(at)])


def update_where(at: Attempt) -> Any:
    at.session.execute(update(at.model).where(at.model.id == at.their_id).values(_change(at)))


def update_returning(at: Attempt) -> Any:
    change = update(at.model).values(_change(at)).returning(at.model.organisation_id)
    return at.theirs_if(at.session.scalars(change))


def update_from_statement(at: Attempt) -> Any:
    change = update(at.model).where(at.model.id == at.their_id).values(_change(at)).returning(at.model)
    at.session.scalars(select(at.model).from_statement(change)).all()


def move_by_values(at: Attempt) -> Any:
    at.session.execute(update(at.model).where(at.model.id == at.our_id).values(organisation_id=at.theirs.id))


def move_by_ordered_values(at: Attempt) -> Any:
    ours = update(at.model).where(at.model.id == at.our_id)
    at.session.execute(ours.ordered_values((at.model.organisation_id, at.theirs.id)))


def move_by_literal(at: Attempt) -> Any:
    named = bindparam("x", at.theirs.id, type_=Uuid())
    at.session.execute(update(at.model).where(at.model.id == at.our_id).values(organisation_id=named))


def move_by_parameters(at: Attempt) -> Any:
    at.session.execute(update(at.model).where(at.model.id == at.our_id), {"organisation_id": at.theirs.id})


def delete_where(at: Attempt) -> Any:
    at.session.execute(delete(at.model).where(at.model.id == at.their_id))


def delete_returning(at: Attempt) -> Any:
    return at.session.scalars(delete(at.model).where(at.model.id == at.their_id).returning(at.model.id)).all()


def delete_where_a_core_subquery(at: Attempt) -> Any:
    rows = select(at.table.c.id).where(at.table.c.organisation_id == at.theirs.id)
    found = delete(LoginSession).where(LoginSession.id.not_in(rows)).returning(LoginSession.id)
    return at.theirs_if([at.theirs.id] if at.session.scalars(found).all() else [])


def legacy_update(at: Attempt) -> Any:
    at.session.query(at.model).filter(at.model.id == at.their_id).update(_change(at))


def legacy_delete(at: Attempt) -> Any:
    at.session.query(at.model).filter(at.model.id == at.their_id).delete()


def core_insert(at: Attempt) -> Any:
    at.session.execute(insert(at.table).values(at.new()))


def core_update(at: Attempt) -> Any:
    at.session.execute(update(at.table).where(at.table.c.id == at.their_id).values(_change(at)))


def core_delete(at: Attempt) -> Any:
    at.session.execute(delete(at.table).where(at.table.c.id == at.their_id))


def connection_insert(at: Attempt) -> Any:
    at.session.connection().execute(insert(at.table), [at.new()])


def connection_delete(at: Attempt) -> Any:
    at.session.connection().execute(delete(at.table).where(at.table.c.id == at.their_id))


def connection_delete_dressed_as_a_flush(at: Attempt) -> Any:
    gone = delete(at.table).where(at.table.c.id == at.their_id)
    at.session.connection().execute(gone, execution_options={"compiled_cache": {}})


def text_delete(at: Attempt) -> Any:
    at.session.execute(text(f'DELETE FROM "{at.table.name}"'))


def driver_sql_delete(at: Attempt) -> Any:
    at.session.connection().exec_driver_sql(f'DELETE FROM "{at.table.name}"')


def engine_delete(at: Attempt) -> Any:
    at.session.rollback()  # SQLite has one writer at a time
    with at.session.get_bind().connect() as connection:
        gone = connection.execute(delete(at.table).where(at.table.c.id == at.their_id))
        return [at.their_id] * gone.rowcount


def upsert_a_row(at: Attempt) -> Any:
    Upsert(model=at.model, key=("organisation_id", "id"), change=lambda excluded: {"id": excluded.id})([at.new()])


def upsert_that_moves_our_row(at: Attempt) -> Any:
    values = {**at.ours.values(at.table), "id": at.our_id}
    moved = {"organisation_id": at.theirs.id}
    Upsert(model=at.model, key=("organisation_id", "id"), change=lambda excluded: moved)([values])


def _change(at: Attempt) -> dict[str, Any]:
    """Another value for some column that is no key."""
    first, second = at.new(), at.new()
    free = [name for name in first if first[name] != second[name] and not isinstance(at.table.c[name].type, Uuid)]
    if free:
        return {free[0]: first[free[0]]}
    plain = next(column for column in at.table.c if isinstance(column.type, Integer | Boolean | String))
    if isinstance(plain.type, Boolean):
        return {plain.name: not first[plain.name]}
    return {plain.name: next(reversed(words_allowed(plain)), "5")}


def _changed(at: Attempt) -> dict[str, Any]:
    """Their row's whole key and a change to it."""
    return {"organisation_id": at.theirs.id, "id": at.their_id, "version": 1, **_change(at)}


WRITING = [path for path in list(globals().values()) if getattr(path, "__module__", "") == __name__]
WRITING = [path for path in WRITING if not path.__name__.startswith("_")]
