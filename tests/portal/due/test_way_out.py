"""The way out of the weekly letter: one press, in the mail program or on a page, and only hers."""

from datetime import timedelta
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest

from portal import clock
from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from portal.worker import work_once
from tests.portal.due.conftest import FEED_PAGE, SEVEN
from tests.reading import letters_to, says


@pytest.fixture
def way_out(factory, gry, write, due):
    """The path of the page that her letter names."""
    due("Noe", SEVEN.date())
    write()
    return urlsplit(letters_to(factory, gry.email)[0].off_url).path


def test_the_letter_that_leaves_bears_the_two_headers_and_the_letter_is_emptied(app, factory, gry, way_out, config):
    address = letters_to(factory, gry.email)[0].off_url
    with app.app_context(), clock.stopped_at(SEVEN + timedelta(minutes=1)):
        work_once()
    files = list((config.data / "mail").glob("*.eml"))
    mail = next(
        m for m in (message_from_bytes(f.read_bytes(), policy=policy.default) for f in files) if m["To"] == gry.email
    )

    assert mail["List-Unsubscribe"] == f"<{address}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    sent = letters_to(factory, gry.email)[0]
    assert (sent.off_url, sent.text, sent.html) == (None, "", "")


def test_other_letters_bear_none(app, factory, gry, browser, config):
    browser().post("/forgotten-password", {"email": gry.email})
    with app.app_context():
        work_once()
    mail = [message_from_bytes(f.read_bytes(), policy=policy.default) for f in (config.data / "mail").glob("*.eml")]
    assert [one["List-Unsubscribe"] for one in mail] == [None]


def test_a_mail_program_ends_it_with_one_press(factory, organisation, gry, way_out, nobody, subscription):
    """RFC 8058: no cookie, no page opened before, this one word in the body."""
    answers = [nobody.send(way_out, {"List-Unsubscribe": "One-Click"}) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert not subscription(gry).weekly
    with factory.working_as(scope_of(organisation.id)):
        trail = db.session.query(AuditEntry).filter(AuditEntry.action == "due.weekly_off").all()
    assert [(one.subject_id, one.user_id) for one in trail] == [(subscription(gry).id, None)]


def test_it_ends_while_the_organisation_is_suspended_too(factory, organisation, gry, way_out, nobody, subscription):
    factory.set_status(organisation, "suspended")

    nobody.post(way_out)

    assert not subscription(gry).weekly


def test_opening_the_page_ends_nothing_and_its_button_does(gry, way_out, nobody, subscription):
    """A program that looks at links before the reader does must not press for her."""
    page = nobody.get(way_out)
    assert says(page, "No more weekly letters?")
    assert subscription(gry).weekly

    nobody.post(way_out)
    assert not subscription(gry).weekly
    assert says(nobody.get(way_out), "The weekly letter is off")


def test_the_log_keeps_no_address_that_ends_them(factory, organisation, way_out, nobody):
    fields = nobody.fields(way_out)

    assert [nobody.send(way_out, fields).location for _press in range(2)] == [way_out] * 2

    with factory.working_as(scope_of(organisation.id)):
        kept = db.session.query(*AuditEntry.__table__.columns).filter(AuditEntry.action == "due.weekly_off").all()
    assert [way_out.rpartition(".")[2] in str(one) for one in kept] == [False]


def test_another_body_needs_the_form_s_token(gry, way_out, nobody, subscription):
    for body in ({}, {"List-Unsubscribe": "two"}, {"form_key": "0" * 32}):
        assert nobody.send(way_out, body).status_code == 400
    assert subscription(gry).weekly


def test_it_ends_no_one_else_s_and_no_mangled_one(
    organisation, other_organisation, gry, actor, press, way_out, nobody, subscription
):
    ola = actor(organisation, Role.STAFF)
    press(ola, "weekly_on")
    hers, his = subscription(gry).id, subscription(ola).id
    one_click = {"List-Unsubscribe": "One-Click"}
    for path in (
        way_out.replace(str(hers), str(his)),
        way_out[:-1],
        way_out + "0",
        way_out.replace("/hjertelag/", "/lungelag/"),
    ):
        assert nobody.send(path, one_click).status_code == 404
        assert nobody.get(path).status_code == 404
    assert subscription(gry).weekly
    assert subscription(ola).weekly


def test_a_new_feed_address_leaves_the_way_out_open(gry, way_out, press, nobody, subscription):
    """An old letter's link must work for as long as the letter lies there."""
    press(gry, "renew")
    assert nobody.send(way_out, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not subscription(gry).weekly


def test_she_switches_it_on_and_off_on_her_own_page(organisation, actor, press, browser):
    ola = actor(organisation, Role.VOLUNTEER)
    assert says(press(ola, "weekly_on"), "Switch the letter off")
    assert says(press(ola, "weekly_off"), "Switch the letter on")


@pytest.mark.parametrize("to", ["", "feed", "everything", "written_for"])
def test_a_button_that_there_is_not_changes_nothing(organisation, actor, browser, factory, to):
    hers = browser(actor(organisation, Role.READER))
    assert hers.post(FEED_PAGE, {"to": to}).status_code == 200
    assert says(hers.get(FEED_PAGE), "Switch the feed on")
    assert says(hers.get(FEED_PAGE), "Switch the letter on")
