"""An association with its plugin on, people in its register, and staff who keep it."""

from datetime import UTC, date, datetime

import pytest

from plugins.recruitment.members.services import begin_membership
from portal import clock
from portal.extensions import db
from portal.people.services import add_person
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from portal.worker import work_once
from tests.plugins.recruitment.lists import Keeper

TODAY = date(2026, 11, 22)


@pytest.fixture
def stopped():
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def association(factory, organisation, stopped):
    factory.plugin(organisation, "recruitment")
    return organisation


@pytest.fixture
def person(factory):
    def add(organisation, name, **values):
        with factory.working_as(scope_of(organisation.id)):
            made = add_person(by=None, name=name, language="nb", **values)
            db.session.commit()
            return made.id

    return add


@pytest.fixture
def member(factory, person):
    def add(organisation, name, *, kind="patient", unit_id=None, since=date(2024, 3, 1), **values):
        her = person(organisation, name, unit_id=unit_id, **values)
        with factory.working_as(scope_of(organisation.id)):
            begin_membership(her, kind=kind, unit_id=unit_id, starts_on=since, by=None)
            db.session.commit()
        return her

    return add


@pytest.fixture
def staff(association, actor, browser):
    return browser(actor(association, Role.STAFF))


@pytest.fixture
def work(app):
    def once():
        with app.app_context():
            return work_once()

    return once


@pytest.fixture
def inside(factory, association):
    return lambda: factory.working_as(scope_of(association.id))


@pytest.fixture
def keeper(factory, association, staff, work):
    factory.unit(association, "Agder")
    return Keeper(staff, work)
