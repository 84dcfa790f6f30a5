"""Invitations: sent, answered by somebody new, known or signed in, and over."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.accounts.models import UserAccount
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import NOBODY
from tests.actors import PASSWORD
from tests.portal.at_once import all_at_once
from tests.portal.organisations.conftest import GUEST
from tests.reading import says

OVER = "This invitation is over"


def test_somebody_new_chooses_a_name_and_a_password_and_begins(invite, nobody, roles):
    path = invite()

    welcome = nobody.post(path, {"name": "Gry", "password": "rød vott på ski"})

    assert welcome.location == "/o/hjertelag/activities/register"
    assert nobody.get(welcome.location).status_code == 200
    assert roles()[GUEST] == ["volunteer"]


@pytest.mark.parametrize(
    ("role", "page"),
    [(Role.ADMINISTRATOR, "/o/hjertelag/"), (Role.STAFF, "/o/hjertelag/"), (Role.READER, "/o/hjertelag/"),
     (Role.UNIT_LEADER, "/o/hjertelag/activities/register")],
)  # fmt: skip
def test_each_role_lands_where_its_work_begins(invite, nobody, role, page):
    assert nobody.post(invite(role=role), {"name": "Gry", "password": "rød vott på ski"}).location == page


def test_opening_the_link_does_not_use_it_up(invite, nobody, roles):
    path = invite()

    for _turn in range(3):
        assert nobody.get(path).status_code == 200

    assert GUEST not in roles()
    assert nobody.post(path, {"name": "Gry", "password": "rød vott på ski"}).status_code == 303


def test_somebody_with_an_account_shows_that_it_is_hers(factory, invite, nobody, roles):
    factory.person(GUEST)
    path = invite()

    refused = nobody.post(path, {"password": "gjettet"})
    assert says(refused, "The e-mail address or the password is not right. Please try again.")
    assert GUEST not in roles()

    assert nobody.post(path, {"password": PASSWORD}).status_code == 303
    assert roles()[GUEST] == ["volunteer"]
    assert nobody.get("/o/hjertelag/").status_code == 200


def test_somebody_signed_in_only_presses_a_button(factory, invite, browser, roles):
    opened = browser(factory.person(GUEST))

    assert opened.post(invite()).status_code == 303
    assert roles()[GUEST] == ["volunteer"]


def test_somebody_else_signed_in_does_not_take_the_invitation(factory, invite, browser, roles):
    factory.person(GUEST)
    other = browser(factory.person("annen@example.org"))
    path = invite()

    other.post(path)
    other.post(path, {"password": "gjettet"})

    assert set(roles()) & {GUEST, "annen@example.org"} == set()


def test_guesses_at_an_invitations_password_are_slowed_down(factory, invite, nobody, roles):
    factory.person(GUEST)
    path = invite()
    with clock.stopped_at(clock.now()):
        for _turn in range(5):
            nobody.post(path, {"password": "gjettet"})

        nobody.post(path, {"password": PASSWORD})

    assert GUEST not in roles()


def test_the_link_works_once(invite, app, browser, nobody, roles):
    path = invite()
    typed = {**nobody.fields(path), "name": "Gry", "password": "rød vott på ski"}
    first = nobody.send(path, typed)
    nobody.send("/sign-out", {"csrf_token": nobody.token()})

    assert first.status_code == 303
    assert says(browser().get(path), OVER)
    stranger = browser()
    stranger.send(path, {**typed, "csrf_token": stranger.token(), "password": "noe helt annet"})
    assert stranger.get("/profile/").status_code == 303


def test_two_who_answer_at_the_same_moment_make_one_account(config, invite, browser, roles, factory):
    path = invite()
    guests = [browser(), browser()]
    typed = [{**guest.fields(path), "name": "Gry", "password": "rød vott på ski"} for guest in guests]

    answers = all_at_once(
        config, "invitation", *(lambda at=at: guests[at].send(path, typed[at]).status_code for at in range(2))
    )

    assert answers.count(303) >= 1
    assert roles()[GUEST] == ["volunteer"]
    with factory.working_as(NOBODY):
        assert len(db.session.scalars(select(UserAccount).where(UserAccount.email == GUEST)).all()) == 1


def test_the_link_is_too_old_after_fourteen_days(invite, nobody, roles):
    moment = clock.now()
    with clock.stopped_at(moment):
        path = invite()
    with clock.stopped_at(moment + timedelta(days=13, hours=23)):
        typed = {**nobody.fields(path), "name": "Gry", "password": "rød vott på ski"}
    with clock.stopped_at(moment + timedelta(days=14)):
        assert says(nobody.get(path), OVER)
        nobody.send(path, typed)

    assert GUEST not in roles()


@pytest.mark.parametrize("token", ["x", "", "0" * 32, f"{'0' * 32}.abc", "not-hex.abc", "..", "a.b.c"])
def test_a_link_that_somebody_has_mangled_is_over(organisation, nobody, token):
    page = nobody.get(f"/invitation/{token}")

    assert page.status_code == 404 if not token else says(page, OVER)


def test_a_secret_opens_only_the_organisation_it_was_made_for(invite, other_organisation, nobody):
    secret = invite().partition(".")[2]

    assert says(nobody.get(f"/invitation/{other_organisation.id.hex}.{secret}"), OVER)
