"""A unit tells of its year: prefilled, savable half-way, sent in, opened again. Rows D5, D6."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.activities.models import ActivityKind
from portal.extensions import db
from portal.organisations.setup import touch_setup
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from portal.year_reports.models import UnitReport
from tests.portal.telling import BASE, IN_NOVEMBER, ask, meet, page_of, send_in


def test_her_form_is_filled_from_what_was_registered(factory, organisation, branch, other_branch, leader):
    for people in (8, 5):
        meet(factory, organisation, branch, numbers={"participants": people})
    meet(factory, organisation, other_branch, numbers={"participants": 40_077})
    factory.activity(
        organisation, unit_id=branch, on_date=clock.today().replace(year=2025), numbers={"participants": 40_091}
    )

    page = leader.get(page_of(branch)).text

    assert "Registrert: 2<" in page
    assert "Registrert: 13<" in page
    assert "40\xa0077" not in page
    assert "40\xa0091" not in page


def test_what_she_knows_better_stands_beside_what_was_registered(factory, organisation, branch, leader, read):
    meet(factory, organisation, branch, numbers={"participants": 8})

    send_in(leader, branch, **{"number_core.meeting:activities": "9", "number_core.meeting:participants": "8"})

    assert read(UnitReport)[0].numbers == {"core.meeting:activities": 9}, "what agrees with the register is not kept"
    assert "9 (registrert: 1)" in leader.get(f"{page_of(branch)}/read").text


def test_saved_half_way_nothing_is_demanded_and_nothing_is_lost(factory, organisation, branch, leader):
    ask(factory, organisation)

    answer = leader.post(page_of(branch), {"text": "Turene gikk bra", "save": "1"})

    assert answer.status_code == 303
    assert "Turene gikk bra" in leader.get(page_of(branch)).text
    assert "Påbegynt" in leader.get(f"{BASE}/").text


def test_sent_in_what_must_be_answered_is_demanded(factory, organisation, branch, leader, read):
    ask(factory, organisation)

    page = leader.post(page_of(branch), {"text": "Turene gikk bra", "send": "1"})

    assert page.status_code == 200
    assert "Svar på dette spørsmålet" in page.text
    assert "Turene gikk bra" in page.text
    assert read(UnitReport) == []


def test_the_last_step_demands_it_too(factory, organisation, branch, leader, read):
    leader.post(page_of(branch), {"save": "1"})
    hers = leader.fields(f"{page_of(branch)}/send")
    ask(factory, organisation)

    page = leader.send(f"{page_of(branch)}/send", hers)

    assert page.status_code == 200
    assert "Hvem samarbeidet dere med?" in page.text
    assert read(UnitReport)[0].sent_at is None


def test_she_looks_it_through_before_it_is_sent(factory, organisation, branch, leader, read):
    ask(factory, organisation)

    answer = leader.post(page_of(branch), {"number_q1": "Biblioteket", "send": "1"}, follow_redirects=True)

    assert "Stemmer dette?" in answer.text
    assert "Biblioteket" in answer.text
    assert read(UnitReport)[0].sent_at is None
    leader.post(f"{page_of(branch)}/send")
    assert read(UnitReport)[0].sent_at == IN_NOVEMBER


def test_a_number_that_cannot_be_is_said_and_the_rest_stays(factory, organisation, branch, leader, read):
    meet(factory, organisation, branch)

    page = leader.post(page_of(branch), {"number_core.meeting:activities": "mange", "text": "Bra", "save": "1"}).text

    assert "Skriv et tall fra 0 til" in page
    assert 'value="mange"' in page
    assert "Bra" in page
    assert read(UnitReport) == []


def test_a_type_that_nobody_registered_can_be_written_in(branch, leader, read):
    assert "core.webinar" not in leader.get(page_of(branch)).text

    leader.post(f"{page_of(branch)}?all=1", {"number_core.webinar:activities": "3", "save": "1"})

    assert read(UnitReport)[0].numbers == {"core.webinar:activities": 3}
    assert "core.webinar" in leader.get(page_of(branch)).text


def test_showing_all_types_loses_nothing(branch, leader):
    answer = leader.post(page_of(branch), {"text": "Halvveis", "more": "1"}, follow_redirects=True)

    assert "core.webinar" in answer.text
    assert "Halvveis" in answer.text


def test_a_question_that_is_no_longer_asked_keeps_its_answer(factory, organisation, branch, leader):
    ask(factory, organisation, required=False)
    leader.post(page_of(branch), {"number_q1": "Biblioteket", "save": "1"})
    with factory.working_as(scope_of(organisation.id)):
        kind = db.session.scalars(select(ActivityKind)).one()
        kind.questions = [{**kind.questions[0], "retired": True}]
        touch_setup(organisation.id)
        db.session.commit()

    send_in(leader, branch, text="Nytt")

    assert "Biblioteket" in leader.get(f"{page_of(branch)}/read").text


def test_she_writes_for_her_own_unit_only(branch, other_branch, leader, staff):
    assert leader.get(page_of(other_branch)).status_code == 403
    assert "Voss" not in leader.get(f"{BASE}/").text
    assert staff.get(page_of(other_branch)).status_code == 200


@pytest.mark.parametrize("year", [1999, 2027])
def test_there_is_no_report_of_a_year_that_cannot_be(branch, leader, year):
    assert leader.get(page_of(branch, year)).status_code == 404


def test_what_is_sent_in_is_changed_only_when_it_is_opened_again(branch, leader, read):
    hers = leader.fields(page_of(branch))
    send_in(leader, branch, text="Ferdig")

    assert leader.get(page_of(branch)).status_code == 303
    assert leader.send(page_of(branch), {**hers, "text": "Lurt", "save": "1"}).status_code == 403

    leader.post(f"{page_of(branch)}/reopen")
    leader.post(page_of(branch), {"text": "Rettet", "save": "1"})
    assert [(row.text, row.sent_at) for row in read(UnitReport)] == [("Rettet", None)]


def test_she_opens_it_again_for_thirty_days_and_staff_always(factory, organisation, branch, leader, sign_in, read):
    hers, theirs = factory.actor(organisation, Role.UNIT_LEADER, branch), factory.actor(organisation, Role.STAFF)
    send_in(leader, branch)
    with clock.stopped_at(IN_NOVEMBER + timedelta(days=29, hours=23)):
        assert leader.get(f"{page_of(branch)}/reopen").status_code == 200
        assert f"{page_of(branch)}/reopen" in leader.get(f"{page_of(branch)}/read").text
    with clock.stopped_at(IN_NOVEMBER + timedelta(days=30)):
        later = sign_in(None, who=hers)
        assert later.get(f"{page_of(branch)}/reopen").status_code == 403
        assert f"{page_of(branch)}/reopen" not in later.get(f"{page_of(branch)}/read").text
        sign_in(None, who=theirs).post(f"{page_of(branch)}/reopen")
    assert read(UnitReport)[0].sent_at is None
