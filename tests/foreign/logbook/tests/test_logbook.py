"""What this plugin promises. `factory`, `actor` and `browser` come from the portal's own tests."""

from datetime import timedelta

import pytest
from portal import clock
from portal.plugin_api import Role

PAGE = "/o/hjertelag/logbook/"


@pytest.fixture
def staff(factory, organisation, actor, browser):
    factory.plugin(organisation, "logbook")
    return browser(actor(organisation, Role.STAFF))


def test_what_is_written_down_shows_on_the_page(staff):
    staff.post(PAGE + "new", {"title": "Turen til fjorden"})

    assert "Turen til fjorden" in staff.get(PAGE).text


def test_a_day_that_has_not_come_is_refused(staff):
    tomorrow = clock.today() + timedelta(days=1)

    answer = staff.post(PAGE + "new", {"title": "Turen til fjorden", "on_date": tomorrow.isoformat()})

    assert answer.status_code == 200
    assert "Turen til fjorden" not in staff.get(PAGE).text


def test_another_organisation_sees_nothing_of_it(staff, factory, other_organisation, actor, browser):
    factory.plugin(other_organisation, "logbook")
    stranger = browser(actor(other_organisation, Role.ADMINISTRATOR))
    staff.post(PAGE + "new", {"title": "Turen til fjorden"})

    assert "Turen til fjorden" not in stranger.get("/o/lungelag/logbook/").text
    assert stranger.get(PAGE).status_code == 404
