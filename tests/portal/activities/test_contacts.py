"""Somebody who is met and agrees is kept in the register, in her words; the activity holds how many, and no more.

row D8
"""

from datetime import date
from html import unescape
from io import BytesIO

import pytest
from sqlalchemy import select

from portal import clock
from portal.activities.contacts.models import ActivityContact, WaitingContact
from portal.activities.contacts.services import SOURCE, forget_idle
from portal.activities.models import WHOLE, Activity, ActivityTally
from portal.calendar.models import DueItem
from portal.consents.models import Consent, ConsentPurpose, ConsentWording
from portal.consents.services import withdraw_consent
from portal.erasure.services import erase
from portal.extensions import db
from portal.organisations.setup import touch_setup
from portal.people.models import Person
from portal.people.services import add_person
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.portal.kinds.arranging import Arranger
from tests.reading import says

HERE, WORDS = "/o/hjertelag/", "Jeg vil bli ringt opp av Hjertelaget."
NAME, EMAIL, PHONE, BOX = (f"number_q1-{name}" for name in ("name", "email", "phone", "agrees"))


@pytest.fixture
def rows(factory, organisation):
    """What is kept: `rows(Person)`."""

    def read(model):
        with factory.working_as(scope_of(organisation.id)):
            return list(db.session.scalars(select(model).order_by(model.id)))

    return read


@pytest.fixture
def agder(factory, organisation):
    return factory.unit(organisation, "Agder")


@pytest.fixture
def staff(organisation, actor, browser, rows):
    return Arranger(browser(actor(organisation, Role.STAFF)), rows)


@pytest.fixture
def volunteer(organisation, actor, browser, agder):
    return browser(actor(organisation, Role.VOLUNTEER, agder))


@pytest.fixture
def leader(organisation, actor, browser, agder):
    return browser(actor(organisation, Role.UNIT_LEADER, agder))


@pytest.fixture
def purpose(staff, rows):
    staff.browser.post(f"{HERE}consents/new", {"name": "Ringe opp", "nb": WORDS, "da": "Jeg vil ringes op."})
    return rows(ConsentPurpose)[0]


@pytest.fixture
def kind(staff, purpose):
    """A type that asks for a person: its page."""
    page = staff.new("Stand", people="no")
    assert staff.ask(page, "person", "Hvem vil høre mer?", purpose=purpose.id.hex).status_code == 303
    return page


@pytest.fixture
def register(kind):
    return f"{HERE}activities/register/{kind.rpartition('/')[2]}"


@pytest.fixture
def words(rows, kind):
    """The value of the box: the id of the words that stand beside it."""
    return lambda: rows(ConsentWording)[-1].id.hex


@pytest.fixture
def kari(words):
    """What is typed about her."""
    return lambda **other: {
        NAME: "Kari Eng", EMAIL: "Kari@eng.example", PHONE: "400 00 001", BOX: words(), **other,
    }  # fmt: skip


@pytest.fixture
def add(factory, organisation):
    """Somebody in the register."""

    def one(name="Kari Eng", **values):
        with factory.working_as(scope_of(organisation.id)):
            made = add_person(by=None, name=name, language="nb", **values)
            db.session.commit()
            return made.id

    return one


def test_the_box_is_not_ticked_and_stands_beside_the_exact_words(register, volunteer):
    page = unescape(volunteer.get(register).text)
    assert WORDS in page
    assert "checked" not in page


def test_who_agrees_is_kept_with_words_language_time_channel_and_by_whom(register, kari, volunteer, rows, agder, words):
    assert volunteer.post(register, kari()).status_code == 303

    (person,), (consent,), (contact,) = rows(Person), rows(Consent), rows(ActivityContact)
    assert (person.name, person.email, person.phone, person.unit_id) == (
        "Kari Eng", "Kari@eng.example", "+4740000001", agder,
    )  # fmt: skip
    (activity,) = rows(Activity)
    assert (consent.person_id, consent.is_given, consent.language, consent.channel) == (person.id, True, "nb", "form")
    assert (consent.wording_id.hex, consent.by_user_id) == (words(), activity.registered_by)
    assert (contact.person_id, contact.activity_id) == (person.id, activity.id)
    assert (activity.numbers, activity.answers) == ({"q1": 1}, {})
    assert "Kari" not in f"{activity.words}{activity.note}{activity.title}"


def test_without_the_tick_nothing_is_kept_of_her_and_that_is_said(register, kari, volunteer, rows):
    answer = volunteer.post(register, kari(**{BOX: None}))

    assert answer.status_code == 303
    said = "The box was not ticked, so nothing was kept of the contact: no name, no e-mail, no phone number."
    assert says(volunteer.get(answer.location), said)
    assert [rows(model) for model in (Person, Consent, ActivityContact, WaitingContact)] == [[], [], [], []]
    assert [activity.numbers for activity in rows(Activity)] == [{}]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({NAME: ""}, "Write the name, or take the tick away."),
        ({EMAIL: "", PHONE: ""}, "Write an e-mail address or a phone number."),
        ({EMAIL: "kari"}, "This is no e-mail address. Write it as name@example.org."),
        ({PHONE: "12"}, "This is no phone number. Write it as 400 00 000, or with + and the country first."),
    ],
)
def test_what_cannot_be_kept_comes_back_with_a_sentence(register, kari, volunteer, rows, typed, sentence):
    assert says(volunteer.post(register, kari(**typed)), sentence)
    assert rows(Activity) == rows(Person) == []


def test_words_that_changed_meanwhile_are_read_anew(register, kari, staff, volunteer, purpose, rows):
    typed = kari()
    new = {"nb": "Jeg vil gjerne bli ringt opp.", "da": "Jeg vil gerne ringes op."}
    staff.browser.post(f"{HERE}consents/{purpose.id}/words", new)

    answer = volunteer.post(register, typed)

    assert says(answer, "The words have been changed meanwhile. Read them again, and tick the box.")
    assert new["nb"] in unescape(answer.text)
    assert rows(Person) == []


def test_what_nobody_is_asked_for_any_more_is_not_asked(register, volunteer, purpose, factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        db.session.get(ConsentPurpose, (organisation.id, purpose.id)).closed_at = clock.now()
        touch_setup(organisation.id)
        db.session.commit()
    assert WORDS not in unescape(volunteer.get(register).text)


def test_a_volunteer_is_never_told_who_is_in_the_register(register, kari, volunteer, add, rows, agder):
    """Known by her e-mail and name, or not: the answers are alike, and she is never doubled."""
    known = add("Kari  ENG", email="kari@eng.example", phone="+4740000001")
    first = volunteer.post(register, kari(**{PHONE: ""}))
    second = volunteer.post(register, kari(**{EMAIL: "ny@eng.example"}))

    assert first.status_code == second.status_code == 303
    pages = [volunteer.get(answer.location).text for answer in (first, second)]
    assert not any("Kari  ENG" in page for page in pages)
    met = [contact.person_id for contact in rows(ActivityContact)]
    assert met[0] == known
    assert met[1] != known
    assert len(rows(Person)) == 2


def test_nobody_says_yes_for_somebody_of_another_name_who_has_the_same_address(register, kari, volunteer, add, rows):
    his = add("Ola Eng", email="kari@eng.example")

    volunteer.post(register, kari())

    [consent], [contact] = rows(Consent), rows(ActivityContact)
    assert his not in (consent.person_id, contact.person_id)
    assert sorted(one.name for one in rows(Person)) == ["Kari Eng", "Ola Eng"]


def test_who_sees_the_register_is_asked_whether_it_is_one_of_these(register, kari, leader, add, rows, agder):
    known = add("Kari Berg", phone="+4740000001", unit_id=agder)
    elsewhere = add("Siri Skjult", phone="+4740000001")

    page = leader.post(register, kari())

    assert says(page, "Somebody like her is in the register already. Choose who it is.")
    assert "Kari Berg" in page.text
    assert "Siri Skjult" not in page.text
    assert rows(Activity) == []
    leader.post(register, kari(**{"number_q1-who": str(elsewhere)}))
    assert rows(Activity) == []
    leader.post(register, kari(**{"number_q1-who": str(known)}))
    leader.post(register, kari(**{"number_q1-who": "new"}))
    assert [contact.person_id == known for contact in rows(ActivityContact)] == [True, False]
    assert len(rows(Person)) == 3


def test_sent_twice_she_is_kept_once(register, kari, volunteer, rows):
    fields = {**volunteer.fields(register), **kari()}
    for _time in range(2):
        volunteer.send(register, fields)
    assert [len(rows(model)) for model in (Person, Consent, ActivityContact, Activity)] == [1, 1, 1, 1]


def test_leaders_see_a_name_and_the_way_to_her_others_a_number(register, kari, volunteer, leader, rows):
    volunteer.post(register, kari())
    page = f"{HERE}activities/{rows(Activity)[0].id}"

    assert "Kari Eng" in leader.get(page).text
    assert f"/people/{rows(Person)[0].id}" in leader.get(page).text
    assert "Kari Eng" not in volunteer.get(page).text
    for shown in (page, f"{HERE}activities/"):
        assert "1 kontakt" in unescape(volunteer.get(shown).text)
    assert "1 kontakt" in unescape(leader.get(f"{HERE}activities/").text)


def test_she_is_counted_in_figures_and_files_without_her_name(
    register, kari, volunteer, staff, rows, organisation, factory
):
    volunteer.post(register, kari())

    with factory.working_as(scope_of(organisation.id)):
        total = db.session.scalar(
            select(ActivityTally.total).where(ActivityTally.measure == "q1", ActivityTally.unit_id == WHOLE)
        )
    assert total == 1
    assert "Kontakter" in staff.browser.get(f"{HERE}figures/").text
    sheet = f"{HERE}activities/sheet/"
    fields = staff.browser.fields(sheet)
    asked = f"?type={rows(Activity)[0].activity_type}"
    answer = staff.browser.send(f"{sheet}new{asked}", {**fields, "format": "csv"})
    file = staff.browser.get(answer.location).get_data(as_text=True)
    assert "Hvem vil høre mer?" in file
    assert "Kari" not in file


def test_on_correcting_one_is_added_or_taken_away(register, kari, volunteer, rows):
    volunteer.post(register, {"note": "Uten"})
    page = f"{HERE}activities/{rows(Activity)[0].id}"

    volunteer.post(f"{page}/correct", kari())
    assert rows(Activity)[0].numbers == {"q1": 1}
    assert len(rows(DueItem)) == 1

    volunteer.post(f"{page}/correct", {"note": "Rettet"})
    assert rows(Activity)[0].numbers == {"q1": 1}
    assert len(rows(ActivityContact)) == 1

    volunteer.post(f"{page}/correct", {"number_q1": "y"})
    assert rows(Activity)[0].numbers == {}
    assert rows(ActivityContact) == rows(DueItem) == []
    assert len(rows(Person)) == 1  # what she agreed to stands


def test_one_more_is_added_to_what_was_held(register, kari, volunteer, rows):
    volunteer.post(register, kari())
    more = {"person-name": "Ola Eng", "person-email": "ola@eng.example"}
    add = f"{HERE}activities/contacts/add/{rows(Activity)[0].id}"

    refused = volunteer.post(add, more)
    assert says(refused, "Tick the box when she has agreed. Without it nobody is kept.")
    assert volunteer.post(add, {**more, "person-agrees": kari()[BOX]}).status_code == 303

    assert rows(Activity)[0].numbers == {"q1": 2}
    assert [person.name for person in rows(Person)] == ["Kari Eng", "Ola Eng"]


def test_once_she_is_erased_the_answer_reads_so_and_the_figure_stands(
    register, kari, volunteer, staff, rows, factory, organisation
):
    volunteer.post(register, kari())
    with factory.working_as(scope_of(organisation.id)):
        erase(db.session.scalars(select(Person)).one(), by=None)
        db.session.commit()

    page = unescape(staff.browser.get(f"{HERE}activities/{rows(Activity)[0].id}").text)

    assert "1 slettet" in page
    assert "Kari" not in page
    assert rows(Activity)[0].numbers == {"q1": 1}
    assert rows(ActivityContact) == []


def test_they_are_called_back_and_that_is_due_until_it_is_done(register, kari, volunteer, leader, rows):
    volunteer.post(register, kari())
    (due,) = rows(DueItem)
    assert due.source == SOURCE
    there = f"{HERE}activities/contacts/{rows(Activity)[0].id}"
    assert volunteer.get(there).status_code == 403
    page = unescape(leader.get(there).text)
    assert "Kari Eng" in page
    assert "Kari@eng.example" in page
    call = f"{there}/{rows(Person)[0].id}"

    early = leader.post(call, {"followed_up_on": "2999-01-01"})
    assert says(early, "This day has not come yet. Write it down when you have talked to her.")
    assert leader.post(call, {"follow_up_note": "Kommer på møtet"}).status_code == 303

    assert rows(DueItem) == []
    (contact,) = rows(ActivityContact)
    assert isinstance(contact.followed_up_on, date)
    assert contact.follow_up_note == "Kommer på møtet"
    assert says(leader.get(there), "Nobody is left to call")


def test_who_has_withdrawn_is_not_called(register, kari, volunteer, leader, rows, factory, organisation, purpose):
    volunteer.post(register, kari())
    with factory.working_as(scope_of(organisation.id)):
        withdraw_consent(rows(Person)[0].id, purpose.id, channel="phone", by=None)
        db.session.commit()

    assert leader.get(f"{HERE}activities/contacts/{rows(Activity)[0].id}").status_code == 404
    call = f"{HERE}activities/contacts/{rows(Activity)[0].id}/{rows(Person)[0].id}"
    assert leader.get(call).status_code == 404
    with factory.working_as(scope_of(organisation.id)):
        forget_idle(organisation.id)
        db.session.commit()
    assert rows(DueItem) == []


def test_nightly_only_those_go_whom_nobody_can_call(register, kari, volunteer, rows, factory, organisation):
    volunteer.post(register, kari())
    with factory.working_as(scope_of(organisation.id)):
        forget_idle(organisation.id)
        db.session.commit()
    assert len(rows(DueItem)) == 1


def test_a_leader_calls_those_of_her_units_whom_she_sees(
    register, kari, volunteer, organisation, actor, browser, factory, rows, add
):
    """Known by an address, she belongs to another unit: her name stays there."""
    oslo = factory.unit(organisation, "Oslo")
    known = add("Siri Skjult", email="kari@eng.example", unit_id=oslo)
    volunteer.post(register, kari(**{PHONE: ""}))
    there = f"{HERE}activities/contacts/{rows(Activity)[0].id}"
    of_agder = browser(actor(organisation, Role.UNIT_LEADER, rows(Activity)[0].unit_id))
    of_oslo = browser(actor(organisation, Role.UNIT_LEADER, oslo))

    assert "Siri Skjult" not in of_agder.get(there).text
    assert of_agder.get(f"{there}/{known}").status_code == 404
    assert of_oslo.get(there).status_code == 404


def test_a_purpose_of_another_organisation_is_refused_and_never_asked(kind, staff, factory, rows, volunteer, register):
    other = factory.organisation("nyrelag")
    with factory.working_as(scope_of(other.id)):
        from portal.consents.services import add_purpose

        foreign = add_purpose(name="Nyre", nb="Nyrelaget ringer.", da="Nyrelaget ringer op.", by=None)
        db.session.commit()

    staff.ask(kind, "person", "En til?", purpose=foreign.id.hex)

    assert "En til?" not in volunteer.get(register).text
    assert "Nyrelaget ringer" not in staff.page(f"{kind}/ask/person")


def test_a_foreign_person_cannot_stand_behind_an_activity(register, kari, volunteer, rows, factory, organisation):
    """The database refuses it, whatever the code does."""
    from sqlalchemy.exc import IntegrityError

    other = factory.organisation("nyrelag")
    with factory.working_as(scope_of(other.id)):
        theirs = add_person(by=None, name="Nora Nyre", language="nb")
        db.session.commit()
    volunteer.post(register, kari())
    with factory.working_as(scope_of(organisation.id)):
        contact = db.session.scalars(select(ActivityContact)).one()
        contact.person_id = theirs.id
        with pytest.raises(IntegrityError):
            db.session.flush()


def test_nobody_is_asked_for_in_the_units_year(staff, kind):
    assert staff.browser.get(f"{HERE}kinds/type/own.year/ask/person").status_code == 404
    assert staff.browser.get(f"{HERE}kinds/type/own.year/ask/text").status_code == 200


def test_a_sheet_reads_in_no_contacts_and_says_so(kind, staff, rows, organisation, factory):
    from portal.activities.kinds import kinds_at
    from portal.imports.targets import questions_by_target
    from portal.organisations.queries import setup_now

    with factory.working_as(scope_of(organisation.id)):
        kinds = kinds_at(organisation.id, setup_now(organisation.id).version)
        own = [one for key, one in kinds.items() if key.startswith("own.")]
        assert [one.kind for one in own[0].questions] == ["person"]
        assert questions_by_target(own) == {}
    sheet = (BytesIO("Dato;Type;Hvem vil høre mer?\n1.5.2026;Stand;Kari Eng\n".encode()), "i-fjor.csv")
    page = staff.browser.post(f"{HERE}imports/new", {"file": sheet}).location
    assert says(staff.browser.get(page), "Names of people are not read in: a yes belongs to whoever gave it.")


def test_a_removed_activity_leaves_nobody_to_call(register, kari, volunteer, rows):
    volunteer.post(register, kari())
    volunteer.post(f"{HERE}activities/{rows(Activity)[0].id}/remove")
    assert rows(Activity) == rows(ActivityContact) == rows(DueItem) == []
    assert len(rows(Person)) == 1
