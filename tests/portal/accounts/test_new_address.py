"""Another e-mail address: by a link to the new one."""

from datetime import timedelta

import pytest

from portal import clock
from portal.plugin_api import Role
from tests.actors import PASSWORD, Actor
from tests.reading import letters_to, link_in, says

NEW = "Kari.Ny@example.org"
OVER = "This link has been used or is too old. Please ask for a new one."


@pytest.fixture
def kari(organisation, actor):
    return actor(organisation, Role.STAFF)


@pytest.fixture
def ask(factory, browser, kari):
    def asked(email=NEW):
        browser(kari).post("/profile/address", {"email": email, "present": PASSWORD})
        letters = letters_to(factory, email)
        return link_in(letters[-1]) if letters else None

    return asked


def can_sign_in(browser, kari, email):
    opened = browser()
    opened.sign_in(Actor(kari.id, email))
    return opened.get("/profile/").status_code == 200


def test_nothing_changes_before_the_link_is_followed(kari, ask, browser, nobody):
    path = ask()
    nobody.get(path)

    assert can_sign_in(browser, kari, kari.email)
    assert not can_sign_in(browser, kari, NEW)


def test_the_link_changes_the_address(kari, ask, browser, nobody):
    nobody.post(ask())

    assert can_sign_in(browser, kari, NEW.lower())
    assert not can_sign_in(browser, kari, kari.email)


def test_the_old_address_is_told(factory, kari, ask, nobody):
    nobody.post(ask())

    assert NEW in letters_to(factory, kari.email)[-1].text


def test_the_link_works_once_and_for_two_hours(kari, ask, browser, nobody):
    moment = clock.now()
    with clock.stopped_at(moment):
        path = ask()
    with clock.stopped_at(moment + timedelta(hours=2)):
        assert says(nobody.get(path), OVER)
    nobody.post(path)

    assert says(nobody.get(path), OVER)


def test_a_newer_wish_replaces_the_older_one(kari, ask, browser, nobody):
    older, newer = ask("forst@example.org"), ask()

    assert says(nobody.get(older), OVER)
    nobody.post(newer)
    assert can_sign_in(browser, kari, NEW)


def test_the_present_password_is_asked_for(factory, kari, browser):
    page = browser(kari).post("/profile/address", {"email": NEW, "present": "gjettet"})

    assert says(page, "This is not your present password.")
    assert NEW in page.text
    assert letters_to(factory, NEW) == []


def test_an_address_in_use_gets_the_same_answer_and_no_letter(factory, kari, browser):
    taken = factory.person("opptatt@example.org")
    opened = browser(kari)

    answers = [opened.post("/profile/address", {"email": email, "present": PASSWORD}) for email in (NEW, taken.email)]

    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/profile/")] * 2
    assert letters_to(factory, taken.email) == []
    assert len(letters_to(factory, NEW)) == 1


def test_an_address_taken_meanwhile_is_refused_with_a_sentence(factory, kari, ask, browser, nobody):
    path = ask()
    factory.person(NEW.upper())

    page = nobody.post(path)

    assert says(page, "Somebody already signs in with this address.")
    assert can_sign_in(browser, kari, kari.email)


def test_a_link_for_a_password_confirms_no_address(factory, kari, nobody, browser):
    nobody.post("/forgotten-password", {"email": kari.email})
    token = link_in(letters_to(factory, kari.email)[0]).rpartition("/")[2]

    assert says(nobody.get(f"/confirm-address/{token}"), OVER)


@pytest.mark.parametrize("email", ["kari", "kari@", "kari@example", "@example.org", "a b@example.org", "k@x..no"])
def test_what_can_be_no_address_is_refused_and_kept(kari, browser, email):
    page = browser(kari).post("/profile/address", {"email": email, "present": PASSWORD})

    assert says(page, "This does not look like an e-mail address. It should be like name@example.org.")
    assert f'value="{email}"' in page.text


def test_a_password_link_in_the_old_letter_box_is_dead_afterwards(factory, kari, ask, nobody, browser):
    nobody.post("/forgotten-password", {"email": kari.email})
    old = link_in(letters_to(factory, kari.email)[0])
    assert "password" in nobody.fields(old)

    nobody.post(ask())

    assert says(nobody.get(old), OVER)
