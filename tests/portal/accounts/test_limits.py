"""A guesser is slowed down, a hall full of people is not."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from portal import clock
from portal.accounts.limits import LONGEST_WAIT, seconds_to_wait
from portal.accounts.models import RateCounter
from portal.accounts.services import FREE_PER_ACCOUNT
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import NOBODY
from portal.worker import forget_what_is_over
from tests.actors import PASSWORD, Browser
from tests.reading import letters_to, says

BEGAN = datetime(2026, 11, 22, 9, tzinfo=UTC)
WRONG = "The e-mail address or the password is not right. Please try again."


@contextmanager
def after(**interval):
    with clock.stopped_at(BEGAN + timedelta(**interval)):
        yield


@pytest.fixture
def kari(organisation, actor):
    return actor(organisation, Role.STAFF)


def guess(browser, email, password="not her password"):
    """Whether the guess was looked at; refused unread otherwise."""
    page = browser.post("/sign-in", {"email": email, "password": password})
    return says(page, WRONG)


def is_in(browser):
    return browser.get("/profile/").status_code == 200


def test_a_guesser_has_about_twenty_tries_an_hour(kari, nobody):
    looked_at, typed = 0, {**nobody.fields("/sign-in"), "email": kari.email, "password": "not her password"}
    for second in range(0, 3600, 15):
        with after(seconds=second):
            looked_at += says(nobody.send("/sign-in", typed), WRONG)

    assert 10 <= looked_at <= 20


def test_the_right_password_is_not_looked_at_either_while_one_waits(app, kari, nobody):
    with after(seconds=0):
        for _turn in range(FREE_PER_ACCOUNT):
            assert guess(nobody, kari.email)
        nobody.sign_in(kari)
        assert not is_in(nobody)
    with after(seconds=16):
        nobody.sign_in(kari)
        assert is_in(nobody)


def test_the_owner_gets_in_from_a_device_she_has_used(kari, nobody, browser):
    with after(seconds=0):
        hers = browser(kari)
        hers.send("/sign-out", {"csrf_token": hers.token()})
    with after(seconds=10):
        for _turn in range(30):
            guess(nobody, kari.email)
        hers.sign_in(kari)

        assert is_in(hers)


def test_another_persons_device_mark_gives_no_more_guesses(app, kari, organisation, actor, browser):
    with after(seconds=0):
        guesser = browser(actor(organisation, Role.VOLUNTEER))
        guesser.send("/sign-out", {"csrf_token": guesser.token()})
        forger = Browser(app)
        forger.client.set_cookie("device", kari.email)
        looked_at = [guess(one, kari.email) for _turn in range(FREE_PER_ACCOUNT) for one in (guesser, forger)]

    assert sum(looked_at) == FREE_PER_ACCOUNT


def test_a_guess_at_an_unknown_address_waits_as_long(nobody):
    with after(seconds=0):
        looked_at = [guess(nobody, "nobody@example.org") for _turn in range(8)]

    assert looked_at == [True] * FREE_PER_ACCOUNT + [False] * 3


def test_writing_the_address_otherwise_gives_no_more_guesses(kari, nobody):
    with after(seconds=0):
        spelled = [kari.email, kari.email.upper(), f" {kari.email}", kari.email.title()] * 2
        looked_at = [guess(nobody, email) for email in spelled]

    assert sum(looked_at) == FREE_PER_ACCOUNT


def test_two_hundred_people_in_one_hall_get_in_though_each_mistypes_once(app, factory):
    people = [factory.person(f"gjest{number}@example.org") for number in range(200)]
    inside = 0
    for number, person in enumerate(people):
        with after(seconds=number):
            opened = Browser(app)
            typed = {**opened.fields("/sign-in"), "email": person.email}
            assert says(opened.send("/sign-in", {**typed, "password": PASSWORD.upper()}), WRONG)
            inside += opened.send("/sign-in", {**typed, "password": PASSWORD}).status_code == 303

    assert inside == 200


def test_one_address_that_guesses_at_everybody_is_stopped_in_the_end(nobody, monkeypatch):
    monkeypatch.setattr("portal.accounts.services.FREE_PER_ADDRESS", 20)
    with after(seconds=0):
        typed = nobody.fields("/sign-in")
        answers = [
            nobody.send("/sign-in", {**typed, "email": f"gjest{number}@example.org", "password": "sommer2026"})
            for number in range(22)
        ]

    assert says(answers[19], WRONG)
    assert not says(answers[20], WRONG)


def test_a_success_forgets_the_failures_before_it(kari, nobody):
    with after(seconds=0):
        for _turn in range(3):
            for _wrong in range(FREE_PER_ACCOUNT - 1):
                assert guess(nobody, kari.email)
            nobody.sign_in(kari)
            assert is_in(nobody)
            nobody.send("/sign-out", {"csrf_token": nobody.token()})
            nobody.client.delete_cookie("device")


def test_failures_are_forgotten_after_an_hour_without_any(kari, nobody):
    with after(seconds=0):
        for _turn in range(FREE_PER_ACCOUNT):
            guess(nobody, kari.email)
    with after(minutes=61):
        assert [guess(nobody, kari.email) for _turn in range(6)] == [True] * FREE_PER_ACCOUNT + [False]


def test_the_counters_tell_nobody_which_addresses_were_tried(factory, kari, nobody):
    guess(nobody, kari.email)

    with factory.working_as(NOBODY):
        keys = db.session.scalars(select(RateCounter.key)).all()
    assert len(keys) == 2
    assert all(len(key) == 64 and "@" not in key for key in keys)


def test_counters_that_ran_out_are_deleted(factory, kari, nobody):
    with after(seconds=0):
        guess(nobody, kari.email)
    with after(minutes=61), factory.working_as(NOBODY):
        forget_what_is_over()
        assert db.session.scalars(select(RateCounter)).all() == []


@pytest.mark.parametrize("email", ["kari@example.org", "nobody@example.org"])
def test_reset_letters_to_one_address_are_limited_alike_for_known_and_unknown(factory, nobody, email):
    factory.person("kari@example.org")
    with after(seconds=0):
        answers = [nobody.post("/forgotten-password", {"email": email}).status_code for _turn in range(7)]

    assert answers == [303] * 5 + [200] * 2
    assert len(letters_to(factory, email)) == (5 if email.startswith("kari") else 0)


@given(count=st.integers(0, 500), free=st.integers(1, 500))
def test_the_wait_grows_from_nothing_to_five_minutes(count, free):
    wait = seconds_to_wait(count, free)

    assert (wait == 0) == (count < free)
    assert wait <= LONGEST_WAIT
    assert wait <= seconds_to_wait(count + 1, free)


def test_whoever_guesses_as_soon_as_she_may_has_twenty_guesses_in_any_hour():
    at, guesses = 0, []
    for count in range(200):
        at += seconds_to_wait(count, FREE_PER_ACCOUNT)
        guesses.append(at)

    assert max(sum(begin <= other < begin + 3600 for other in guesses) for begin in guesses) == 20
