"""Somebody closes her account while she signs in, is let in, or another one leaves: nothing of hers is left or made."""

from contextlib import suppress

import pytest
from sqlalchemy import select

from portal import clock
from portal.accounts.models import LoginSession, MailedLink, UserAccount
from portal.accounts.services import ask_for_reset, check_sign_in
from portal.accounts.sessions import begin_session, hash_token
from portal.erasure import closing
from portal.erasure.closing import close_account
from portal.errors import PortalError
from portal.extensions import db
from portal.messages.models import PlatformMessage
from portal.organisations import accesses
from portal.organisations.accesses import accept, give_access
from portal.organisations.models import Access, Invitation
from portal.organisations.queries import places_of
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import NOBODY, person
from portal.tenancy.scope import organisation as scope_of
from portal.work import working_as
from tests.actors import PASSWORD
from tests.portal.at_once import one_in_the_others_work
from tests.reading import says

OTHERS = ["sign in", "accept", "give", "reset"]


@pytest.fixture(autouse=True)
def on_a_server(on_postgresql):
    if not on_postgresql:
        pytest.skip("SQLite has one writer: the second begins when the first has ended")


def close(who):
    close_account(db.session.get_one(UserAccount, who.id), PASSWORD)


@pytest.fixture
def met(app, config, factory, organisation, other_organisation, actor):
    """Both at once, the one named first; what is left of her afterwards."""
    kari = actor(organisation, Role.VOLUNTEER)
    root, moment = factory.root(other_organisation), clock.now()
    with factory.working_as(scope_of(other_organisation.id)):
        invitation = Invitation(
            id=uuid7(), email=kari.email, role="staff", unit_id=root, token_hash="1", created_at=moment, expires_at=moment
        )  # fmt: skip
        db.session.add(invitation)
        db.session.commit()
    there = scope_of(other_organisation.id)

    def sign_in():
        begin_session(check_sign_in(kari.email, PASSWORD, address="", known_device=False).id)

    def accepted():
        found = db.session.get_one(Invitation, (other_organisation.id, invitation.id))
        accept(found, db.session.get_one(UserAccount, kari.id))

    works = {
        "close": (person(kari.id), lambda: close(kari)),
        "sign in": (NOBODY, sign_in),
        "accept": (there, accepted),
        "give": (there, lambda: give_access(kari.email, "", Role.READER, root)),
        "reset": (NOBODY, lambda: ask_for_reset(kari.email)),
    }

    def inside(what, pause=lambda: None):
        scope, work = works[what]
        with app.test_request_context(), working_as(scope), suppress(PortalError):
            work()
            db.session.flush()
            pause()
            db.session.commit()

    def run(first, second):
        one_in_the_others_work(config, lambda pause: inside(first, pause), lambda: inside(second))
        with factory.working_as(NOBODY):
            assert db.session.get_one(UserAccount, kari.id).email == ""
            left = [db.session.scalars(select(model).where(model.user_id == kari.id)) for model in (LoginSession, MailedLink)]
            letters = db.session.scalars(select(PlatformMessage).where(PlatformMessage.subject != "Kontoen din er avsluttet"))
            found = [row for rows in (*left, letters) for row in rows]
        with factory.working_as(person(kari.id)):
            return [*found, *db.session.scalars(select(Access).where(Access.user_id == kari.id))]

    return run


@pytest.mark.parametrize("other", OTHERS)
def test_what_was_first_is_taken_along(met, other):
    assert met(other, "close") == []


@pytest.mark.parametrize("other", OTHERS)
def test_what_comes_second_is_refused(met, other):
    assert met("close", other) == []


@pytest.mark.parametrize("other", OTHERS)
def test_without_the_lock_in_closing_it_stays(met, other, monkeypatch):
    monkeypatch.setattr(closing, "_lock", lambda _account: None)
    assert len(met(other, "close")) >= 1


@pytest.mark.parametrize("other", ["accept", "give"])
def test_without_the_lock_where_she_is_let_in_she_has_access_and_no_name(met, other, monkeypatch):
    monkeypatch.setattr(accesses, "_keep_open", lambda _user: None)
    assert len(met("close", other)) == 1


def test_a_press_on_an_invitation_that_she_takes_along_is_answered(config, factory, organisation, actor, browser):
    kari = actor(organisation, Role.VOLUNTEER)
    with factory.working_as(scope_of(organisation.id)):
        unit, soon = factory.root(organisation), clock.in_the_future(minutes=9)
    with factory.working_as(scope_of(organisation.id)):
        offered = {"role": "staff", "unit_id": unit, "token_hash": hash_token("x"), "created_at": soon, "expires_at": soon}
        db.session.add(Invitation(email=kari.email, **offered))
        db.session.commit()
    hers, path, answers = browser(kari), f"/invitation/{organisation.id.hex}.x", []
    form = hers.fields(path)

    def first(pause):
        with factory.working_as(person(kari.id)):
            close(kari)
            pause()
            db.session.commit()

    one_in_the_others_work(config, first, lambda: answers.append(hers.send(path, form)))

    assert answers[0].status_code == 200
    assert says(answers[0], "This account has been closed. Ask for a new invitation.")


def test_of_two_who_run_the_platform_and_leave_together_one_stays(config, factory):
    first, second = (factory.person(operator=True) for _one in range(2))

    def leave(who, pause=lambda: None):
        with factory.working_as(person(who.id)), suppress(PortalError):
            close(who)
            pause()
            db.session.commit()

    one_in_the_others_work(config, lambda pause: leave(first, pause), lambda: leave(second))

    with factory.working_as(NOBODY):
        running = select(UserAccount.id).where(UserAccount.is_operator)
        assert list(db.session.scalars(running)) == [second.id]


def test_two_who_leave_the_same_organisations_do_not_wait_for_each_other(
    config, factory, organisation, other_organisation, actor, monkeypatch
):
    """Each of them finds the organisations in another order."""
    first, second, stays = (actor(organisation, Role.ADMINISTRATOR) for _one in range(3))
    root = factory.root(other_organisation)
    with factory.working_as(scope_of(other_organisation.id)):
        for one in (first, second, stays):
            give_access(one.email, "", Role.ADMINISTRATOR, root)
        db.session.commit()
    found = {first.id: sorted, second.id: lambda places: sorted(places, reverse=True)}
    leave_one, pauses = closing._leave, []
    monkeypatch.setattr(closing, "places_of", lambda user_id, **of: found[user_id](places_of(user_id, **of)))

    def leave_and_wait(organisation_id, account, end):
        leave_one(organisation_id, account, end)
        db.session.flush()
        if account.id == first.id and pauses:
            pauses.pop()()

    monkeypatch.setattr(closing, "_leave", leave_and_wait)

    def leave(who):
        with factory.working_as(person(who.id)):
            close(who)
            db.session.commit()

    def first_with(pause):
        pauses.append(pause)
        leave(first)

    one_in_the_others_work(config, first_with, lambda: leave(second))

    for here in (organisation, other_organisation):
        with factory.working_as(scope_of(here.id)):
            assert {row.user_id for row in db.session.query(Access)} == {stays.id}
