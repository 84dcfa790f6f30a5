"""Staff who arrange types, and a volunteer who registers with them."""

import pytest
from sqlalchemy import select

from portal.activities.models import Activity, ActivityKind
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.portal.kinds.arranging import Arranger


@pytest.fixture
def rows(factory, organisation):
    """What is kept: `rows(Activity)`."""

    def read(model=ActivityKind):
        with factory.working_as(scope_of(organisation.id)):
            return list(db.session.scalars(select(model).order_by(model.id)))

    return read


@pytest.fixture
def activities(rows):
    return lambda: rows(Activity)


@pytest.fixture
def staff(organisation, actor, browser, rows):
    return Arranger(browser(actor(organisation, Role.STAFF)), rows)


@pytest.fixture
def volunteer(factory, organisation, actor, browser):
    return browser(actor(organisation, Role.VOLUNTEER, factory.unit(organisation, "Agder")))
