"""It is November, and there are two branches."""

import pytest
from sqlalchemy import select

from portal import clock
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.actors import Browser
from tests.portal.telling import IN_NOVEMBER


@pytest.fixture(autouse=True)
def in_november():
    with clock.stopped_at(IN_NOVEMBER):
        yield


@pytest.fixture
def branch(factory, organisation):
    return factory.unit(organisation, "Bergen")


@pytest.fixture
def other_branch(factory, organisation):
    return factory.unit(organisation, "Voss")


@pytest.fixture
def sign_in(app, factory, organisation):
    def opened(role, unit_id=None, who=None):
        browser = Browser(app)
        browser.sign_in(who or factory.actor(organisation, role, unit_id))
        return browser

    return opened


@pytest.fixture
def leader(sign_in, branch):
    return sign_in(Role.UNIT_LEADER, branch)


@pytest.fixture
def staff(sign_in):
    return sign_in(Role.STAFF)


@pytest.fixture
def read(factory, organisation):
    def rows(model):
        with factory.working_as(scope_of(organisation.id)):
            return db.session.scalars(select(model)).all()

    return rows
