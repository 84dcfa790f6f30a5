"""Somebody of the staff with a sheet in her hand."""

import pytest
from sqlalchemy import select

from portal.activities.models import Activity
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from portal.worker import work_once
from tests.portal.imports.earlier import Staff


@pytest.fixture
def staff(browser, actor, organisation, factory):
    factory.unit(organisation, "Agder")
    return Staff(browser(actor(organisation, Role.STAFF)))


@pytest.fixture
def work(app):
    def once():
        with app.app_context():
            return work_once()

    return once


@pytest.fixture
def inside(factory, organisation):
    return lambda: factory.working_as(scope_of(organisation.id))


@pytest.fixture
def registered(inside):
    """(type, day, numbers, note) of all that is there."""

    def found():
        with inside():
            rows = db.session.scalars(select(Activity).order_by(Activity.on_date, Activity.id))
            return [(row.activity_type, row.on_date.isoformat(), row.numbers, row.note) for row in rows]

    return found
