"""Somebody in each register has an address from which a letter came back."""

from uuid import UUID

from sqlalchemy import select

from portal.extensions import db
from portal.messages.stops import stop_address
from portal.people.models import Person

SAID = "550 5.1.1 User unknown"


def make_letters(organisation_id: UUID) -> None:
    """In the organisation in scope, when its register is there."""
    with_address = select(Person.email).where(Person.organisation_id == organisation_id, Person.email != "")
    first = db.session.scalar(with_address.order_by(Person.sorting, Person.id).limit(1))
    if first:
        stop_address(first, SAID)
