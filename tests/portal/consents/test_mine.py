"""She sees what she has agreed to and withdraws it with one press, by a link and without an account."""

import re

import pytest
from sqlalchemy import select

from portal.consents.mine import FREE_LETTERS
from portal.consents.models import Consent
from portal.consents.queries import consents_of, keep_purpose, purposes
from portal.consents.queries import purpose as read_purpose
from portal.consents.services import add_purpose, change_purpose, give_consent
from portal.errors import PortalError
from portal.extensions import db
from portal.messages.models import Message
from portal.people.services import add_person
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of

ASK = "/p/hjertelag/consents/"


@pytest.fixture
def do(factory, organisation):
    def inside(what, where=organisation):
        with factory.working_as(scope_of(where.id)):
            made = what()
            db.session.commit()
            return made

    return inside


@pytest.fixture
def kari(do):
    return do(lambda: add_person(by=None, name="Kari Eng", language="nb", email="Kari@eng.example").id)


@pytest.fixture
def agree(do, organisation, kari):
    """She agrees to something; its purpose's id."""

    def to(name, person=None):
        def add():
            made = add_purpose(name=name, nb=f"Jeg vil ha {name}.", da=f"Jeg vil have {name}.", by=None)
            db.session.flush()
            words = read_purpose(organisation.id, made.id).wording_id
            give_consent(person or kari, made.id, wording_id=words, language="nb", channel="paper", by=None)
            return made.id

        return do(add)

    return to


@pytest.fixture
def letters(do):
    return lambda: do(lambda: list(db.session.scalars(select(Message).order_by(Message.id))))


def link_in(letter) -> str:
    return re.search(r"/p/hjertelag/l/\S+", letter.text)[0]


def ask(browser, email):
    return browser.send(ASK, browser.fields(ASK) | {"email": email})


def test_who_asks_by_address_gets_a_link_to_her_own_page(nobody, agree, letters):
    agree("nyheter")
    ask(nobody, " kari@ENG.example")

    letter = letters()[0]
    page = nobody.get(link_in(letter)).text

    assert letter.recipient == "Kari@eng.example"
    assert "Hjertelaget" not in letter.subject
    assert "Jeg vil ha nyheter." in page
    assert "Trekk tilbake: nyheter" in page


def test_one_press_withdraws_what_it_says_and_nothing_else(nobody, agree, letters, do, organisation, kari):
    news, photos = agree("nyheter"), agree("bilder")
    ask(nobody, "kari@eng.example")
    address = link_in(letters()[0])

    nobody.send(address, nobody.fields(address) | {"purpose": news.hex})

    assert set(do(lambda: consents_of(organisation.id, kari))) == {photos}
    said = do(
        lambda: db.session.execute(select(Consent.channel, Consent.by_user_id).order_by(Consent.id.desc())).first()
    )
    assert tuple(said) == ("link", None)
    again = nobody.get(address).text
    assert "Trekk tilbake: nyheter" not in again
    assert "Trekk tilbake: bilder" in again


def test_an_unknown_address_is_answered_as_a_known_one_and_gets_no_letter(browser, kari, letters):
    known, unknown = browser(), browser()

    answers = [ask(known, "kari@eng.example"), ask(unknown, "ingen@eng.example")]

    assert len({(answer.status_code, answer.headers["Location"]) for answer in answers}) == 1
    pages = [one.get(f"{ASK}sent") for one in (known, unknown)]
    strip = [re.sub(r'value="[^"]*"', "", page.text) for page in pages]
    assert strip[0] == strip[1]
    assert [letter.recipient for letter in letters()] == ["Kari@eng.example"]


def test_nobody_is_buried_in_letters(nobody, kari, letters):
    for _time in range(FREE_LETTERS + 3):
        ask(nobody, "kari@eng.example")

    assert len(letters()) == FREE_LETTERS


def test_two_who_share_an_address_get_a_link_each(nobody, kari, agree, letters, do):
    ola = do(lambda: add_person(by=None, name="Ola Eng", language="da", email="kari@eng.example").id)
    agree("nyheter")
    agree("bilder", ola)

    ask(nobody, "kari@eng.example")

    pages = [nobody.get(link_in(letter)).text for letter in letters()]
    assert sorted(("Trekk tilbake: nyheter" in page, "Trekk tilbake: bilder" in page) for page in pages) == [
        (False, True), (True, False)
    ]  # fmt: skip


def test_a_link_withdraws_for_its_own_person_only(nobody, agree, letters, do, organisation):
    ola = do(lambda: add_person(by=None, name="Ola Dal", language="nb", email="ola@dal.example").id)
    theirs = agree("bilder", ola)
    ask(nobody, "kari@eng.example")
    address = link_in(letters()[0])

    nobody.send(address, nobody.fields(address) | {"purpose": theirs.hex})
    nobody.send(address, nobody.fields(address) | {"purpose": "nonsense"})

    assert theirs in do(lambda: consents_of(organisation.id, ola))


def test_another_organisations_person_gets_no_link_here(nobody, other_organisation, do, letters):
    do(lambda: add_person(by=None, name="Per", language="nb", email="per@dal.example"), other_organisation)

    ask(nobody, "per@dal.example")

    assert letters() == []


def test_staff_send_her_the_link(browser, actor, organisation, kari, letters):
    browser(actor(organisation, Role.STAFF)).post(f"/o/hjertelag/consents/person/{kari}/link")

    assert [letter.person_id for letter in letters()] == [kari]


def test_a_closed_purpose_is_asked_of_nobody_and_can_still_be_withdrawn(nobody, agree, letters, do, organisation, kari):
    news = agree("nyheter")
    do(lambda: change_purpose(keep_purpose(organisation.id, news), name="Bladet", is_closed=True, by=uuid7()))

    def give():
        words = read_purpose(organisation.id, news).wording_id
        give_consent(kari, news, wording_id=words, language="nb", channel="paper", by=None)

    with pytest.raises(PortalError):
        do(give)
    ask(nobody, "kari@eng.example")
    address = link_in(letters()[0])
    assert "Bladet" in nobody.get(address).text
    nobody.send(address, nobody.fields(address) | {"purpose": news.hex})
    assert do(lambda: consents_of(organisation.id, kari)) == {}


def test_what_a_plugin_proposes_is_offered_until_it_is_taken_up(factory, organisation, actor, browser, do):
    staff, page = browser(actor(organisation, Role.STAFF)), "/o/hjertelag/consents/"
    assert "recruitment.newsletter" not in staff.get(page).text
    factory.plugin(organisation, "recruitment")
    assert "recruitment.newsletter" in staff.get(page).text

    new = f"{page}new?offer=recruitment.newsletter"
    staff.send(new, staff.fields(new))

    taken = do(lambda: read_keys(organisation.id))
    assert taken == ["recruitment.newsletter"]
    assert "recruitment.newsletter" not in staff.get(page).text
    staff.send(new, staff.fields(new))
    assert do(lambda: read_keys(organisation.id)) == taken


def read_keys(organisation_id):
    return [one.key for one in purposes(organisation_id)]
