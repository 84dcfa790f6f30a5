"""A forgotten password: a mailed link that works once."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.accounts.models import MailedLink
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import NOBODY
from tests.actors import PASSWORD
from tests.portal.at_once import all_at_once
from tests.reading import letters_to, link_in, says

NEW = "grønn båt på land"
OVER = "This link has been used or is too old. Please ask for a new one."


@pytest.fixture
def kari(organisation, actor):
    return actor(organisation, Role.STAFF)


@pytest.fixture
def ask(factory, nobody):
    """Ask for a letter to this address; the path of its link."""

    def asked(email):
        nobody.post("/forgotten-password", {"email": email})
        return link_in(letters_to(factory, email)[-1])

    return asked


def is_in(browser):
    return browser.get("/profile/").status_code == 200


def can_sign_in(browser, actor, password):
    opened = browser()
    opened.sign_in(actor, password)
    return is_in(opened)


def test_the_link_sets_a_new_password(kari, ask, nobody, browser):
    answer = nobody.post(ask(kari.email), {"password": NEW})

    assert answer.location == "/sign-in"
    assert can_sign_in(browser, kari, NEW)
    assert not can_sign_in(browser, kari, PASSWORD)


def test_a_known_and_an_unknown_address_get_the_same_answer(factory, kari, nobody):
    answers = [nobody.post("/forgotten-password", {"email": email}) for email in (kari.email, "ingen@example.org")]

    assert answers[0].status_code == answers[1].status_code == 303
    assert answers[0].location == answers[1].location
    assert len(letters_to(factory, kari.email)) == 1
    assert letters_to(factory, "ingen@example.org") == []


def test_opening_the_link_does_not_use_it_up(kari, ask, nobody, browser):
    path = ask(kari.email)

    for _turn in range(3):
        assert nobody.get(path).status_code == 200
        nobody.client.head(path)
    nobody.post(path, {"password": NEW})

    assert can_sign_in(browser, kari, NEW)


def test_the_link_works_once(kari, ask, nobody, browser):
    path = ask(kari.email)
    second = nobody.fields(path)
    nobody.post(path, {"password": NEW})

    assert says(nobody.get(path), OVER)
    assert says(nobody.send(path, {**second, "password": "noe helt annet"}), OVER)
    assert can_sign_in(browser, kari, NEW)


def test_two_who_follow_the_link_at_the_same_moment_set_one_password(config, kari, ask, browser):
    path = ask(kari.email)
    first, second = browser(), browser()
    typed = {one: one.fields(path) for one in (first, second)}

    answers = all_at_once(
        config, "user_account",
        lambda: first.send(path, {**typed[first], "password": NEW}).status_code,
        lambda: second.send(path, {**typed[second], "password": "noe helt annet"}).status_code,
    )  # fmt: skip

    assert answers.count(303) == 1
    assert set(answers) <= {303, 200, 409}
    assert [can_sign_in(browser, kari, word) for word in (NEW, "noe helt annet")] == [
        answer == 303 for answer in answers
    ]


def test_a_weak_password_is_refused_with_a_sentence_and_the_link_still_holds(kari, ask, nobody, browser):
    path = ask(kari.email)

    for weak in ("kort", kari.email, kari.email.partition("@")[0].ljust(9)):
        assert nobody.post(path, {"password": weak}).status_code == 200
    nobody.post(path, {"password": NEW})

    assert can_sign_in(browser, kari, NEW)


def test_the_link_is_too_old_after_two_hours(kari, ask, nobody, browser):
    moment = clock.now()
    with clock.stopped_at(moment):
        path = ask(kari.email)
    with clock.stopped_at(moment + timedelta(hours=1, minutes=59)):
        typed = nobody.fields(path)
        assert "password" in typed
    with clock.stopped_at(moment + timedelta(hours=2)):
        assert says(nobody.get(path), OVER)
        nobody.send(path, {**typed, "password": NEW})

    assert can_sign_in(browser, kari, PASSWORD)


def test_a_newer_link_replaces_the_older_one_of_the_same_person(kari, organisation, actor, ask, nobody, browser):
    other = actor(organisation, Role.READER)
    hers, older = ask(other.email), ask(kari.email)
    newer = ask(kari.email)

    assert says(nobody.get(older), OVER)
    nobody.post(newer, {"password": NEW})
    nobody.post(hers, {"password": "enda en ny en"})

    assert can_sign_in(browser, kari, NEW)
    assert can_sign_in(browser, other, "enda en ny en")


def test_a_new_password_ends_every_session_at_its_next_request(kari, ask, nobody, browser, organisation, actor):
    opened, phone = browser(kari), browser(kari)
    other = browser(actor(organisation, Role.READER))

    nobody.post(ask(kari.email), {"password": NEW})

    for elsewhere in (opened, phone):
        assert elsewhere.get("/o/hjertelag/").location == "/sign-in?next=/o/hjertelag/"
    assert is_in(other)


def test_a_password_changed_in_the_profile_ends_all_sessions_but_this_one(kari, browser):
    opened, phone = browser(kari), browser(kari)

    opened.post("/profile/password", {"present": PASSWORD, "password": NEW})

    assert [is_in(opened), is_in(phone)] == [True, False]
    assert can_sign_in(browser, kari, NEW)


def test_without_the_present_password_nothing_changes(factory, kari, browser):
    opened, phone = browser(kari), browser(kari)

    page = opened.post("/profile/password", {"present": "gjettet", "password": NEW})

    assert says(page, "This is not your present password.")
    assert [is_in(opened), is_in(phone)] == [True, True]
    assert letters_to(factory, kari.email) == []


def test_she_is_told_by_letter_that_her_password_was_changed(factory, kari, ask, nobody):
    nobody.post(ask(kari.email), {"password": NEW})

    assert len(letters_to(factory, kari.email)) == 2


def test_a_new_password_kills_an_address_change_that_somebody_else_asked_for(factory, kari, ask, browser, nobody):
    """Who had her old password may have asked for it; afterwards he must not get her account."""
    browser(kari).post("/profile/address", {"email": "tyv@example.org", "present": PASSWORD})
    path = link_in(letters_to(factory, "tyv@example.org")[0])

    nobody.post(ask(kari.email), {"password": NEW})
    nobody.post(path)

    assert can_sign_in(browser, kari, NEW)


def test_the_database_keeps_no_token_that_could_be_followed(factory, kari, ask):
    token = ask(kari.email).rpartition("/")[2]

    with factory.working_as(NOBODY):
        kept = db.session.scalars(select(MailedLink.token_hash)).all()
    assert re.fullmatch(r"[\w-]{43}", token)
    assert kept
    assert token not in kept


def test_a_letter_goes_to_the_address_the_account_has_not_to_the_one_typed(factory, kari, nobody):
    nobody.post("/forgotten-password", {"email": kari.email.upper()})

    assert letters_to(factory, kari.email.upper()) == []
    assert len(letters_to(factory, kari.email)) == 1
