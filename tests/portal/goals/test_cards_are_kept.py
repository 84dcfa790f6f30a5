"""A card is worked out once for what the database says; whatever anybody writes is seen with the next page."""

import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from portal import clock
from portal.extensions import db
from portal.goals.cards import cards_of
from portal.goals.models import Measurement
from portal.goals.queries import goals_on_start_page
from portal.i18n.language import use_language
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.contract.stored import Stored

START = "/o/hjertelag/"
FOLLOWS = {"source": "activities", "kind": "yearly", "activity_types": ["core.meeting"], "measure": "activities"}


@pytest.fixture
def plan(factory, organisation):
    return factory.plan(organisation)


@pytest.fixture
def readings(factory, organisation):
    def read():
        setup = factory.setup(organisation)
        with factory.working_as(scope_of(organisation.id)):
            rows = goals_on_start_page(organisation.id)
            return [card.reading for card in cards_of(organisation.id, rows, setup).values()]

    return read


def test_nothing_is_worked_out_twice(factory, organisation, plan, readings):
    _goal, typed = factory.goal(organisation, plan, "Medlemmer")
    factory.goal(organisation, plan, "Møter", **FOLLOWS)
    factory.measurement(organisation, typed, date(2026, 3, 1), 12)
    factory.activity(organisation, on_date=date(2026, 3, 2))

    first, again = readings(), readings()

    assert len(first) == 2
    assert all(one is other for one, other in zip(first, again, strict=True))


def test_another_language_is_another_card(factory, organisation, plan, readings):
    factory.goal(organisation, plan, "Medlemmer")
    with use_language("da"):
        danish = readings()

    assert danish[0] is not readings()[0]


def test_what_another_process_writes_is_on_the_next_page(factory, organisation, plan, actor, browser, app, config):
    """Behind this process's back, as the worker or another of gunicorn's does."""
    _goal, indicator = factory.goal(organisation, plan, "Medlemmer")
    measurement = factory.measurement(organisation, indicator, date(2026, 3, 1), 4321)
    staff = browser(actor(organisation, Role.STAFF))
    assert "4\xa0321 members" in staff.get(START).text

    key = measurement.hex if config.sqlite else str(measurement)
    Stored(app, config).run(f"UPDATE measurement SET value = 4322 WHERE id = '{key}'")

    page = staff.get(START).text
    assert "4\xa0322 members" in page
    assert "4\xa0321" not in page


def test_a_counter_that_another_process_moves_is_on_the_next_page(
    factory, organisation, plan, actor, browser, app, config
):
    factory.goal(organisation, plan, "Møter", **FOLLOWS)
    factory.activity(organisation)
    staff = browser(actor(organisation, Role.STAFF))
    before = staff.get(START).text

    Stored(app, config).run("UPDATE activity_tally SET total = 4322 WHERE measure = 'activities'")

    assert "4\xa0322 members" not in before
    assert "4\xa0322 members" in staff.get(START).text


def test_a_new_name_is_on_the_next_page(factory, organisation, plan, actor, browser, app, config):
    factory.goal(organisation, plan, "Medlemmer")
    staff = browser(actor(organisation, Role.STAFF))
    staff.get(START)

    Stored(app, config).run("UPDATE goal SET title = 'Flere venner'")

    assert re.search(r"Flere venner</a></h3>", staff.get(START).text)


@pytest.mark.parametrize("value", ["0.1", "0.3333", "12345678.9", "-2.5", "99999999999.9999", "0"])
def test_figures_come_back_as_they_were_written(factory, organisation, plan, readings, value, on_postgresql):
    _goal, indicator = factory.goal(organisation, plan, "Medlemmer")
    with factory.working_as(scope_of(organisation.id)):
        measured = {"indicator_id": indicator, "on_date": date(2026, 3, 1), "value": Decimal(value)}
        db.session.add(Measurement(id=uuid4(), measured_at=clock.now(), **measured))
        db.session.commit()

    [reading] = readings()

    assert [point.value for point in reading.measured] == [Decimal(value)]
