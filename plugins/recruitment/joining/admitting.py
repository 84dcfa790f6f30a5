"""Somebody who has confirmed becomes a person in the register and a member. What she wrote is emptied here then."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from plugins.recruitment.dues.asking import Asked, ask_each
from plugins.recruitment.dues.models import FirstDues
from plugins.recruitment.joining import queries
from plugins.recruitment.joining.letters import forget_address, welcome
from plugins.recruitment.joining.models import Enrolment, Magazine
from plugins.recruitment.joining.rules import EMPTIED_AFTER, FORGOTTEN_AFTER, LEFT_AFTER, check_status
from plugins.recruitment.joining.waiting import JOB as SAY_WAITING
from plugins.recruitment.members.services import begin_membership
from portal import clock
from portal.audit.services import record
from portal.consents.services import carry_over
from portal.extensions import db
from portal.jobs.services import ask_for
from portal.organisations.setup import Setup
from portal.organisations.viewer import place_of
from portal.people.models import Person
from portal.people.queries import alike
from portal.people.rules import email_key_of, sorting_of
from portal.people.services import add_person, change_person
from portal.tenancy import uuid7

CONTACTS = ("email", "phone", "street", "postal_code", "town", "birth_year")
AT_ONCE = 500
TO_PAY_WITHIN = timedelta(days=30)


def people_like(enrolment: Enrolment) -> list[Row[Any]]:
    """Who in the register may be she: by address, by number, by name and place."""
    return alike(
        enrolment.organisation_id,
        email_key=email_key_of(enrolment.email),
        phone=enrolment.phone,
        sorting=sorting_of(enrolment.name),
        postal_code=enrolment.postal_code,
    )


def let_in_by_itself(enrolment: Enrolment, setup: Setup) -> None:
    """Where the organisation has decided so, and nobody in the register may be she."""
    if setup.setting("recruitment.joining_admits") == "itself" and not people_like(enrolment):
        let_in(enrolment, None, by=None)


def let_in(enrolment: Enrolment, person: Person | None, *, by: UUID | None) -> Person:
    """From today on she is a member; `person` is she where she stands in the register already.

    Raises PortalError where she has not confirmed, or is a member.
    """
    check_status(enrolment, "confirmed")
    her = _known(person, enrolment, by) if person else _new(enrolment, by)
    db.session.flush()  # her row comes first
    begin_membership(her.id, kind=enrolment.kind, unit_id=enrolment.unit_id, starts_on=clock.today(), by=by)
    _carry_over(enrolment, her.id)
    _promise(enrolment, her.id)
    welcome(her, enrolment.email)
    record("recruitment.enrolment_let_in", enrolment.id, by=by, changes={"person": her.id})
    _close(enrolment, her.id, by)
    ask_for(SAY_WAITING)
    ask_for("recruitment.ask_first_dues")
    return her


def _new(enrolment: Enrolment, by: UUID | None) -> Person:
    said = {name: getattr(enrolment, name) for name in ("name", "language", "unit_id", *CONTACTS)}
    return add_person(by=by, country=place_of(enrolment.organisation_id).country, **said)


def _known(person: Person, enrolment: Enrolment, by: UUID | None) -> Person:
    """What the register does not know of her yet; what it knows stays, because it may be right."""
    new = {
        name: getattr(enrolment, name) for name in CONTACTS if not getattr(person, name) and getattr(enrolment, name)
    }
    if new and by:
        change_person(person, by=by, **new)
    return person


def _carry_over(enrolment: Enrolment, person_id: UUID) -> None:
    """Her consents, and how she gets the magazine."""
    carry_over(person_id, enrolment.agreed, channel="form", by=enrolment.helped_by)
    said = queries.magazine_of(enrolment.organisation_id, person_id)
    if said is None:
        said = Magazine(id=uuid7(), person_id=person_id)
        db.session.add(said)
    said.way, said.said_at = enrolment.magazine, enrolment.sent_at


def _promise(enrolment: Enrolment, person_id: UUID) -> None:
    """What she pays first: what she was promised when she sent it, or this year's as others do."""
    year = enrolment.promised_year or clock.today().year
    if queries.first_dues_of(enrolment.organisation_id, person_id, year) is None:
        said = {"year": year, "kind": enrolment.kind, "amount": enrolment.promised}
        db.session.add(FirstDues(id=uuid7(), person_id=person_id, said_at=clock.now(), **said))


def _close(enrolment: Enrolment, person_id: UUID | None, by: UUID | None) -> None:
    enrolment.status, enrolment.person_id = "member", person_id
    enrolment.closed_at, enrolment.closed_by = clock.now(), by
    empty(enrolment)


def empty(enrolment: Enrolment) -> None:
    """What is credited stays for the figures; what she wrote goes."""
    enrolment.name = enrolment.email = enrolment.phone = ""
    enrolment.street = enrolment.postal_code = enrolment.town = enrolment.why = ""
    enrolment.birth_year, enrolment.agreed, enrolment.mark = None, [], enrolment.id.hex
    forget_address(enrolment.id)


def ask_first_dues(organisation_id: UUID) -> None:
    """The worker asks each new member for what she was promised; done twice, nobody is asked twice."""
    found = queries.first_dues_to_ask(organisation_id, clock.today().year, AT_ONCE)
    due_on = clock.today() + TO_PAY_WITHIN
    ask_each(organisation_id, [Asked(one.person_id, one.kind, one.year, one.amount) for one in found], due_on)
    if found:
        record("recruitment.invoices_written", None, by=None, changes={"number": len(found)})
    if len(found) == AT_ONCE:
        ask_for("recruitment.ask_first_dues")


def tidy_enrolments(organisation_id: UUID) -> None:
    """Every night: what nobody confirmed is forgotten, also where it was declined; whom nobody let in and who was
    declined is emptied, and counted still."""
    moment = clock.now()
    gone = queries.forgotten(organisation_id, moment - FORGOTTEN_AFTER, moment - LEFT_AFTER)
    for one in gone:
        _only_count(one) if one.confirmed_at else _forget(one)
    for one in queries.declined_with_words(organisation_id, moment - EMPTIED_AFTER):
        empty(one) if one.confirmed_at else _forget(one)
    if gone:
        ask_for(SAY_WAITING)
        record("recruitment.enrolments_forgotten", None, by=None, changes={"number": len(gone)})


def _only_count(enrolment: Enrolment) -> None:
    """Nothing of her stays; figures of the year, of its code and its campaign stay as they were."""
    enrolment.status, enrolment.closed_at = "forgotten", clock.now()
    empty(enrolment)


def _forget(enrolment: Enrolment) -> None:
    """Nobody knows whether she wrote it herself, so it is not counted either."""
    forget_address(enrolment.id)
    db.session.delete(enrolment)
