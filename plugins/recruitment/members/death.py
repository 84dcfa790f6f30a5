"""When a member has died, nothing goes on as if she lived: no letter, no list, no task."""

from datetime import date
from uuid import UUID

from plugins.recruitment.peers.queries import peer_of
from plugins.recruitment.peers.services import set_status
from plugins.recruitment.talks.queries import offices_of
from plugins.recruitment.talks.services import change_officer
from portal.consents.queries import consents_of
from portal.consents.services import withdraw_consent
from portal.messages.services import stop_queued
from portal.organisations.viewer import place_of
from portal.tenancy import current_organisation_id


def end_with_death(person_id: UUID, last_day: date, *, by: UUID | None) -> None:
    """She is no peer and no officer any more, has agreed to nothing, and what waits to be sent to her is taken back."""
    here = current_organisation_id()
    found = peer_of(here, person_id)
    if found and found.Peer and found.Peer.status != "ended":
        on = max(last_day, found.Peer.begun_on)
        set_status(found.Peer, status="ended", reason="died", on=on, by=by, language=place_of(here).language)
    for officer in offices_of(here, person_id, last_day):
        until = max(last_day, officer.since)
        change_officer(officer, by=by, since=officer.since, until=until, trained_on=officer.trained_on)
    for purpose_id in consents_of(here, person_id):
        withdraw_consent(person_id, purpose_id, channel="form", by=by)
    stop_queued(here, person_id)
