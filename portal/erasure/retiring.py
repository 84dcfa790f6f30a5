"""Every night, where it is switched on: erase whom nothing ties to the organisation any more."""

from uuid import UUID

from portal.erasure.rules import RETIRE
from portal.erasure.services import erase
from portal.extensions import db
from portal.jobs.services import ask_for
from portal.organisations.queries import setup_now
from portal.people.models import Person
from portal.privacy.ties import months_of, who_is_untied

#: people in one transaction: each is erased from every table
AT_ONCE = 20


def erase_untied(organisation_id: UUID) -> None:
    """For the worker: some, and ask for the next ones in the same transaction. Done again it does nothing."""
    setup = setup_now(organisation_id)
    months = months_of(setup)
    found = who_is_untied(organisation_id, setup, months, AT_ONCE) if months else []
    for one in found:
        if person := db.session.get(Person, (organisation_id, one.id)):
            erase(person, by=None)
    if len(found) == AT_ONCE:
        ask_for(RETIRE)
