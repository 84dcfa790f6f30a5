"""Who wants to be called back and came through a shared link waits with her entry: in no register before a yes. # row D8"""

import pytest
from sqlalchemy import select

from portal.activities.contacts.models import ActivityContact, WaitingContact
from portal.activities.models import Activity
from portal.calendar.models import DueItem
from portal.consents.models import Consent, ConsentWording
from portal.consents.services import add_purpose, reword
from portal.extensions import db
from portal.kinds.services import add_question, add_type
from portal.people.models import Person
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of

HERE = "/o/hjertelag/"


@pytest.fixture
def kept(factory, organisation):
    """`kept(Person)`: what is stored."""

    def read(model):
        with factory.working_as(scope_of(organisation.id)):
            return list(db.session.scalars(select(model).order_by(model.id)))

    return read


@pytest.fixture
def open_day(factory, organisation, agder, link_for):
    """A link for a type that asks who wants to be called back; its purpose."""
    with factory.working_as(scope_of(organisation.id)):
        purpose = add_purpose(name="Ringe", nb="Jeg vil bli ringt opp.", da="Jeg vil ringes op.", by=None)
        db.session.flush()
        kind = add_type([], label={"nb": "Stand"}, people="no", by=None, help={}, who="registrars", asks_name="no")
        said = {"label": {"nb": "Vil du høre mer?"}, "help": {}, "required": False}
        add_question(kind, kind="person", language="nb", by=None, purpose=purpose.id.hex, **said)
        db.session.commit()
        return link_for(organisation, agder, activity_type=kind.key), purpose.id


@pytest.fixture
def send(open_day, nobody, kept):
    """A visitor sends the form in."""

    def one(name="Kari Eng", email="kari@eng.example", **other):
        fields = nobody.fields(open_day[0].path)
        typed = {"number_q1-name": name, "number_q1-email": email, "number_q1-agrees": kept(ConsentWording)[-1].id.hex}
        return nobody.send(open_day[0].path, {**fields, **typed, **other})

    return one


@pytest.fixture
def leader(organisation, agder, actor, browser):
    return browser(actor(organisation, Role.UNIT_LEADER, agder))


def say_yes(leader, kept):
    waiting = f"{HERE}shared-links/waiting/"
    fields = {**leader.fields(waiting), "ticked": [str(one.id) for one in kept(Activity)]}
    assert leader.send(waiting, fields).status_code == 303


def test_nothing_reaches_the_register_before_the_yes(send, kept, leader):
    assert send().status_code == 303

    assert kept(Person) == kept(Consent) == kept(ActivityContact) == kept(DueItem) == []
    (waits,) = kept(WaitingContact)
    assert (waits.name, waits.email, waits.by_user_id) == ("Kari Eng", "kari@eng.example", None)
    page = leader.get(f"{HERE}shared-links/waiting/{waits.activity_id}").text
    assert "Kari Eng, kari@eng.example" in page


def test_with_the_yes_she_is_kept_in_the_words_and_at_the_time_of_her_own_yes(
    send, kept, leader, open_day, factory, organisation
):
    send()
    (waits,) = kept(WaitingContact)
    with factory.working_as(scope_of(organisation.id)):
        reword(open_day[1], nb="Andre ord.", da="Andre ord.", by=None)
        db.session.commit()

    say_yes(leader, kept)

    (person,), (consent,), (contact,) = kept(Person), kept(Consent), kept(ActivityContact)
    assert (person.name, contact.person_id) == ("Kari Eng", person.id)
    assert (consent.wording_id, consent.at, consent.channel, consent.by_user_id) == (
        waits.wording_id, waits.at, "link", None,
    )  # fmt: skip
    assert kept(WaitingContact) == []
    assert [activity.numbers for activity in kept(Activity)] == [{"q1": 1}]


def test_those_who_came_through_one_link_are_called_back_together(send, kept, leader, open_day):
    for name in ("Kari", "Ola", "Kari"):
        send(f"{name} Eng", f"{name.lower()}@eng.example")
    say_yes(leader, kept)

    (due,) = kept(DueItem)
    assert due.source_id == open_day[0].id
    assert "Åpen dag" in due.title
    assert sorted(person.name for person in kept(Person)) == ["Kari Eng", "Ola Eng"]
    page = leader.get(f"{HERE}activities/contacts/{open_day[0].id}").text
    assert page.count("kari@eng.example") == 1
    for person in kept(Person):
        call = f"{HERE}activities/contacts/{open_day[0].id}/{person.id}"
        assert leader.post(call, {"follow_up_note": "Ringt"}).status_code == 303
    assert kept(DueItem) == []
    assert [contact.follow_up_note for contact in kept(ActivityContact)] == ["Ringt"] * 3


def test_a_no_leaves_nothing_of_her(send, kept, leader):
    send()
    waiting = kept(Activity)[0].id
    leader.post(f"{HERE}shared-links/waiting/{waiting}/remove")
    assert kept(WaitingContact) == kept(Person) == kept(Activity) == []


def test_without_the_tick_nothing_of_her_is_sent_in(send, kept, nobody):
    answer = send(**{"number_q1-agrees": None})
    assert answer.status_code == 303
    assert kept(WaitingContact) == []
    assert "verken navn, e-post eller telefonnummer" in nobody.get(answer.location).text


def test_a_visitor_learns_nothing_of_who_is_in_the_register(send, kept, leader):
    first = send()
    say_yes(leader, kept)
    again = send()
    assert (first.status_code, first.location) == (again.status_code, again.location)


def test_before_the_yes_it_can_be_taken_out_of_the_entry(send, kept, leader):
    send()
    leader.post(f"{HERE}activities/{kept(Activity)[0].id}/correct", {"number_q1": "y"})
    assert kept(WaitingContact) == []
    assert kept(Activity)[0].numbers == {}
