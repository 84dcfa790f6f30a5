"""The second wall where work changes its scope, follows relationships, or has no organisation yet."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, inspect, select, update
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import aliased, joinedload, lazyload, selectinload, subqueryload

from portal.organisations.models import Access, Organisation
from portal.tenancy import TenancyError, TenantModel, act_as
from portal.tenancy.scope import EVERYONE, NOBODY, organisation, person, within
from tests.contract.attempt import Attempt
from tests.contract.islands import TENANT_MODELS

every_model = pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model.__tablename__)
LINKS = [link for model in TENANT_MODELS for link in inspect(model).relationships]
every_link = pytest.mark.parametrize("link", LINKS, ids=str)
every_loader = pytest.mark.parametrize("loader", [lazyload, joinedload, selectinload, subqueryload])


@every_loader
@every_link
def test_relationships_lead_to_rows_of_the_organisation_alone(link: Any, loader: Any, attempt: Any) -> None:
    with attempt(link.parent.class_) as at:
        assert _linked(at, link, loader) == {at.ours.id}
    with attempt(link.parent.class_, EVERYONE) as at:
        assert _linked(at, link, loader) == {at.ours.id, at.theirs.id}


def _linked(at: Attempt, link: Any, loader: Any) -> set[UUID]:
    parents = at.session.scalars(select(at.model).options(loader(link.class_attribute))).unique()
    return {child.organisation_id for parent in parents for child in _children(parent, link)}


def _children(parent: Any, link: Any) -> list[Any]:
    found = getattr(parent, link.key)
    return list(found) if link.uselist else [found] if found else []


@every_link
def test_an_object_from_elsewhere_leads_to_nothing(link: Any, attempt: Any) -> None:
    def children_of_a_ghost(at: Attempt) -> Any:
        return [child.id for child in _children(at.ghost(), link)]

    def children_of_a_stranger(at: Attempt) -> Any:
        stranger = at.model(**at.theirs.values(at.table) | {"id": at.their_id})
        at.session.enable_relationship_loading(stranger)
        return [child.id for child in _children(stranger, link)]

    for path in (children_of_a_ghost, children_of_a_stranger):
        with attempt(link.parent.class_) as at, at.session.no_autoflush:
            assert _or_nothing(path, at) == []
        with attempt(link.parent.class_, EVERYONE) as at, at.session.no_autoflush:
            assert path(at) != []


def _or_nothing(path: Callable[[Attempt], Any], at: Attempt) -> Any:
    try:
        return path(at)
    except (TenancyError, InvalidRequestError):
        return []


@every_model
def test_a_session_of_one_organisation_refuses_to_work_in_another(model: type[TenantModel], attempt: Any) -> None:
    with attempt(model) as at:
        ours = at.session.get(model, at.our_id)
        with within(organisation(at.theirs.id)):
            for use in (
                lambda: at.session.get(inspect(model), (at.ours.id, at.our_id)),
                lambda: at.session.scalars(select(model)).all(),
                lambda: at.session.refresh(ours),
                lambda: at.session.execute(delete(model)),
            ):
                with pytest.raises(TenancyError, match="outside the scope"):
                    use()


def test_what_is_pending_is_not_written_in_another_scope(attempt: Any) -> None:
    with attempt(Access) as at:
        at.session.add(Access(**at.ours.values(at.table)))
        with within(organisation(at.theirs.id)), pytest.raises(TenancyError, match="outside the scope"):
            at.session.flush()


@every_model
def test_act_as_forgets_the_objects_of_the_scope_before(model: type[TenantModel], attempt: Any) -> None:
    with attempt(model) as at:
        ours = at.session.get(model, at.our_id)

        act_as(at.session, organisation(at.theirs.id))

        assert ours not in at.session
        assert at.session.get(inspect(model), (at.ours.id, at.our_id)) is None
        assert [row.id for row in at.session.scalars(select(model))] == [at.their_id]


def test_act_as_saves_for_the_organisation_that_it_was_made_in(attempt: Any) -> None:
    with attempt(Access) as at:
        values = at.ours.values(at.table) | {"user_id": at.theirs.rows["user_account"]}
        at.session.add(Access(**values))

        act_as(at.session, organisation(at.theirs.id))
        act_as(at.session, organisation(at.ours.id))

        assert at.session.get(Access, values["id"]).organisation_id == at.ours.id


def test_a_person_reads_her_own_accesses_everywhere_and_nobody_elses(attempt: Any) -> None:
    with attempt(Access) as at:
        hers = at.theirs.rows["user_account"]
        act_as(at.session, person(hers))
        other = aliased(Access)

        assert at.session.scalars(select(Access.user_id)).all() == [hers]
        assert at.session.scalars(select(other.user_id)).all() == [hers]
        assert at.session.scalars(select(Access.user_id).where(Access.organisation_id == at.ours.id)).all() == []


@every_model
def test_a_person_reads_no_other_table_of_a_tenant(model: type[TenantModel], attempt: Any) -> None:
    with attempt(model, person(UUID(int=1))) as at:
        if model.__own_rows__:
            assert at.session.scalars(select(model.id)).all() == []
            return
        with pytest.raises(TenancyError):
            at.session.scalars(select(model.id)).all()


@pytest.mark.parametrize("write", [insert, update, delete])
def test_a_person_changes_no_access_not_even_her_own(write: Any, attempt: Any) -> None:
    with attempt(Access) as at:
        act_as(at.session, person(at.ours.rows["user_account"]))
        values = at.ours.values(at.table)
        statement = write(Access) if write is delete else write(Access).values(values)
        with pytest.raises(TenancyError):
            at.session.execute(statement)


@pytest.mark.parametrize("write", [insert, update])
def test_a_write_inside_a_read_is_refused(write: Any, attempt: Any) -> None:
    """It could name any organisation. (SQLite has no such statement, and is not asked.)"""
    with attempt(Access) as at:
        made = write(Access).values(at.new()).returning(Access.id).cte()
        with pytest.raises(TenancyError):
            at.session.execute(select(made.c.id))


def test_refreshing_our_own_rows_works(attempt: Any) -> None:
    for model in TENANT_MODELS:
        with attempt(model) as at:
            ours = at.session.get(model, at.our_id)
            at.session.expire(ours)
            assert ours.id == at.our_id
            at.session.refresh(ours)
            assert ours.organisation_id == at.ours.id


def test_nobody_reads_global_tables(attempt: Any) -> None:
    with attempt(Access, NOBODY) as at:
        assert set(at.session.scalars(select(Organisation.id))) == {at.ours.id, at.theirs.id}
