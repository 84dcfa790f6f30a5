"""An organisation always keeps one administrator."""

import pytest
from sqlalchemy import select

from portal.extensions import db
from portal.organisations.models import Access
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.portal.at_once import all_at_once
from tests.reading import says

LAST = "This is the last administrator. Make somebody else administrator first."


@pytest.fixture
def access_of(factory, organisation):
    def found(actor):
        with factory.working_as(scope_of(organisation.id)):
            row = db.session.scalars(select(Access).where(Access.user_id == actor.id)).one()
        return f"/o/hjertelag/access/{row.id}"

    return found


@pytest.fixture
def administrators(factory, organisation):
    def found():
        with factory.working_as(scope_of(organisation.id)):
            statement = select(Access.user_id).where(Access.role == "administrator")
            return set(db.session.scalars(statement))

    return found


def test_the_last_one_cannot_be_ended(organisation, actor, browser, access_of, administrators):
    boss = actor(organisation, Role.ADMINISTRATOR)
    actor(organisation, Role.STAFF)

    page = browser(boss).post(f"{access_of(boss)}/end")

    assert says(page, LAST)
    assert administrators() == {boss.id}


@pytest.mark.parametrize("role", [role.value for role in Role if role is not Role.ADMINISTRATOR])
def test_the_last_one_cannot_get_another_role(organisation, actor, browser, access_of, administrators, role):
    boss = actor(organisation, Role.ADMINISTRATOR)

    page = browser(boss).post(access_of(boss), {"role": role})

    assert says(page, LAST)
    assert administrators() == {boss.id}


def test_another_organisations_administrator_does_not_count(
    organisation, other_organisation, actor, browser, access_of, administrators
):
    boss = actor(organisation, Role.ADMINISTRATOR)
    actor(other_organisation, Role.ADMINISTRATOR)

    assert says(browser(boss).post(f"{access_of(boss)}/end"), LAST)
    assert administrators() == {boss.id}


def test_one_of_two_can_be_ended(organisation, actor, browser, access_of, administrators):
    boss, other = actor(organisation, Role.ADMINISTRATOR), actor(organisation, Role.ADMINISTRATOR)

    assert browser(boss).post(f"{access_of(other)}/end").status_code == 303
    assert administrators() == {boss.id}


def test_two_who_end_each_other_at_the_same_moment_leave_one(
    config, organisation, actor, browser, access_of, administrators
):
    one, two = actor(organisation, Role.ADMINISTRATOR), actor(organisation, Role.ADMINISTRATOR)
    pairs = [(browser(one), f"{access_of(two)}/end"), (browser(two), f"{access_of(one)}/end")]
    typed = [opened.fields(path) for opened, path in pairs]

    answers = all_at_once(
        config, "access", *(lambda at=at: pairs[at][0].send(pairs[at][1], typed[at]).status_code for at in range(2))
    )

    assert answers.count(303) == 1
    assert 500 not in answers
    assert len(administrators()) == 1


def test_two_who_demote_each_other_at_the_same_moment_leave_one(
    config, organisation, actor, browser, access_of, administrators
):
    one, two = actor(organisation, Role.ADMINISTRATOR), actor(organisation, Role.ADMINISTRATOR)
    pairs = [(browser(one), access_of(two)), (browser(two), access_of(one))]
    typed = [{**opened.fields(path), "role": "reader"} for opened, path in pairs]

    answers = all_at_once(
        config, "access", *(lambda at=at: pairs[at][0].send(pairs[at][1], typed[at]).status_code for at in range(2))
    )

    assert answers.count(303) == 1
    assert 500 not in answers
    assert len(administrators()) == 1
