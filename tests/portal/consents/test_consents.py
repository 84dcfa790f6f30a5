"""A consent is written down with its exact words, withdrawn at once, and never changed or lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.consents.models import Consent
from portal.consents.queries import consents_of, has_agreed, people_who_agreed
from portal.consents.queries import purpose as read_purpose
from portal.consents.services import (
    add_purpose,
    carry_over,
    digest_of,
    give_consent,
    keep_given,
    reword,
    withdraw_consent,
)
from portal.errors import PortalError
from portal.extensions import db
from portal.messages.models import Message
from portal.messages.services import Letter, send_to_person
from portal.people.models import Person
from portal.people.services import add_person
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of


@pytest.fixture
def within(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        yield organisation.id


@pytest.fixture
def kari(within):
    return add_person(by=None, name="Kari Eng", language="nb").id


@pytest.fixture
def news(within):
    made = add_purpose(name="Nyheter", nb="Jeg vil ha nyheter.", da="Jeg vil have nyheder.", by=None)
    db.session.flush()
    return made.id


def say_yes(within, person_id, purpose_id):
    words = read_purpose(within, purpose_id).wording_id
    give_consent(person_id, purpose_id, wording_id=words, language="nb", channel="paper", by=None)
    db.session.flush()


def test_nobody_agrees_before_she_says_so(within, kari, news):
    assert consents_of(within, kari) == {}
    assert people_who_agreed(within, news) == []


def test_a_withdrawal_holds_at_once_and_leaves_the_yes_standing_in_the_history(within, kari, news):
    say_yes(within, kari, news)
    assert people_who_agreed(within, news) == [kari]

    withdraw_consent(kari, news, channel="phone", by=None)
    db.session.flush()

    assert people_who_agreed(within, news) == []
    assert db.session.scalars(select(Consent.is_given).order_by(Consent.id)).all() == [True, False]


def test_a_withdrawal_stops_what_is_queued_for_that_purpose_and_nothing_else(app, within, kari, news):
    say_yes(within, kari, news)
    letter = Letter(subject="Nytt", paragraphs=("Hei",))
    for meant_for in (str(news), "another purpose"):
        send_to_person(letter, "kari@eng.example", kari, meant_for)

    withdraw_consent(kari, news, channel="phone", by=None)

    assert db.session.scalars(select(Message.purpose)).all() == ["another purpose"]


@pytest.mark.parametrize("way", ["taken in", "carried over"])
def test_an_old_yes_that_comes_in_late_does_not_outlive_a_newer_withdrawal(within, kari, news, way):
    """She filled in a form, withdrew what she had agreed to before, and then somebody took the form in."""
    sent_at, words = clock.now() - timedelta(days=3), read_purpose(within, news).wording_id
    say_yes(within, kari, news)
    withdraw_consent(kari, news, channel="link", by=None)
    if way == "taken in":
        said = {"wording_id": words, "language": "nb", "channel": "form", "at": sent_at, "by": None}
        keep_given(kari, news, kept_by=uuid7(), **said)
    else:
        agreed = {"purpose": str(news), "wording": str(words), "language": "nb", "at": sent_at.isoformat()}
        carry_over(kari, [agreed], channel="form", by=None)
    db.session.flush()

    assert consents_of(within, kari) == {}
    assert people_who_agreed(within, news) == []
    assert db.session.scalars(select(Person.id).where(Person.organisation_id == within, has_agreed(within))).all() == []
    say_yes(within, kari, news)
    assert people_who_agreed(within, news) == [kari]


def test_new_words_change_nothing_that_was_given(within, kari, news):
    say_yes(within, kari, news)
    reword(news, nb="Jeg vil ha alt.", da="Jeg vil have alt.", by=None)
    db.session.flush()

    assert consents_of(within, kari)[news].nb == "Jeg vil ha nyheter."
    assert read_purpose(within, news).nb == "Jeg vil ha alt."


def test_words_that_were_changed_meanwhile_are_read_again_first(within, kari, news):
    old = read_purpose(within, news).wording_id
    reword(news, nb="Jeg vil ha alt.", da="Jeg vil have alt.", by=None)
    db.session.flush()

    with pytest.raises(PortalError):
        give_consent(kari, news, wording_id=old, language="nb", channel="paper", by=None)


def test_what_is_not_agreed_to_cannot_be_withdrawn(within, kari, news):
    with pytest.raises(PortalError):
        withdraw_consent(kari, news, channel="phone", by=None)


def test_the_two_texts_are_told_apart_in_the_hash():
    assert digest_of("a", "bc") != digest_of("ab", "c")


def test_nothing_is_ticked_before_somebody_ticks_it(factory, organisation, actor, browser):
    with factory.working_as(scope_of(organisation.id)):
        kari = add_person(by=None, name="Kari Eng", language="nb").id
        news = add_purpose(name="Nyheter", nb="Jeg vil ha nyheter.", da="Jeg vil have nyheder.", by=None).id
        db.session.commit()

    page = browser(actor(organisation, Role.STAFF)).get(f"/o/hjertelag/consents/person/{kari}/give/{news}").text

    assert "Jeg vil ha nyheter." in page
    assert 'type="radio"' in page
    assert "checked" not in page
