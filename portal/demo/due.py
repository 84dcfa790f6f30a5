"""Somebody in each organisation follows in her own calendar and gets the weekly letter: this week's is in the mail."""

from uuid import UUID

from portal import clock
from portal.due.queries import subscription_of, to_be_written
from portal.due.rules import monday_of
from portal.due.services import switch, write_week
from portal.extensions import db
from portal.organisations.viewer import place_of


def make_weekly_letter(organisation_id: UUID, user_id: UUID) -> None:
    """In the organisation in scope, when all that is due is there."""
    for to in ("feed_on", "weekly_on"):
        switch(subscription_of(organisation_id, user_id), to, by=user_id)
        db.session.flush()
    monday = monday_of(clock.today())
    for subscription, viewer in to_be_written(place_of(organisation_id), monday):
        write_week(subscription, viewer, monday)
