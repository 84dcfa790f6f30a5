"""A branch that plans, and what is stored of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.activities.kinds import kinds_at
from portal.activities.models import Activity, ActivityTally
from portal.calendar.models import DueItem
from portal.extensions import db
from portal.plugin_api import Role
from portal.programme.services import plan_activities
from portal.tenancy.scope import organisation as scope_of


@pytest.fixture
def agder(factory, organisation):
    return factory.unit(organisation, "Agder")


@pytest.fixture
def kari(organisation, actor, agder):
    return actor(organisation, Role.VOLUNTEER, agder)


@pytest.fixture
def opened(browser, kari):
    return browser(kari)


@pytest.fixture
def days():
    """`days(3)`: three days from today."""
    return lambda number: clock.today() + timedelta(days=number)


@pytest.fixture
def put(factory, organisation, agder, days):
    """`put(3, title="Café")`: planned for three days from today, however long ago. `put([3, 10])`: a series."""

    def make(when, *, where=organisation, **said):
        many = [days(number) for number in (when if isinstance(when, list) else [when])]
        values = {
            "activity_type": "core.meeting", "unit_id": factory.root(where) if where is not organisation else agder,
            "note": "", "is_public": True, **said,
        }  # fmt: skip
        with factory.working_as(scope_of(where.id)), clock.stopped_at(clock.now() - timedelta(days=400)):
            made = plan_activities(many, kinds=kinds_at(where.id, where.setup_version), by=None, **values)
            db.session.commit()
            return [one.id for one in made] if isinstance(when, list) else made[0].id

    return make


def _reads(factory, organisation, statement):
    with factory.working_as(scope_of(organisation.id)):
        return db.session.scalars(statement).all()


@pytest.fixture
def stored(factory, organisation):
    """All activities, by day."""
    return lambda: _reads(factory, organisation, select(Activity).order_by(Activity.on_date, Activity.id))


@pytest.fixture
def due(factory, organisation):
    """What is due of the programme, by day."""
    said = select(DueItem).where(DueItem.source == "programme.planned").order_by(DueItem.on_date)
    return lambda: _reads(factory, organisation, said)


@pytest.fixture
def tally(factory, organisation, agder):
    """(measure, month, total) of the branch."""

    def found():
        rows = _reads(factory, organisation, select(ActivityTally).where(ActivityTally.unit_id == agder))
        return {(row.measure, row.month, row.total) for row in rows if row.total}

    return found
