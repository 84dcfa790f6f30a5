"""Somebody closes her own account: what is hers goes everywhere, what she did stays, and nobody is left without her."""

import re
import secrets

import pytest
from sqlalchemy import select

from portal import clock
from portal.accounts.models import LoginSession, MailedLink, UserAccount
from portal.audit.models import AuditEntry, PlatformAuditEntry
from portal.due.models import DueSubscription
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.services import keep
from portal.messages.models import Message, PlatformMessage
from portal.messages.services import Letter, send, send_to_person
from portal.organisations.models import Access, Invitation, Organisation
from portal.plugin_api import Role
from portal.privacy.holdings import tables_about_people
from portal.tenancy import uuid7
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from portal.worker import forget_what_is_over, work_once
from tests.actors import PASSWORD
from tests.reading import letters_to, says, words_of

CLOSE = "/profile/close"


@pytest.fixture
def kari(factory, organisation, other_organisation, actor):
    """A volunteer in one organisation, on the staff of another."""
    found = actor(organisation, Role.VOLUNTEER)
    with factory.working_as(scope_of(other_organisation.id)):
        where = factory.root(other_organisation)
    with factory.working_as(scope_of(other_organisation.id)):
        db.session.add(Access(id=uuid7(), user_id=found.id, role=Role.STAFF, unit_id=where, created_at=clock.now()))
        db.session.commit()
    return found


def rows(factory, model, organisation=None):
    with factory.working_as(scope_of(organisation.id) if organisation else NOBODY):
        return list(db.session.scalars(select(model).order_by(model.id)))


def account_of(factory, who):
    return next(one for one in rows(factory, UserAccount) if one.id == who.id)


def close(browser, **said):
    return browser.post(CLOSE, {"present": PASSWORD, **said})


def test_her_access_sign_ins_feeds_and_letters_end_in_all_her_organisations(
    factory, kari, browser, organisation, other_organisation
):
    hers, elsewhere = browser(kari), browser(kari)
    for to in ("feed_on", "weekly_on"):
        hers.post("/o/hjertelag/due/feed", {"to": to})
    path = re.search(r"https?://[^/]+(/\S+?\.ics)", hers.get("/o/hjertelag/due/feed").text)[1]
    assert hers.get(path).status_code == 200

    answer = close(hers)

    assert answer.location == "/sign-in"
    for one in (hers, elsewhere):
        assert one.get("/profile/").location.startswith("/sign-in")
    assert hers.get(path).status_code == 404
    for here in (organisation, other_organisation):
        assert kari.id not in {one.user_id for one in rows(factory, Access, here)}
        assert rows(factory, DueSubscription, here) == []
    assert [one for one in rows(factory, LoginSession) if one.user_id == kari.id] == []


def test_nothing_of_her_is_left_but_an_empty_row(factory, kari, browser, nobody, organisation, actor):
    word = "q" + secrets.token_hex(6)
    hers = browser(kari)
    hers.post("/profile/", {"name": word})
    hers.post("/profile/", {"name": "Kari Vik"})
    hers.post("/profile/address", {"email": f"{word}@example.org", "present": PASSWORD})
    unit = str(factory.unit(organisation, "Fjord"))
    invited = {"email": kari.email.upper(), "role": "volunteer", "unit_id": unit}
    browser(actor(organisation, Role.ADMINISTRATOR)).post("/o/hjertelag/access/invite", invited)
    assert len(rows(factory, Invitation, organisation)) == 1

    close(hers)

    assert rows(factory, Invitation, organisation) == []

    row = account_of(factory, kari)
    assert (row.name, row.email, row.language, row.password_hash, row.is_operator) == ("", "", None, None, False)
    assert kari.email not in row.email_key
    assert rows(factory, MailedLink) == []
    said = "".join(str(one.changes) for one in rows(factory, PlatformAuditEntry))
    assert word not in said
    assert "Kari Vik" not in said
    for address in (kari.email, row.email_key):
        assert nobody.post("/sign-in", {"email": address, "password": PASSWORD}).status_code == 200
        nobody.post("/forgotten-password", {"email": address})
    assert letters_to(factory, "") == []


def test_her_address_waits_in_no_outbox_and_stands_in_no_list(factory, kari, browser, organisation, nobody):
    with factory.working_as(scope_of(organisation.id)):
        send(Letter(subject="Hei", paragraphs=("Hei",)), kari.email.upper())
        send_to_person(Letter(subject="Medlem", paragraphs=("Hei",)), kari.email, uuid7())
        keep(owner_kind="takeout", owner_id=uuid7(), name="alt.zip", content=b"PK", by=None, ours=True)
        db.session.commit()
    nobody.post("/forgotten-password", {"email": kari.email})

    close(browser(kari))

    assert [one.subject for one in rows(factory, Message, organisation)] == ["Medlem"]
    assert [one.subject for one in rows(factory, PlatformMessage)] == ["Kontoen din er avsluttet"]
    assert rows(factory, StoredFile, organisation) == []


def test_where_it_is_suspended_the_only_administrator_is_told_whom_to_write_to(factory, organisation, browser, actor):
    hers = browser(actor(organisation, Role.ADMINISTRATOR))
    suspend(factory, organisation)

    assert f"administratoren i {organisation.name}, som er" in words_of(hers.get(CLOSE))


def suspend(factory, organisation):
    with factory.working_as(NOBODY):
        db.session.get(Organisation, organisation.id).status = "suspended"
        db.session.commit()


def test_what_she_registered_stays_and_names_nobody(factory, organisation, actor, browser, kari):
    hers = browser(kari)
    hers.post("/o/hjertelag/activities/register/core.meeting", {"number_participants": "12"})
    before = rows(factory, AuditEntry, organisation)
    name = account_of(factory, kari).name

    close(hers)

    staff = browser(actor(organisation, Role.ADMINISTRATOR))
    assert "12" in staff.get("/o/hjertelag/activities/").text
    log = staff.get("/o/hjertelag/trail/").text
    assert "Noen som ikke er her lenger" in log
    assert name not in log
    assert len(rows(factory, AuditEntry, organisation)) > len(before)


def test_it_is_written_down_in_each_organisation_and_on_the_platform(
    factory, kari, browser, organisation, other_organisation
):
    close(browser(kari))

    for here in (organisation, other_organisation):
        done = [one.action for one in rows(factory, AuditEntry, here) if one.user_id == kari.id]
        assert {"account.closed", "access.ended"} <= set(done)
    assert "account.closed" in [one.action for one in rows(factory, PlatformAuditEntry)]


def test_a_letter_to_the_address_she_had_says_that_it_is_done(factory, kari, browser):
    close(browser(kari))

    letter = letters_to(factory, kari.email)[-1]
    assert letter.subject == "Kontoen din er avsluttet"


def test_that_letter_leaves_no_address_behind_once_it_is_sent_or_given_up(app, factory, kari, browser, organisation):
    close(browser(kari))
    with factory.working_as(NOBODY):
        send(Letter(subject="Hei", paragraphs=("Hei",)), "drift@example.org")
        db.session.commit()
    with app.app_context():
        work_once()

    assert [(one.recipient, one.sent_at is None) for one in rows(factory, PlatformMessage)] == [("drift@example.org", False)]


def test_that_letter_is_forgotten_by_night_where_it_never_left(factory, kari, actor, browser, organisation):
    waits, given_up = kari, actor(organisation, Role.VOLUNTEER)
    for one in (waits, given_up):
        close(browser(one))
    with factory.working_as(NOBODY):
        db.session.query(PlatformMessage).filter_by(recipient=given_up.email).update({"due_at": None, "fault": "550 no"})
        forget_what_is_over()

    assert [one.recipient for one in rows(factory, PlatformMessage)] == [waits.email]


def test_the_only_administrator_is_told_where_she_is_needed(
    factory, organisation, other_organisation, browser, actor, kari
):
    alone = actor(organisation, Role.ADMINISTRATOR)
    hers = browser(alone)
    said = hers.get(CLOSE)
    assert organisation.name in words_of(said)
    assert 'name="present"' not in said.text
    actor(organisation, Role.ADMINISTRATOR)

    assert close(hers).location == "/sign-in"


def test_a_form_that_was_open_while_she_became_the_only_one_closes_nothing(
    factory, organisation, browser, actor
):
    first, second = (actor(organisation, Role.ADMINISTRATOR) for _one in range(2))
    one, other = browser(first), browser(second)
    form = {**one.fields(CLOSE), "present": PASSWORD}
    close(other)

    page = one.send(CLOSE, form)

    assert organisation.name in words_of(page)
    assert account_of(factory, first).password_hash
    assert first.id in {row.user_id for row in rows(factory, Access, organisation)}


def test_the_only_one_who_runs_the_platform_stays(factory, browser):
    alone = factory.person("drift@example.org", operator=True)
    hers = browser(alone)
    assert 'name="present"' not in hers.get(CLOSE).text

    other = factory.person("vakt@example.org", operator=True)
    form = {**hers.fields(CLOSE), "present": PASSWORD}
    assert close(browser(other)).location == "/sign-in"

    assert hers.send(CLOSE, form).status_code == 200, "by now she is the only one again"
    assert account_of(factory, alone).is_operator


def test_a_wrong_password_closes_nothing(factory, kari, browser, organisation):
    page = close(browser(kari), present="noe annet enn det")

    assert says(page, "This is not your present password.")
    assert account_of(factory, kari).name
    assert kari.id in {one.user_id for one in rows(factory, Access, organisation)}


def test_two_may_leave_and_one_may_come_back_as_somebody_new(factory, browser, actor, organisation, kari):
    for one in (kari, actor(organisation, Role.READER)):
        assert close(browser(one)).location == "/sign-in"

    staff = browser(actor(organisation, Role.ADMINISTRATOR))
    unit = str(factory.root(organisation))
    staff.post("/o/hjertelag/access/invite", {"email": kari.email, "role": "reader", "unit_id": unit})

    assert len([one for one in rows(factory, Invitation, organisation) if one.email == kari.email]) == 1


def test_every_table_that_names_accounts_has_been_thought_of():
    """A new one that is somebody's goes with her account in `closing`, or stays for a reason: say so there and here."""
    goes = {"access", "due_subscription", "login_session", "mailed_link", "user_account"}
    stays = {"audit_entry", "platform_audit_entry", "person_look"}

    assert {table.name for table, said in tables_about_people() if said.account} == goes | stays
