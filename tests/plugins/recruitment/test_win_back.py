"""Row R11: whom of those who left the association may ask to come back, and that a no is a no."""

from datetime import date

import pytest

from plugins.recruitment.members.models import Membership
from plugins.recruitment.win_back.models import WinBack
from plugins.recruitment.win_back.queries import ids_of_former
from plugins.recruitment.win_back.rules import FORMER
from plugins.recruitment.win_back.services import say_answer
from portal import clock
from portal.audit.models import AuditEntry
from portal.consents.queries import purpose
from portal.consents.services import add_purpose, give_consent, withdraw_consent
from portal.extensions import db
from portal.messages.models import MOST_UNANSWERED, Message
from portal.organisations.services import change_settings
from portal.organisations.viewer import place_of
from portal.plugin_api import Role
from portal.sendings.services import begin_sending, prepare_sending, write_letter
from portal.sendings.writing import write_sendings
from portal.tenancy import uuid7
from tests.portal.at_once import one_in_the_others_work
from tests.reading import words_of

PAGE = "/o/hjertelag/recruitment/win-back/"


@pytest.fixture
def left(inside, association, member):
    def leave(name, *, ends_on=date(2026, 5, 1), ending="wish", **values):
        her = member(association, name, since=date(2020, 1, 1), email=f"{name.split()[0].lower()}@example.org", **values)
        with inside():
            db.session.query(Membership).filter_by(person_id=her).update({"ending": ending, "ends_on": ends_on})
            db.session.commit()
        return her

    return leave


@pytest.fixture
def former(inside, association):
    def ids():
        with inside():
            return set(db.session.scalars(ids_of_former(association.id)))

    return ids


# row R11
def test_who_could_come_back_left_lately_is_alive_reachable_and_no_member(staff, inside, association, member):
    gone = {
        "Kari Kommer": ("wish", date(2025, 12, 1)), "Dag Død": ("died", date(2025, 12, 1)),
        "Gunn Gammel": ("wish", date(2024, 11, 1)), "Ulf Unåelig": ("wish", date(2025, 12, 1)),
        "Tor Tilbake": ("unpaid", date(2025, 12, 1)),
    }  # fmt: skip
    for name, (ending, ends_on) in gone.items():
        email = "" if name.startswith("Ulf") else f"{name.split()[0].lower()}@example.org"
        her = member(association, name, since=date(2020, 1, 1), email=email)
        with inside():
            db.session.query(Membership).filter_by(person_id=her).update({"ending": ending, "ends_on": ends_on})
            if name.startswith("Tor"):
                db.session.add(Membership(id=uuid7(), person_id=her, kind="patient", unit_id=None,
                                          starts_on=date(2026, 2, 1), begun_at=clock.now()))  # fmt: skip
            db.session.commit()

    page = words_of(staff.get(PAGE))
    assert [name for name in gone if name in page] == ["Kari Kommer"]


# row R11
@pytest.mark.parametrize(("ends_on", "ending"), [(None, None), (date(2026, 6, 1), "died")])
def test_a_time_that_lies_inside_another_one_is_not_that_she_left(left, former, inside, ends_on, ending):
    her = left("Kari Nordmann")
    with inside():
        longer = {"starts_on": date(2015, 1, 1), "ends_on": ends_on, "ending": ending}
        db.session.add(Membership(id=uuid7(), person_id=her, kind="patient", unit_id=None, begun_at=clock.now(), **longer))
        db.session.commit()

    assert former() == set()


@pytest.fixture
def on_the(association, actor, browser):
    """Does she stand on the list? Of a browser of its own, because no session lasts into another year."""

    def listed(name):
        page = browser(actor(association, Role.STAFF)).get(PAGE)
        assert page.status_code == 200
        return name in words_of(page)

    return listed


# row R11
def test_who_says_no_is_never_asked_again_and_it_is_known_when_and_to_whom_she_said_it(staff, left, on_the, former, inside):
    her = left("Kari Nordmann")
    assert on_the("Kari Nordmann")
    assert former() == {her}

    staff.send(f"{PAGE}{her}", {**staff.fields(f"{PAGE}{her}"), "answer": "no"})

    assert not on_the("Kari Nordmann")
    with clock.stopped_at(clock.now().replace(year=2027)):
        assert not on_the("Kari Nordmann")
        assert former() == set()
    with inside():
        said = db.session.query(WinBack).one()
        entry = db.session.query(AuditEntry).filter_by(action="recruitment.win_back_answered").one()
    assert (said.answer, said.said_on, said.again_on) == ("no", clock.today(), None)
    assert (entry.subject_id, entry.user_id) == (her, said.said_by)
    assert "Nei takk" in words_of(staff.get(f"/o/hjertelag/recruitment/members/{her}"))


# row R11
def test_who_says_perhaps_later_is_asked_again_after_the_months_that_the_association_has_set(staff, left, on_the, association, inside, former):
    with inside():
        change_settings(association.id, "recruitment", {"win_back_again": 3}, by=uuid7())
        db.session.commit()
    her = left("Kari Nordmann")
    staff.send(f"{PAGE}{her}", {**staff.fields(f"{PAGE}{her}"), "answer": "later"})

    for day, is_asked in ((date(2027, 2, 21), False), (date(2027, 2, 22), True)):
        with clock.stopped_at(clock.now().replace(year=day.year, month=day.month, day=day.day)):
            assert (on_the("Kari Nordmann"), former()) == (is_asked, {her} if is_asked else set())


def test_nobody_is_asked_longer_than_the_association_has_set(left, on_the, association, inside, former):
    left("Kari Nordmann", ends_on=date(2026, 8, 1))
    with inside():
        change_settings(association.id, "recruitment", {"win_back_months": 3}, by=uuid7())
        db.session.commit()

    assert (on_the("Kari Nordmann"), former()) == (False, set())


def test_who_has_taken_back_a_consent_is_not_asked(left, on_the, association, inside, former):
    her = left("Kari Nordmann")
    with inside():
        asked = add_purpose(name="Nyhetsbrev", nb="Ja.", da="Ja.", by=None)
        db.session.flush()
        wording = purpose(association.id, asked.id).wording_id
        give_consent(her, asked.id, wording_id=wording, language="nb", channel="paper", by=None)
        db.session.commit()
    assert (on_the("Kari Nordmann"), former()) == (True, {her})

    with inside(), clock.stopped_at(clock.now().replace(hour=13)):
        withdraw_consent(her, asked.id, channel="form", by=None)
        db.session.commit()

    assert (on_the("Kari Nordmann"), former()) == (False, set())


@pytest.fixture
def begun(inside, association):
    """A letter to those who left is on its way; the worker has written to nobody yet."""

    def begin():
        words = {"subject_nb": "Hei", "text_nb": "Vi savner deg.", "subject_da": "", "text_da": ""}
        with inside():
            letter = write_letter(by=None, name="Kom tilbake", **words)
            db.session.flush()
            sending = prepare_sending(letter, purpose_id=None, listed=FORMER, unit_id=None, by=uuid7())
            db.session.flush()
            begin_sending(sending, letter, place_of(association.id), by=uuid7())
            db.session.commit()

    return begin


@pytest.mark.parametrize("may_have_arrived", [False, True])
def test_a_letter_to_those_who_left_says_how_to_say_no_and_one_that_waits_is_taken_back_from_who_does(
    staff, left, association, inside, begun, may_have_arrived
):
    her, other = left("Kari Nordmann"), left("Ola Nordmann")
    begun()
    with inside():
        write_sendings(association.id)
        db.session.commit()
        assert {one.person_id for one in db.session.query(Message)} == {her, other}
        assert all("si fra til oss" in one.text and "si fra til oss" in one.html for one in db.session.query(Message))
        if may_have_arrived:
            db.session.query(Message).update({"due_at": None, "unanswered": MOST_UNANSWERED})
            db.session.commit()

    staff.send(f"{PAGE}{her}", {**staff.fields(f"{PAGE}{her}"), "answer": "no"})

    with inside():
        assert [one.person_id for one in db.session.query(Message)] == [other]


@pytest.mark.parametrize("first", ["write", "answer"])
def test_no_letter_waits_for_her_who_says_no_while_the_batch_is_written(
    config, left, association, inside, begun, on_postgresql, first
):
    if not on_postgresql:
        pytest.skip("SQLite has one writer: the second begins when the first has ended")
    her, other = left("Kari Nordmann"), left("Ola Nordmann")
    begun()
    works = {"write": lambda: write_sendings(association.id), "answer": lambda: say_answer(her, "no", by=uuid7())}
    second = next(name for name in works if name != first)

    def run(what, pause=lambda: None):
        with inside():
            works[what]()
            db.session.flush()
            pause()
            db.session.commit()

    one_in_the_others_work(config, lambda pause: run(first, pause), lambda: run(second))

    with inside():
        assert [one.person_id for one in db.session.query(Message)] == [other]


def test_of_two_rows_of_one_person_the_no_holds(staff, left, inside, on_the):
    kept, other = left("Kari Nordmann"), left("Kari Norman")
    for her, answer in ((kept, "later"), (other, "no")):
        staff.send(f"{PAGE}{her}", {**staff.fields(f"{PAGE}{her}"), "answer": answer})
    page = f"/o/hjertelag/doubles/{kept}/{other}"

    staff.send(page, staff.fields(page))

    with inside():
        assert db.session.query(WinBack).filter_by(person_id=kept).one().answer == "no"


def test_there_is_no_such_form_for_a_member_or_for_somebody_who_has_died(staff, left, member, association):
    here, died = member(association, "Kari Nordmann"), left("Dag Død", ending="died")
    assert {staff.get(f"{PAGE}{her}").status_code for her in (here, died)} == {404}
