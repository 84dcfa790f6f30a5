"""Invitations: sent, answered by somebody new, known or signed in, and over."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.accounts.models import UserAccount
from portal.extensions import db
from portal.organisations.models import Access, Invitation
from portal.plugin_api import Role
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from tests.actors import PASSWORD
from tests.portal.at_once import all_at_once
from tests.portal.reading import letters_to, link_in, says

OVER = "This invitation is over"
GUEST = "gry@example.org"


@pytest.fixture
def administrator(organisation, actor, browser):
    return browser(actor(organisation, Role.ADMINISTRATOR))


@pytest.fixture
def invite(administrator, factory):
    """Invite somebody; the path in her letter."""

    def invited(email=GUEST, role=Role.VOLUNTEER, **typed):
        administrator.post("/o/hjertelag/access/invite", {"email": email, "role": role.value, **typed})
        letters = letters_to(factory, email)
        return link_in(letters[-1]) if letters else None

    return invited


@pytest.fixture
def open_one(factory, organisation):
    """The path of the page about the one open invitation."""

    def found():
        with factory.working_as(scope_of(organisation.id)):
            row = db.session.scalars(select(Invitation).where(Invitation.closed_at.is_(None))).one()
        return f"/o/hjertelag/access/invitations/{row.id}"

    return found


@pytest.fixture
def roles(factory, organisation):
    """Who has which role: {address: [role]}."""

    def found():
        with factory.working_as(scope_of(organisation.id)):
            rows = db.session.execute(
                select(UserAccount.email, Access.role).join(Access, Access.user_id == UserAccount.id)
            )
            held = {}
            for email, role in rows:
                held.setdefault(email, []).append(role)
            return held

    return found


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


def test_a_new_link_kills_the_old_one_and_begins_its_fourteen_days_anew(
    invite, administrator, open_one, factory, nobody
):
    moment = clock.now()
    with clock.stopped_at(moment):
        older = invite()
    with clock.stopped_at(moment + timedelta(days=20)):
        administrator.post(open_one())
        newer = link_in(letters_to(factory, GUEST)[-1])
    with clock.stopped_at(moment + timedelta(days=33)):
        assert newer != older
        assert says(nobody.get(older), OVER)
        assert nobody.post(newer, {"name": "Gry", "password": "rød vott på ski"}).status_code == 303


def test_a_withdrawn_invitation_is_over(invite, administrator, open_one, nobody):
    path = invite()

    administrator.send(f"{open_one()}/withdraw", administrator.fields(open_one()))

    assert says(nobody.get(path), OVER)
    assert GUEST not in administrator.get("/o/hjertelag/access/").text


def test_an_invitation_to_the_same_address_replaces_the_older_one(invite, nobody, administrator, roles):
    older = invite(role=Role.ADMINISTRATOR)
    newer = invite(role=Role.READER)

    assert says(nobody.get(older), OVER)
    nobody.post(newer, {"name": "Gry", "password": "rød vott på ski"})
    assert roles()[GUEST] == ["reader"]


def test_the_same_address_spelled_otherwise_is_the_same_person(invite, nobody):
    older = invite("gry@example.org", role=Role.ADMINISTRATOR)
    invite("Gry@Example.org", role=Role.READER)

    assert says(nobody.get(older), OVER)


def test_an_invitation_to_another_unit_stands_beside_it(factory, organisation, invite, nobody, roles):
    first = invite(unit_id=str(factory.unit(organisation, "Agder")))
    second = invite(unit_id=str(factory.unit(organisation, "Innlandet")))

    nobody.post(first, {"name": "Gry", "password": "rød vott på ski"})
    nobody.post(second)

    assert roles()[GUEST] == ["volunteer", "volunteer"]


def test_an_older_invitation_does_not_take_the_last_administrators_role(
    factory, organisation, invite, browser, roles, administrator
):
    gry = factory.person(GUEST)
    path = invite(role=Role.READER)
    with factory.working_as(scope_of(organisation.id)):
        for row in db.session.scalars(select(Access)):
            row.user_id = gry.id
        db.session.commit()

    page = browser(gry).post(path)

    assert says(page, "This is the last administrator. Make somebody else administrator first.")
    assert roles() == {GUEST: ["administrator"]}


def test_whoever_has_access_already_is_not_invited_again(organisation, actor, invite, administrator, factory):
    kari = actor(organisation, Role.VOLUNTEER)

    page = administrator.post("/o/hjertelag/access/invite", {"email": kari.email, "role": "volunteer"})

    assert says(page, "Somebody with this address has access here already.")
    assert letters_to(factory, kari.email) == []


@pytest.mark.parametrize("token", ["x", "", "0" * 32, f"{'0' * 32}.abc", "not-hex.abc", "..", "a.b.c"])
def test_a_link_that_somebody_has_mangled_is_over(organisation, nobody, token):
    page = nobody.get(f"/invitation/{token}")

    assert page.status_code == 404 if not token else says(page, OVER)


def test_a_secret_opens_only_the_organisation_it_was_made_for(invite, other_organisation, nobody):
    secret = invite().partition(".")[2]

    assert says(nobody.get(f"/invitation/{other_organisation.id.hex}.{secret}"), OVER)


def test_the_letter_is_in_the_organisations_language_whatever_the_inviter_reads(factory, invite, administrator):
    administrator.post("/profile/", {"language": "en"})
    invite()

    assert letters_to(factory, GUEST)[0].language == "nb"


def test_the_letter_to_somebody_with_an_account_is_in_her_language(factory, invite, browser):
    opened = browser(factory.person(GUEST))
    opened.post("/profile/", {"language": "da"})
    invite()

    assert letters_to(factory, GUEST)[0].language == "da"


def test_the_subject_tells_nobody_which_organisation_it_is(factory, invite):
    invite()

    letter = letters_to(factory, GUEST)[0]
    assert "Hjertelaget" in letter.text
    assert "jertelag" not in letter.subject


def test_pressing_twice_sends_one_letter(administrator, factory):
    path = "/o/hjertelag/access/invite"
    typed = {**administrator.fields(path), "email": GUEST, "role": "volunteer"}

    answers = [administrator.send(path, typed).location for _turn in range(2)]

    assert answers == ["/o/hjertelag/access/"] * 2
    assert len(letters_to(factory, GUEST)) == 1


def test_an_impossible_address_is_refused_and_kept(administrator, factory):
    page = administrator.post("/o/hjertelag/access/invite", {"email": "gry", "role": "reader"})

    assert says(page, "This does not look like an e-mail address. It should be like name@example.org.")
    assert 'value="gry"' in page.text
