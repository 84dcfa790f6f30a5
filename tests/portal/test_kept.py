"""A form that the phone kept and sends by script: whose it is, where it leads, and once."""

import pytest
from sqlalchemy import func, select

from portal.activities.models import Activity
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of

MEETING = "/o/hjertelag/activities/register/core.meeting"


@pytest.fixture
def kari(organisation, actor):
    return actor(organisation, Role.VOLUNTEER)


@pytest.fixture
def registered(factory, organisation):
    def count():
        with factory.working_as(scope_of(organisation.id)):
            return db.session.scalar(select(func.count()).select_from(Activity))

    return count


def of(person):
    return {"X-Draft-Of": str(person.id)}


def test_it_is_told_where_it_leads_instead_of_being_led(browser, kari, registered):
    opened = browser(kari)
    typed = {**opened.fields(MEETING), "number_participants": "7"}

    answers = [opened.send(MEETING, typed, headers=of(kari)) for _time in range(2)]

    assert {(answer.status_code, answer.location) for answer in answers} == {(204, answers[0].location)}
    assert answers[0].location.startswith("/o/hjertelag/mine/registered/")
    assert registered() == 1


def test_what_somebody_else_had_typed_is_not_registered_in_her_name(organisation, actor, browser, kari, registered):
    opened = browser(actor(organisation, Role.VOLUNTEER))
    typed = {**opened.fields(MEETING), "number_participants": "7"}

    assert opened.send(MEETING, typed, headers=of(kari)).status_code == 412
    assert registered() == 0


def test_without_a_sign_in_it_is_told_the_way_to_sign_in(browser, kari, registered):
    answer = browser().send(MEETING, {"number_participants": "7"}, headers=of(kari))

    assert (answer.status_code, answer.location.partition("?")[0]) == (204, "/sign-in")
    assert registered() == 0


def test_a_form_with_faults_comes_back_as_ever(browser, kari):
    opened = browser(kari)
    answer = opened.send(MEETING, {**opened.fields(MEETING), "number_participants": "mange"}, headers=of(kari))

    assert answer.status_code == 200
    assert 'id="number_participants-error"' in answer.text
