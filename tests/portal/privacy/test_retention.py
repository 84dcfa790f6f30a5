"""What is too old goes where it is switched on: counted before, by the worker, in this organisation only."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from plugins.recruitment.dues.models import Payment
from portal import clock
from portal.audit.chains import Chain
from portal.audit.models import AuditEntry, PlatformAuditEntry
from portal.audit.sealing import seal_all
from portal.audit.services import record
from portal.audit.verifying import verify
from portal.extensions import db
from portal.messages.models import Message, PlatformMessage
from portal.messages.services import Letter, send
from portal.people.models import PersonLook
from portal.people.services import add_person
from portal.plugin_api import Erase, Keep, Role
from portal.plugin_api.personal import people_of
from portal.privacy.catalogue import all_tables
from portal.privacy.months import months_before
from portal.privacy.retention import delete_what_is_over, kinds, platform_kinds
from portal.tenancy import uuid7
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from portal.worker import forget_what_is_over, run

PAGE = "/o/hjertelag/privacy/retention"
ON = {"deletes": "y"}


@pytest.fixture
def boss(organisation, actor, browser):
    return browser(actor(organisation, Role.ADMINISTRATOR))


@pytest.fixture
def wrote(factory):
    """A letter that was written so many days ago."""

    def write(organisation, days):
        with factory.working_as(scope_of(organisation.id)):
            said = {"subject": "Hei", "text": "Hei", "html": "Hei", "language": "nb"}
            at = clock.now() - timedelta(days=days)
            db.session.add(Message(recipient="a@example.org", message_id="<a@b>", created_at=at, **said))
            db.session.commit()

    return write


@pytest.fixture
def letters(factory):
    def count(organisation):
        with factory.working_as(scope_of(organisation.id)):
            return db.session.scalar(select(func.count()).select_from(Message))

    return count


@pytest.fixture
def night(factory):
    """The worker's nightly round."""

    def run(organisation):
        with factory.working_as(scope_of(organisation.id)):
            delete_what_is_over(organisation.id)
            db.session.commit()
            wanted = select(AuditEntry.changes).where(AuditEntry.action == "privacy.deleted")
            return list(db.session.scalars(wanted))

    return run


def test_the_page_counts_what_would_go_and_nothing_goes(organisation, boss, wrote, letters):
    for days in (300, 400, 500):
        wrote(organisation, days)

    assert 'slettet nå">2</td>' in boss.get(PAGE).text
    assert letters(organisation) == 3


def test_the_organisation_chooses_how_long_and_the_notice_tells_it(organisation, boss, wrote, letters, night):
    for days in (100, 400):
        wrote(organisation, days)
    assert boss.post(PAGE, {**ON, "message": "3"}).status_code == 303

    assert 'slettet nå">2</td>' in boss.get(PAGE).text
    assert "3 måneder" in boss.get("/p/hjertelag/privacy").text
    assert night(organisation) == [{"message": [2, 0]}]


@pytest.mark.parametrize("months", ["0", "37", "many", ""])
def test_no_time_is_chosen_that_the_law_or_the_work_forbids(boss, months):
    answer = boss.post(PAGE, {"message": months})
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.text


def test_what_figures_of_the_past_are_counted_from_is_never_deleted(factory, organisation, boss):
    factory.plugin(organisation, "recruitment")
    setup = factory.setup(organisation)
    with factory.app.app_context():
        found = {kind.model.__tablename__ for kind in kinds(setup)}
        done = {kind.model.__tablename__: kind.keep.does for kind in kinds(setup)}
    assert found & {"recruitment_member", "recruitment_invoice"} == set()
    assert done["recruitment_payment"] is done["recruitment_joining"] is Erase.EMPTY
    assert done["message"] is Erase.ROW


def test_switched_off_nothing_goes(organisation, wrote, letters, night):
    wrote(organisation, 400)

    assert night(organisation) == []
    assert letters(organisation) == 1


def test_switched_on_what_is_too_old_goes_and_the_trail_says_how_much(organisation, boss, wrote, letters, night):
    for days in (300, 400, 500):
        wrote(organisation, days)
    boss.post(PAGE, ON)

    assert night(organisation) == [{"message": [2, 0]}]
    assert letters(organisation) == 1
    assert night(organisation) == [{"message": [2, 0]}]


@pytest.mark.parametrize(
    ("chosen", "left"), [({}, 3), (ON, 2), ({**ON, "person_look": "12"}, 1), ({**ON, "person_look": "60"}, 3)]
)
def test_who_looked_at_a_record_is_known_as_long_as_the_organisation_chose(
    app, organisation, factory, boss, chosen, left
):
    with factory.working_as(scope_of(organisation.id)):
        her = add_person(by=None, name="Kari Nordmann", language="nb")
        for months in (6, 18, 30):
            at = months_before(clock.now(), months)
            db.session.add(PersonLook(person_id=her.id, user_id=uuid7(), at=at, page="people.show"))
        db.session.commit()
    if chosen:
        boss.post(PAGE, chosen)

    with app.app_context():
        run(pause=0, rounds=2)

    with factory.working_as(scope_of(organisation.id)):
        assert db.session.scalar(select(func.count()).select_from(PersonLook)) == left


def test_nothing_of_another_organisation_goes(organisation, factory, boss, wrote, letters, night):
    other = factory.organisation("nabolaget")
    for one in (organisation, other):
        wrote(one, 400)
    boss.post(PAGE, ON)
    night(organisation)

    assert (letters(organisation), letters(other)) == (0, 1)


def test_months_are_counted_by_the_calendar():
    leap = clock.now().replace(year=2028, month=3, day=31)

    assert (months_before(leap, 1).month, months_before(leap, 1).day) == (2, 29)
    assert (months_before(leap, 15).year, months_before(leap, 15).month) == (2026, 12)


def test_values_of_old_entries_go_and_the_chain_stays_whole(organisation, factory, boss, night):
    with factory.working_as(scope_of(organisation.id)):
        with clock.stopped_at(clock.now() - timedelta(days=61 * 31)):
            entry = record("person.added", None, by=None, changes={"name": [None, "Kari"]})
        db.session.commit()
        entry_id = entry.id
        seal_all(Chain(organisation.id))
        db.session.commit()
        dated_back = verify(Chain(organisation.id)).faults
    boss.post(PAGE, ON)

    assert night(organisation)[0]["audit_entry"] == [1, 0]
    assert night(organisation) == night(organisation)
    with factory.working_as(scope_of(organisation.id)):
        assert db.session.get(AuditEntry, (organisation.id, entry_id)).changes == {}
        assert verify(Chain(organisation.id)).faults == dated_back


def test_what_stays_for_the_figures_is_emptied_after_its_months(organisation, factory, boss, night):
    """A payment stays in the accounts; what the bank wrote beside it goes."""
    factory.plugin(organisation, "recruitment")
    with factory.working_as(scope_of(organisation.id)):
        for mark, months in (("old", 73), ("young", 70)):
            day = (clock.now() - timedelta(days=31 * months)).date()
            db.session.add(Payment(on_date=day, amount=30000, text=f"Fra Kari ({mark})", note="", mark=mark))
        db.session.commit()
    boss.post(PAGE, ON)

    assert night(organisation)[0]["recruitment_payment"] == [1, 0]
    assert all("recruitment_payment" not in said for said in night(organisation)[1:])
    with factory.working_as(scope_of(organisation.id)):
        rows = {row.mark: (row.text, row.amount) for row in db.session.scalars(select(Payment))}
    assert rows == {"old": ("", 30000), "young": ("Fra Kari (young)", 30000)}


def aged(months):
    return clock.stopped_at(months_before(clock.now(), months))


def test_what_the_platform_itself_keeps_goes_after_its_months_and_its_chain_stays_whole(factory):
    with factory.working_as(NOBODY):
        for months in (11, 13, 61):
            with aged(months):
                letter = send(Letter(subject="Hei", paragraphs=("Ord.",)), f"{months}@x.example")
                record("organisation.made", None, by=None, changes={"name": [None, f"{months} gamle"]})
        assert isinstance(letter, PlatformMessage)
        db.session.commit()
        seal_all(Chain(None))
        db.session.commit()
        dated_back = verify(Chain(None)).faults

        forget_what_is_over()

        assert list(db.session.scalars(select(PlatformMessage.recipient))) == ["11@x.example"]
        told = str(list(db.session.scalars(select(PlatformAuditEntry.changes))))
        assert [f"{months} gamle" in told for months in (11, 13, 61)] == [True, True, False]
        seal_all(Chain(None))
        assert verify(Chain(None)).faults == dated_back


def test_everything_that_the_platform_keeps_for_months_has_somebody_who_lets_it_go(app):
    """Outside of the organisations; inside, an administrator switches it on."""
    said = ((table, people_of(table)) for table in all_tables() if not table.info.get("tenant"))
    wanted = {table.name for table, one in said if isinstance(getattr(one, "keep", None), Keep)}

    assert wanted >= {"platform_message", "platform_audit_entry", "login_session", "mailed_link"}
    assert {kind.model.__tablename__ for kind in platform_kinds()} == wanted
