"""The weekly letter: on Mondays, once, to whoever wants it and has something to do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import clock
from portal.accounts.models import UserAccount
from portal.due.groups import group_of, sunday_after
from portal.due.rules import is_time_to_write, monday_of
from portal.extensions import db
from portal.organisations.accesses import end_access
from portal.organisations.models import Access, Organisation
from portal.plugin_api import Role
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from tests.portal.due.conftest import SEVEN
from tests.reading import letters_to

ZONES = ("Europe/Oslo", "Europe/Copenhagen", "America/Nuuk", "Atlantic/Faroe", "Asia/Tokyo", "Pacific/Kiritimati")


def change(factory, organisation, model, act, *where):
    with factory.working_as(scope_of(organisation.id)):
        act(db.session.query(model).filter(*where).one())
        db.session.commit()


def test_it_says_what_is_late_and_what_the_week_brings(factory, organisation, gry, write, due, entry):
    monday = SEVEN.date()
    north = factory.unit(organisation, "Nord")
    due("Glemt rapport", monday - timedelta(days=10))
    due("Ring kommunen & takk", monday + timedelta(days=2), unit_id=north)
    entry("Styremøte", monday + timedelta(days=6))
    due("Neste uke", monday + timedelta(days=7))
    write()

    letter = letters_to(factory, gry.email)[0]

    assert letter.subject == "Uken din i Medvirke"
    for text in (letter.text, letter.html.replace("&amp;", "&")):
        order = ["Hjertelaget", "Over fristen", "Glemt rapport", "Denne uken", "25. november 2026: Ring kommunen & takk (Nord)", "Styremøte"]  # fmt: skip
        assert sorted(order, key=text.index) == order
        assert "Neste uke" not in text
        assert "/o/hjertelag/due/" in text
        assert letter.off_url in text


def test_the_subject_says_nothing_of_what_is_due_nor_of_the_organisation(factory, gry, write, due):
    """The name of a patient association tells of an illness, and a subject shows on a locked phone."""
    due("Ring kommunen", SEVEN.date())
    write()
    letter = letters_to(factory, gry.email)[0]
    assert "Ring" not in letter.subject
    assert "Hjertelaget" not in letter.subject


@pytest.mark.parametrize(("language", "words"), [("da", "Din uge i Medvirke"), ("nb", "Uken din i Medvirke")])
def test_it_speaks_her_language(factory, organisation, gry, write, due, language, words):
    due("Noe", SEVEN.date())
    with factory.working_as(NOBODY):
        db.session.get_one(UserAccount, gry.id).language = language
        db.session.commit()
    write()
    letter = letters_to(factory, gry.email)[0]
    assert (letter.subject, letter.language) == (words, language)


def test_nothing_due_and_nothing_late_writes_no_letter(factory, gry, write, due):
    due("Neste uke", SEVEN.date() + timedelta(days=7))
    due("Milepæl som er forbi", SEVEN.date() - timedelta(days=2), source="goals.milestone")
    write()
    assert letters_to(factory, gry.email) == []


def test_what_comes_up_later_that_monday_is_written_still(factory, gry, write, due):
    """A week without a letter is not marked as written."""
    write()
    due("Noe", SEVEN.date())
    write(SEVEN + timedelta(hours=3))
    assert len(letters_to(factory, gry.email)) == 1


def test_once_a_week_however_often_the_job_runs(factory, gry, write, due):
    due("Noe", SEVEN.date())
    for hours in (0, 1, 10):
        write(SEVEN + timedelta(hours=hours))
    assert len(letters_to(factory, gry.email)) == 1
    write(SEVEN + timedelta(days=7))
    assert len(letters_to(factory, gry.email)) == 2


def test_nobody_who_did_not_ask_gets_one(factory, organisation, actor, press, write, due):
    due("Noe", SEVEN.date())
    silent, feed_only, ended = (actor(organisation, Role.STAFF) for _one in range(3))
    press(feed_only, "feed_on")
    press(ended, "weekly_on")
    press(ended, "weekly_off")
    write()
    assert [letters_to(factory, one.email) for one in (silent, feed_only, ended)] == [[], [], []]


def test_whose_access_has_ended_gets_none(factory, organisation, other_organisation, gry, actor, press, write, due):
    due("Vårt", SEVEN.date())
    due("Deres", SEVEN.date(), where=other_organisation)
    change(factory, organisation, Access, lambda access: end_access(access, by=gry.id), Access.user_id == gry.id)
    write()
    write(where=other_organisation)
    assert letters_to(factory, gry.email) == []


def test_a_closed_organisation_writes_none(factory, organisation, gry, write, due):
    due("Noe", SEVEN.date())
    with factory.working_as(NOBODY):
        db.session.get_one(Organisation, organisation.id).status = "suspended"
        db.session.commit()
    write()
    assert letters_to(factory, gry.email) == []


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
def test_mondays_from_seven_on_the_organisation_s_own_clock(factory, gry, write, due, moment, written):
    due("Sent", date(2026, 1, 2))
    write(moment)
    assert bool(letters_to(factory, gry.email)) is written


def test_another_time_zone_has_its_own_monday(factory, organisation, gry, write, due):
    due("Sent", date(2026, 1, 2))
    with factory.working_as(NOBODY):
        db.session.get_one(Organisation, organisation.id).timezone = "America/Nuuk"
        db.session.commit()
    write(SEVEN)
    assert letters_to(factory, gry.email) == [], "04:00 in Nuuk"
    write(datetime(2026, 11, 23, 9, tzinfo=UTC))
    assert len(letters_to(factory, gry.email)) == 1


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
