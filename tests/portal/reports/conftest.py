"""A plan with a year behind it, and people who read about it."""

from datetime import date

import pytest

from portal import clock
from portal.extensions import db
from portal.goals.models import Plan
from portal.organisations.queries import setup_now
from portal.plugin_api import Role, house
from portal.reports.writing import Place, Reader, write_report
from portal.tenancy.scope import organisation as scope_of

LAST_YEAR = date(clock.today().year - 1, 12, 31)


@pytest.fixture
def plan(factory, organisation):
    """(plan, area) that was in force last year and is still."""
    made = factory.plan(organisation, "Planen")
    with factory.working_as(scope_of(organisation.id)):
        row = db.session.get_one(Plan, (organisation.id, made[0]))
        row.starts_on, row.ends_on = date(LAST_YEAR.year, 1, 1), date(2040, 12, 31)
        db.session.commit()
    return made


@pytest.fixture
def read(factory, organisation, plan):
    """The report of a year, as whoever may see everything reads it."""

    def written(year=None, units=None, chapters=None):
        with factory.working_as(scope_of(organisation.id)):
            setup = setup_now(organisation.id)
            said = house().report_chapters if chapters is None else chapters
            reader = Reader(frozenset(setup.unit) if units is None else frozenset(units), frozenset(said))
            here = Place(organisation.id, organisation.name, setup)
            return write_report(here, plan[0], year or clock.today().year, reader)

    return written


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


@pytest.fixture
def add(factory, organisation):
    """Rows that no service of ours makes."""

    def added(*rows):
        with factory.working_as(scope_of(organisation.id)):
            db.session.add_all(rows)
            db.session.commit()

    return added
