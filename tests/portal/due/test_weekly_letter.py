"""The weekly letter: on Mondays, once, to whoever wants it and has something to do."""

import threading
from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes, policy
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from portal import clock
from portal.accounts.models import UserAccount
from portal.audit.models import AuditEntry
from portal.due import services
from portal.due.groups import group_of, sunday_after
from portal.due.rules import is_time_to_write, monday_of
from portal.due.services import write_weeks
from portal.extensions import db
from portal.jobs.models import Job
from portal.organisations.accesses import end_access
from portal.organisations.models import Access, Organisation
from portal.plugin_api import Role
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from portal.worker import run, work_once
from tests.portal.at_once import all_at_once
from tests.portal.due.conftest import FEED_PAGE
from tests.portal.reading import letters_to, says

SEVEN = datetime(2026, 11, 23, 6, tzinfo=UTC)
ZONES = ("Europe/Oslo", "Europe/Copenhagen", "America/Nuuk", "Atlantic/Faroe", "Asia/Tokyo", "Pacific/Kiritimati")


@pytest.fixture
def kari(organisation, actor, press):
    """She has the weekly letter switched on."""
    made = actor(organisation, Role.STAFF)
    press(made, "weekly_on")
    return made


@pytest.fixture
def write(factory, organisation):
    """What the job does, at this moment."""

    def at(moment=SEVEN, where=organisation):
        with clock.stopped_at(moment), factory.working_as(scope_of(where.id)):
            write_weeks(where.id)

    return at


def change(factory, organisation, model, act, *where):
    with factory.working_as(scope_of(organisation.id)):
        act(db.session.query(model).filter(*where).one())
        db.session.commit()


def test_it_says_what_is_late_and_what_the_week_brings(factory, organisation, kari, write, due, entry):
    monday = SEVEN.date()
    north = factory.unit(organisation, "Nord")
    due("Glemt rapport", monday - timedelta(days=10))
    due("Ring kommunen & takk", monday + timedelta(days=2), unit_id=north)
    entry("Styremøte", monday + timedelta(days=6))
    due("Neste uke", monday + timedelta(days=7))
    write()

    letter = letters_to(factory, kari.email)[0]

    assert letter.subject == "Uken din i Medvirke"
    for text in (letter.text, letter.html.replace("&amp;", "&")):
        order = ["Hjertelaget", "Over fristen", "Glemt rapport", "Denne uken", "25. november 2026: Ring kommunen & takk (Nord)", "Styremøte"]  # fmt: skip
        assert sorted(order, key=text.index) == order
        assert "Neste uke" not in text
        assert "/o/hjertelag/due/" in text
        assert letter.off_url in text


def test_the_subject_says_nothing_of_what_is_due_nor_of_the_organisation(factory, kari, write, due):
    """The name of a patient association tells of an illness, and a subject shows on a locked phone."""
    due("Ring kommunen", SEVEN.date())
    write()
    letter = letters_to(factory, kari.email)[0]
    assert "Ring" not in letter.subject
    assert "Hjertelaget" not in letter.subject


@pytest.mark.parametrize(("language", "words"), [("da", "Din uge i Medvirke"), ("nb", "Uken din i Medvirke")])
def test_it_speaks_her_language(factory, organisation, kari, write, due, language, words):
    due("Noe", SEVEN.date())
    with factory.working_as(NOBODY):
        db.session.get_one(UserAccount, kari.id).language = language
        db.session.commit()
    write()
    letter = letters_to(factory, kari.email)[0]
    assert (letter.subject, letter.language) == (words, language)


def test_nothing_due_and_nothing_late_writes_no_letter(factory, kari, write, due):
    due("Neste uke", SEVEN.date() + timedelta(days=7))
    due("Milepæl som er forbi", SEVEN.date() - timedelta(days=2), source="goals.milestone")
    write()
    assert letters_to(factory, kari.email) == []


def test_what_comes_up_later_that_monday_is_written_still(factory, kari, write, due):
    """A week without a letter is not marked as written."""
    write()
    due("Noe", SEVEN.date())
    write(SEVEN + timedelta(hours=3))
    assert len(letters_to(factory, kari.email)) == 1


def test_once_a_week_however_often_the_job_runs(factory, kari, write, due):
    due("Noe", SEVEN.date())
    for hours in (0, 1, 10):
        write(SEVEN + timedelta(hours=hours))
    assert len(letters_to(factory, kari.email)) == 1
    write(SEVEN + timedelta(days=7))
    assert len(letters_to(factory, kari.email)) == 2


def test_nobody_who_did_not_ask_gets_one(factory, organisation, actor, press, write, due):
    due("Noe", SEVEN.date())
    silent, feed_only, ended = (actor(organisation, Role.STAFF) for _one in range(3))
    press(feed_only, "feed_on")
    press(ended, "weekly_on")
    press(ended, "weekly_off")
    write()
    assert [letters_to(factory, one.email) for one in (silent, feed_only, ended)] == [[], [], []]


def test_without_access_none_and_elsewhere_what_is_due_there(
    factory, organisation, other_organisation, kari, actor, press, write, due
):
    due("Vårt", SEVEN.date())
    due("Deres", SEVEN.date(), where=other_organisation)
    change(factory, organisation, Access, lambda access: end_access(access, by=kari.id), Access.user_id == kari.id)
    write()
    write(where=other_organisation)
    assert letters_to(factory, kari.email) == []


def test_a_closed_organisation_writes_none(factory, organisation, kari, write, due):
    due("Noe", SEVEN.date())
    with factory.working_as(NOBODY):
        db.session.get_one(Organisation, organisation.id).status = "suspended"
        db.session.commit()
    write()
    assert letters_to(factory, kari.email) == []


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2026, 11, 23, 5, 59, 59, tzinfo=UTC), False),  # 06:59:59 in Oslo
        (datetime(2026, 11, 23, 6, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 22, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 23, 0, tzinfo=UTC), False),  # Tuesday in Oslo
        (datetime(2026, 11, 22, 12, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 30, 4, 59, 59, tzinfo=UTC), False),  # summer time began the day before
        (datetime(2026, 3, 30, 5, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 26, 5, 59, 59, tzinfo=UTC), False),  # and ended
        (datetime(2026, 10, 26, 6, 0, tzinfo=UTC), True),
        (datetime(2026, 12, 28, 6, 0, tzinfo=UTC), True),  # a week that ends in the next year
    ],
)
def test_mondays_from_seven_on_the_organisation_s_own_clock(factory, kari, write, due, moment, written):
    due("Sent", date(2026, 1, 2))
    write(moment)
    assert bool(letters_to(factory, kari.email)) is written


def test_another_time_zone_has_its_own_monday(factory, organisation, kari, write, due):
    due("Sent", date(2026, 1, 2))
    with factory.working_as(NOBODY):
        db.session.get_one(Organisation, organisation.id).timezone = "America/Nuuk"
        db.session.commit()
    write(SEVEN)
    assert letters_to(factory, kari.email) == [], "04:00 in Nuuk"
    write(datetime(2026, 11, 23, 9, tzinfo=UTC))
    assert len(letters_to(factory, kari.email)) == 1


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)), st.sampled_from(ZONES))
def test_a_week_is_seven_days_from_monday_wherever_one_is(moment, zone):
    with clock.stopped_at(moment), clock.in_zone(zone):
        local, today = clock.local(clock.now()), clock.today()
        monday = monday_of(today)
    assert (monday.weekday(), sunday_after(today).weekday()) == (0, 6)
    assert monday <= today <= sunday_after(today) == monday + timedelta(days=6)
    assert is_time_to_write(local) == (today == monday and local.time() >= time(7))
    assert local == moment.astimezone(ZoneInfo(zone))
    week = [group_of(today + timedelta(days=n), today) for n in range(-1, 9)]
    assert week == ["late", "today", *["week"] * (6 - today.weekday()), *["later"] * (2 + today.weekday())]


def test_two_workers_at_the_same_moment_write_one(config, factory, organisation, kari, write, due):
    due("Noe", SEVEN.date())
    answers = all_at_once(config, "due_subscription", write, write)
    assert answers == [None, None]
    assert len(letters_to(factory, kari.email)) == 1


def test_a_worker_that_is_killed_between_mark_and_letter_leaves_neither(
    factory, kari, write, due, subscription, monkeypatch
):
    class Killed(BaseException):
        """As a kill is: nothing catches it."""

    due("Noe", SEVEN.date())
    with monkeypatch.context() as patched:
        patched.setattr(services, "send", lambda *said: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            write()
    assert subscription(kari).written_for is None
    assert letters_to(factory, kari.email) == []

    write()
    assert subscription(kari).written_for == SEVEN.date()
    assert len(letters_to(factory, kari.email)) == 1


def test_who_was_written_to_before_the_kill_is_not_written_to_again(
    factory, organisation, actor, press, write, due, monkeypatch
):
    people = [actor(organisation, Role.STAFF) for _one in range(3)]
    for one in people:
        press(one, "weekly_on")
    due("Noe", SEVEN.date())
    sent, real = [], services.send

    def dies_at_the_second(letter, recipient):
        sent.append(recipient)
        if len(sent) == 2:
            raise KeyboardInterrupt
        return real(letter, recipient)

    with monkeypatch.context() as patched:
        patched.setattr(services, "send", dies_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            write()
    write()
    assert [len(letters_to(factory, one.email)) for one in people] == [1, 1, 1]


def test_the_worker_writes_at_seven_and_not_at_midnight(app, factory, organisation, kari, due):
    """The day's round asks for it; it waits for its hour."""
    due("Noe", SEVEN.date())
    with app.app_context():
        with clock.stopped_at(datetime(2026, 11, 22, 23, 1, tzinfo=UTC)):  # 00:01 in Oslo
            run(pause=0, rounds=1)
        waiting = letters_to(factory, kari.email)
        with factory.working_as(scope_of(organisation.id)):
            job = db.session.scalars(select(Job).where(Job.kind == "write_weeks")).one()
        with clock.stopped_at(SEVEN):
            work_once()

    assert (waiting, job.due_at) == ([], SEVEN)
    assert len(letters_to(factory, kari.email)) == 1


def test_a_worker_that_is_started_late_on_monday_writes_at_once(app, factory, kari, due):
    due("Noe", SEVEN.date())
    with app.app_context(), clock.stopped_at(SEVEN + timedelta(hours=9)):
        run(pause=0, rounds=1)
        run(pause=0, rounds=1)
    assert len(letters_to(factory, kari.email)) == 1


def test_three_workers_that_start_together_write_one(app, factory, kari, due):
    due("Noe", SEVEN.date())
    begin = threading.Barrier(3)

    def worker():
        begin.wait()
        with app.app_context(), clock.stopped_at(SEVEN):
            run(pause=0, rounds=2)

    workers = [threading.Thread(target=worker) for _one in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(30)
    assert len(letters_to(factory, kari.email)) == 1


@pytest.fixture
def way_out(factory, kari, write, due):
    """The path of the page that her letter names."""
    due("Noe", SEVEN.date())
    write()
    return urlsplit(letters_to(factory, kari.email)[0].off_url).path


def test_the_letter_that_leaves_bears_the_two_headers_and_the_letter_is_emptied(app, factory, kari, way_out, config):
    address = letters_to(factory, kari.email)[0].off_url
    with app.app_context(), clock.stopped_at(SEVEN + timedelta(minutes=1)):
        work_once()
    files = list((config.data / "mail").glob("*.eml"))
    mail = next(
        m for m in (message_from_bytes(f.read_bytes(), policy=policy.default) for f in files) if m["To"] == kari.email
    )

    assert mail["List-Unsubscribe"] == f"<{address}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    sent = letters_to(factory, kari.email)[0]
    assert (sent.off_url, sent.text, sent.html) == (None, "", "")


def test_other_letters_bear_none(app, factory, kari, browser, config):
    browser().post("/forgotten-password", {"email": kari.email})
    with app.app_context():
        work_once()
    mail = [message_from_bytes(f.read_bytes(), policy=policy.default) for f in (config.data / "mail").glob("*.eml")]
    assert [one["List-Unsubscribe"] for one in mail] == [None]


def test_a_mail_program_ends_it_with_one_press(factory, organisation, kari, way_out, nobody, subscription):
    """RFC 8058: no cookie, no page opened before, this one word in the body."""
    answers = [nobody.send(way_out, {"List-Unsubscribe": "One-Click"}) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert not subscription(kari).weekly
    with factory.working_as(scope_of(organisation.id)):
        trail = db.session.query(AuditEntry).filter(AuditEntry.action == "due.weekly_off").all()
    assert [(one.subject_id, one.user_id) for one in trail] == [(subscription(kari).id, None)]


def test_opening_the_page_ends_nothing_and_its_button_does(kari, way_out, nobody, subscription):
    """A program that looks at links before the reader does must not press for her."""
    page = nobody.get(way_out)
    assert says(page, "No more weekly letters?")
    assert subscription(kari).weekly

    nobody.post(way_out)
    assert not subscription(kari).weekly
    assert says(nobody.get(way_out), "The weekly letter is off")


def test_another_body_needs_the_form_s_token(kari, way_out, nobody, subscription):
    for body in ({}, {"List-Unsubscribe": "two"}, {"form_key": "0" * 32}):
        assert nobody.send(way_out, body).status_code == 400
    assert subscription(kari).weekly


def test_it_ends_no_one_else_s_and_no_mangled_one(
    organisation, other_organisation, kari, actor, press, way_out, nobody, subscription
):
    ola = actor(organisation, Role.STAFF)
    press(ola, "weekly_on")
    hers, his = subscription(kari).id, subscription(ola).id
    one_click = {"List-Unsubscribe": "One-Click"}
    for path in (
        way_out.replace(str(hers), str(his)),
        way_out[:-1],
        way_out + "0",
        way_out.replace("/hjertelag/", "/lungelag/"),
    ):
        assert nobody.send(path, one_click).status_code == 404
        assert nobody.get(path).status_code == 404
    assert subscription(kari).weekly
    assert subscription(ola).weekly


def test_a_new_feed_address_leaves_the_way_out_open(kari, way_out, press, nobody, subscription):
    """An old letter's link must work for as long as the letter lies there."""
    press(kari, "renew")
    assert nobody.send(way_out, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not subscription(kari).weekly


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
