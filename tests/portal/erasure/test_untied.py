"""Whom nothing ties to the organisation any more is erased by night where it is switched on, and nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.members.models import Membership
from plugins.recruitment.members.services import begin_membership
from portal import clock
from portal.consents.queries import purpose
from portal.consents.services import add_purpose, give_consent, withdraw_consent
from portal.erasure.retiring import erase_untied
from portal.extensions import db
from portal.organisations.accesses import give_access
from portal.organisations.services import change_settings
from portal.people.models import Person
from portal.people.services import add_person
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.actors import PASSWORD
from tests.reading import words_of

PAGE = "/o/hjertelag/privacy/retention"


def ago(months):
    return clock.now() - timedelta(days=31 * months)


@pytest.fixture
def within(factory, organisation):
    factory.plugin(organisation, "recruitment")

    def do(what):
        with factory.working_as(scope_of(organisation.id)):
            made = what()
            db.session.commit()
            return made

    return do


@pytest.fixture
def old(within):
    """Somebody who has stood in the register for ten years."""

    def add(name):
        def do():
            made = add_person(by=None, name=name, email=f"{name.lower()}@x.example", language="nb")
            made.added_at = ago(120)
            return made.id

        return within(do)

    return add


@pytest.fixture
def night(within, organisation):
    def run(months=36, **chosen):
        def do():
            said = {"untied": months, "months": " ".join(f"{name}={number}" for name, number in chosen.items())}
            change_settings(organisation.id, "privacy", said, by=uuid7())
            db.session.commit()
            erase_untied(organisation.id)

        within(do)
        return within(lambda: set(db.session.scalars(select(Person.name).where(Person.gone_at.is_(None)))))

    return run


def member(person_id, began, ended=None):
    made = begin_membership(person_id, kind="supporter", unit_id=None, starts_on=ago(began).date(), by=None)
    if ended is not None:
        made.ends_on, made.ending = ago(ended).date(), "wish"


def agreed(organisation_id, person_id, *, withdrawn):
    asked = add_purpose(name="Nyheter", nb="a", da="b", by=None)
    db.session.flush()
    words = purpose(organisation_id, asked.id).wording_id
    with clock.stopped_at(ago(50)):
        give_consent(person_id, asked.id, wording_id=words, language="nb", channel="paper", by=None)
        db.session.flush()
    if withdrawn:
        with clock.stopped_at(ago(49)):
            withdraw_consent(person_id, asked.id, channel="phone", by=None)


def invoiced(person_id, months):
    day = ago(months).date()
    db.session.add(
        Invoice(
            id=uuid7(), person_id=person_id, year=day.year, number=1, kid="18", kind="supporter", amount=1, paid=1,
            status="paid", invoiced_on=day, due_on=day,
        )
    )  # fmt: skip


def test_switched_off_nobody_goes(old, night):
    old("Kari")
    assert night(months=0) == {"Kari"}


def test_whom_nothing_ties_goes_and_who_is_new_stays(old, night, within):
    old("Kari")
    within(lambda: add_person(by=None, name="Ny", email="", language="nb").id)

    assert night() == {"Ny"}


def test_a_member_stays_and_a_former_one_goes_after_the_months(old, night, within):
    is_one, was_one, was_long_ago = old("Er"), old("Var"), old("Lenge")
    within(lambda: member(is_one, began=100))
    within(lambda: member(was_one, began=100, ended=30))
    within(lambda: member(was_long_ago, began=100, ended=70))

    assert night() == {"Er", "Var"}
    assert night(months=24, recruitment_member=24) == {"Er"}
    assert within(lambda: db.session.scalar(select(func.count()).select_from(Membership))) == 3


def test_who_agrees_to_something_stays_and_who_withdrew_goes_after_the_months(old, night, within, organisation):
    agrees, withdrew = old("Ja"), old("Nei")
    within(lambda: agreed(organisation.id, agrees, withdrawn=False))
    within(lambda: agreed(organisation.id, withdrew, withdrawn=True))

    assert night(months=60) == {"Ja", "Nei"}
    assert night(months=36) == {"Ja"}


def test_whom_the_accounts_name_stays_as_long_as_they_are_kept(old, night, within):
    """Five years after the end of the year: Norwegian and Danish law on bookkeeping."""
    kept, over = old("Bilag"), old("Gammel")
    within(lambda: invoiced(kept, months=60))
    within(lambda: db.session.execute(update(Invoice).values(kid="26", number=2)))
    within(lambda: invoiced(over, months=80))

    assert night(months=12, recruitment_invoice=12) == {"Bilag"}
    assert within(lambda: db.session.scalar(select(func.count()).select_from(Invoice))) == 2


def test_who_has_access_here_stays_and_who_has_it_elsewhere_goes(
    old, night, within, factory, organisation, other_organisation
):
    for name in ("Her", "Der"):
        old(name)
    for there, email in ((organisation, "HER@x.example"), (other_organisation, "der@x.example")):
        with factory.working_as(scope_of(there.id)):
            give_access(email, "Noen", Role.VOLUNTEER, factory.root(there), password=PASSWORD)
            db.session.commit()

    assert night() == {"Her"}


def test_the_page_names_them_before_anybody_goes(organisation, actor, browser, old, within):
    boss = browser(actor(organisation, Role.ADMINISTRATOR))
    old("Kari")

    assert "1 person" in words_of(boss.get(PAGE))
    assert "Kari" in words_of(boss.get(f"{PAGE}/people"))
    assert within(lambda: db.session.scalar(select(func.count()).select_from(Person).where(Person.gone_at.is_(None)))) == 1


@pytest.mark.parametrize("months", ["3", "121", "-1", "mange"])
def test_nobody_is_erased_sooner_or_later_than_is_sensible(organisation, actor, browser, months):
    answer = browser(actor(organisation, Role.ADMINISTRATOR)).post(PAGE, {"untied": months})
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.text


def test_the_record_and_the_notice_tell_after_how_long(organisation, actor, browser):
    boss = browser(actor(organisation, Role.ADMINISTRATOR))
    pages = ("/o/hjertelag/privacy/", "/p/hjertelag/privacy")
    assert [boss.get(page).text.count("fra registeret etter") for page in pages] == [0, 0]
    assert boss.post(PAGE, {"untied": "24"}).status_code == 303
    assert [boss.get(page).text.count("fra registeret etter 24 måneder") for page in pages] == [1, 1]
