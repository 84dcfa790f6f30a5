"""What waited when a backup was made may have left since: put back, no letter goes out before somebody says so."""

from uuid import UUID

from sqlalchemy import select

from portal.extensions import db
from portal.messages.held import hold_restored
from portal.messages.models import Message, PlatformMessage
from portal.organisations.models import Organisation
from portal.sendings import queries
from portal.sendings.services import stop_sending
from portal.tenancy.scope import NOBODY, organisation
from portal.work import working_as


def hold_what_waits() -> int:
    """In every outbox; letters to many that were being written stop. Returns how many letters may have arrived."""
    with working_as(NOBODY):
        places = list(db.session.scalars(select(Organisation.id)))
        held = hold_restored(PlatformMessage)
        db.session.commit()
    return held + sum(_hold_in(place) for place in places)


def _hold_in(place: UUID) -> int:
    with working_as(organisation(place)):
        for sending_id in queries.running(place):
            if sending := queries.sending(place, sending_id):
                stop_sending(sending, by=None)
        held = hold_restored(Message)
        db.session.commit()
    return held
