"""Asked, answered, ended: both ends say the same, and outsiders answer by personal link."""

import re
from datetime import timedelta

from portal import clock
from portal.audit.models import AuditEntry
from portal.exchange.models import ExchangeLetter, Partner
from portal.links.models import PersonalLink
from portal.messages.models import Message
from portal.plugin_api import Role

OURS, THEIRS = "/o/hjertelag/partners", "/o/lungelag/partners"


def statuses(rows, *organisations):
    return [[(one.status, one.is_ours) for one in rows(here, Partner)] for here in organisations]


def asked(browser, actor, organisation, slug="lungelag"):
    boss = browser(actor(organisation, Role.ADMINISTRATOR))
    return boss, boss.post(f"{OURS}/ask", {"slug": slug})


def test_a_question_stands_at_both_ends_and_in_the_mail_of_their_administrators(
    browser, actor, rows, organisation, other_organisation
):
    boss = actor(other_organisation, Role.ADMINISTRATOR)
    actor(other_organisation, Role.STAFF)

    asked(browser, actor, organisation)

    assert statuses(rows, organisation, other_organisation) == [[("asked", True)], [("asked", False)]]
    [letter] = rows(other_organisation, Message)
    assert letter.recipient == boss.email
    assert "Hjertelaget" in letter.text
    assert "Hjertelaget" not in letter.subject
    assert rows(organisation, Message) == []


def test_yes_connects_both_and_no_connects_neither(browser, actor, rows, organisation, other_organisation):
    asked(browser, actor, organisation)
    boss = browser(actor(other_organisation, Role.ADMINISTRATOR))
    [theirs] = rows(other_organisation, Partner)

    boss.post(f"{THEIRS}/{theirs.id}/answer", {"answer": "no"})
    assert statuses(rows, organisation, other_organisation) == [[("declined", True)], [("declined", False)]]

    asked(browser, actor, organisation)
    boss.post(f"{THEIRS}/{theirs.id}/answer", {"answer": "yes"})
    assert statuses(rows, organisation, other_organisation) == [[("accepted", True)], [("accepted", False)]]
    assert {entry.action for entry in rows(organisation, AuditEntry)} >= {
        "partner.asked",
        "partner.declined",
        "partner.accepted",
    }


def test_whoever_asked_cannot_answer_herself(browser, actor, rows, organisation, other_organisation):
    boss, _answer = asked(browser, actor, organisation)
    [ours] = rows(organisation, Partner)

    assert boss.get(f"{OURS}/{ours.id}/answer").status_code == 404
    fields = {**boss.fields(f"{OURS}/ask"), "answer": "yes"}
    assert boss.send(f"{OURS}/{ours.id}/answer", fields).status_code == 404
    assert statuses(rows, other_organisation) == [[("asked", False)]]


def test_either_ends_it_and_what_was_sent_stays_at_both_ends(
    browser, actor, rows, send, connection, organisation, other_organisation
):
    send("hei")

    browser(actor(other_organisation, Role.ADMINISTRATOR)).post(f"{THEIRS}/{connection}/end")

    assert [one[0][0] for one in statuses(rows, organisation, other_organisation)] == ["ended", "ended"]
    assert len(rows(organisation, ExchangeLetter)) == len(rows(other_organisation, ExchangeLetter)) == 1


def test_an_unknown_address_is_said_at_its_field(browser, actor, rows, organisation):
    _boss, answer = asked(browser, actor, organisation, "finnes-ikke")

    assert "Ingen organisasjon har denne adressen" in answer.text
    assert rows(organisation, Partner) == []


def test_asked_twice_is_asked_once(browser, actor, rows, organisation, other_organisation):
    asked(browser, actor, organisation)
    asked(browser, actor, organisation)

    assert statuses(rows, organisation, other_organisation) == [[("asked", True)], [("asked", False)]]


def ask_and_take_back(browser, actor, rows, organisation):
    boss, answer = asked(browser, actor, organisation)
    [ours] = rows(organisation, Partner)
    boss.post(f"{OURS}/{ours.id}/end")
    return answer


def test_a_question_that_is_taken_back_and_asked_again_is_one_letter_within_some_days(
    browser, actor, rows, organisation, other_organisation
):
    actor(other_organisation, Role.ADMINISTRATOR)
    for _time in range(2):
        ask_and_take_back(browser, actor, rows, organisation)
    assert len(rows(other_organisation, Message)) == 1

    with clock.stopped_at(clock.now() + timedelta(days=8)):
        asked(browser, actor, organisation)

    assert len(rows(other_organisation, Message)) == 2
    assert statuses(rows, other_organisation) == [[("asked", False)]]


def test_nobody_is_asked_over_and_over(browser, actor, rows, organisation, other_organisation):
    *answers, last = [ask_and_take_back(browser, actor, rows, organisation) for _time in range(6)]

    assert [answer.status_code for answer in answers] == [303] * 5
    assert "sekunder" in last.text
    asked_them = [entry for entry in rows(other_organisation, AuditEntry) if entry.action == "partner.asked"]
    assert len(asked_them) == 5


def test_nobody_else_sees_or_changes_it(browser, actor, rows, factory, connection, organisation):
    third = factory.organisation("nyrelag", "Nyrelaget")
    boss = browser(actor(third, Role.ADMINISTRATOR))

    assert boss.get(f"/o/nyrelag/partners/{connection}").status_code == 404
    assert browser(actor(organisation, Role.STAFF)).get(f"{OURS}/{connection}/end").status_code == 403


def invited(browser, actor, organisation, rows):
    boss = browser(actor(organisation, Role.ADMINISTRATOR))
    boss.post(f"{OURS}/invite", {"name": "Fjord kommune", "email": "post@fjord.example"})
    [letter] = rows(organisation, Message)
    return re.search(r"(/p/hjertelag/l/\S+)", letter.text)[1]


def test_a_partner_without_an_account_answers_through_its_link_with_name_and_role(
    browser, actor, rows, nobody, organisation
):
    address = invited(browser, actor, organisation, rows)
    assert "Hjertelaget" in nobody.get(address).text

    nobody.post(address, {"answer": "yes", "name": "Ida Vik", "role": "helseleder"})

    [partner] = rows(organisation, Partner)
    assert (partner.status, partner.answered_as) == ("accepted", "Ida Vik, helseleder")
    assert nobody.get(address).status_code == 410


def test_what_is_sent_to_it_afterwards_is_a_link_of_its_own(browser, actor, rows, nobody, organisation, factory):
    from decimal import Decimal

    from portal.exchange.services import send_letter
    from portal.extensions import db
    from portal.tenancy.scope import organisation as scope_of
    from tests.letter_kinds import NOTE, Note

    nobody.post(invited(browser, actor, organisation, rows), {"answer": "yes", "name": "Ida Vik"})
    [partner] = rows(organisation, Partner)

    with factory.working_as(scope_of(organisation.id)):
        send_letter(partner.id, NOTE, Note("hei", Decimal(1)), by=None)
        db.session.commit()

    [_question, letter] = sorted(rows(organisation, Message), key=lambda one: one.id)
    assert nobody.get(re.search(r"(/p/hjertelag/l/\S+)", letter.text)[1]).status_code == 200
    assert [link.partner_id for link in rows(organisation, PersonalLink)] == [partner.id] * 2


def test_ending_it_closes_the_link_that_asked(browser, actor, rows, nobody, organisation):
    address = invited(browser, actor, organisation, rows)
    [partner] = rows(organisation, Partner)

    browser(actor(organisation, Role.ADMINISTRATOR)).post(f"{OURS}/{partner.id}/end")

    assert nobody.get(address).status_code == 410
