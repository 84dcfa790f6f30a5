"""What was tried to get at an account or a role that is not hers."""

import base64
import threading
import time
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.accounts import services
from portal.accounts.passwords import is_right
from portal.accounts.services import FREE_LETTERS, FREE_PER_ACCOUNT
from portal.extensions import db
from portal.organisations.models import Access, Organisation
from portal.plugin_api import Role
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from tests.actors import PASSWORD
from tests.reading import letters_to, link_in, says

INVITE = "/o/hjertelag/access/invite"


@pytest.fixture
def agder(factory, organisation):
    return factory.unit(organisation, "Agder")


def access_of(factory, organisation, actor):
    with factory.working_as(scope_of(organisation.id)):
        return db.session.scalars(select(Access).where(Access.user_id == actor.id)).one()


def is_in(browser):
    return browser.get("/profile/").status_code == 200


# --- guessing


def test_an_open_screen_gives_no_endless_guesses_at_the_present_password(organisation, actor, browser):
    kari = browser(actor(organisation, Role.VOLUNTEER))
    wrong = {"present": "not her password", "password": "noe helt nytt", "email": "x@example.org"}
    for _turn in range(FREE_PER_ACCOUNT):
        assert says(kari.post("/profile/password", wrong), "This is not your present password.")

    for path in ("/profile/password", "/profile/address"):
        page = kari.post(path, {**wrong, "present": PASSWORD})
        assert page.status_code == 200
        assert not says(page, "This is not your present password.")


def test_nobody_has_letters_sent_to_strangers_without_end(factory, organisation, actor, browser):
    kari = browser(actor(organisation, Role.VOLUNTEER))

    answers = [
        kari.post("/profile/address", {"email": "gry@example.org", "present": PASSWORD}).status_code
        for _turn in range(FREE_LETTERS + 2)
    ]

    assert answers == [303] * FREE_LETTERS + [200] * 2
    assert len(letters_to(factory, "gry@example.org")) == FREE_LETTERS


def test_the_device_mark_does_not_tell_the_next_one_at_the_machine_who_was_there(organisation, actor, browser):
    kari = actor(organisation, Role.VOLUNTEER)
    mark = browser(kari).client.get_cookie("device").value

    said = base64.urlsafe_b64decode(mark.partition(".")[0] + "==")

    assert kari.email.encode() not in said
    assert b"@" not in said


def test_a_sign_in_with_the_old_password_does_not_outlive_a_change_at_the_same_moment(
    app, factory, organisation, actor, browser, monkeypatch
):
    kari = actor(organisation, Role.VOLUNTEER)
    thief, hers, changing = browser(), browser(kari), []

    def change():
        hers.post("/profile/password", {"present": PASSWORD, "password": "noe helt nytt"})

    def slowly(password, stored):
        if not changing:  # the thief's, which is the first
            changing.append(threading.Thread(target=change))
            changing[0].start()
            time.sleep(0.4)
        return is_right(password, stored)

    monkeypatch.setattr(services, "is_right", slowly)
    thief.sign_in(kari)
    changing[0].join(10)

    assert not is_in(thief)


# --- more than one is given


def test_a_role_or_unit_that_was_not_offered_is_not_taken(factory, organisation, actor, browser, agder):
    leader = actor(organisation, Role.UNIT_LEADER, agder)
    volunteer = actor(organisation, Role.VOLUNTEER, agder)
    opened, root = browser(leader), str(factory.root(organisation))
    path = f"/o/hjertelag/access/{access_of(factory, organisation, volunteer).id}"

    for typed in ({"role": "administrator"}, {"role": "unit_leader"}, {"unit_id": root}, {"unit_id": str(uuid4())}):
        assert opened.post(path, typed).status_code in (200, 403)
        assert opened.post(INVITE, {"email": "gry@example.org", "role": "volunteer", **typed}).status_code in (200, 403)

    now = access_of(factory, organisation, volunteer)
    assert (now.role, now.unit_id) == ("volunteer", agder)
    assert letters_to(factory, "gry@example.org") == []


def test_a_unit_leader_does_not_change_her_own_access(factory, organisation, actor, browser, agder):
    leader = actor(organisation, Role.UNIT_LEADER, agder)
    path = f"/o/hjertelag/access/{access_of(factory, organisation, leader).id}"

    assert browser(leader).get(path).status_code == 403


def test_fields_that_a_form_does_not_have_change_nothing(factory, organisation, actor, browser):
    kari = actor(organisation, Role.ADMINISTRATOR)
    opened = browser(kari)
    extra = {"is_operator": "1", "password_hash": "x", "id": str(uuid4()), "slug": "evil", "status": "suspended"}

    opened.post("/profile/", {"name": "Kari", **extra})
    opened.post("/o/hjertelag/settings/", {"name": "Hjertelaget", "country": "DK", "timezone": "x", **extra})

    assert opened.get("/platform/").status_code == 404
    with factory.working_as(NOBODY):
        row = db.session.get(Organisation, organisation.id)
        assert (row.slug, row.status, row.country) == ("hjertelag", "active", "NO")


def test_an_invitation_opens_no_account_without_its_password(factory, organisation, actor, browser):
    """A stranger with the link, signed in as somebody else, does not come in as the one who was invited."""
    boss, kari = browser(actor(organisation, Role.ADMINISTRATOR)), factory.person("kari@example.org")
    boss.post(INVITE, {"email": "KARI@Example.org", "role": "administrator"})
    path = link_in(letters_to(factory, "KARI@example.org")[0])
    stranger = browser(factory.person("per@example.org"))

    page = stranger.post(path, {"password": "not her password", "name": "Per"})

    assert page.status_code == 200
    assert stranger.get("/o/hjertelag/").status_code == 404
    with factory.working_as(scope_of(organisation.id)):
        assert not db.session.scalars(select(Access).where(Access.user_id == kari.id)).all()


def test_a_suspended_organisation_says_nothing_through_an_invitation(factory, organisation, actor, browser, nobody):
    browser(actor(organisation, Role.ADMINISTRATOR)).post(INVITE, {"email": "gry@example.org", "role": "reader"})
    path = link_in(letters_to(factory, "gry@example.org")[0])
    operator = browser(factory.person("operator@medvirke.example", operator=True))

    operator.post(f"/platform/{organisation.id}", {"to": "suspended"})

    assert "Hjertelaget" not in nobody.get(path).text


def test_a_stolen_cookie_is_worthless_after_signing_out(organisation, actor, browser):
    hers, thief = browser(actor(organisation, Role.ADMINISTRATOR)), browser()
    thief.client.set_cookie("medvirke", hers.client.get_cookie("medvirke").value)
    assert is_in(thief)

    hers.send("/sign-out", {"csrf_token": hers.token()})

    assert not is_in(thief)
    assert thief.get("/o/hjertelag/").status_code == 303


def test_somebody_elses_form_key_neither_leads_on_nor_blocks(organisation, other_organisation, actor, browser):
    kari, eve = browser(actor(organisation, Role.STAFF)), browser(actor(other_organisation, Role.STAFF))
    sent = {**kari.fields("/o/hjertelag/units/new"), "name": "Agder"}
    kari.send("/o/hjertelag/units/new", sent)

    stolen = {"form_key": sent["form_key"], "csrf_token": eve.token()}
    answer = eve.send("/o/lungelag/units/new", {**eve.fields("/o/lungelag/units/new"), **stolen, "name": "Agder"})

    assert answer.location == "/o/lungelag/units/"
    assert "Agder" in eve.get("/o/lungelag/units/").text
