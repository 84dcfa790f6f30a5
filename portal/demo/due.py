"""Somebody in each organisation follows in her own calendar and gets the weekly letter: this week's is in the mail."""

from uuid import UUID

from portal import clock
from portal.calendar.services import add_entry
from portal.due.groups import sunday_after
from portal.due.queries import subscription_of, to_be_written
from portal.due.rules import monday_of
from portal.due.services import switch, write_week
from portal.extensions import db
from portal.i18n import current_language
from portal.organisations.viewer import place_of

#: so that the letter holds something, whichever week the demo is made in
TO_DO = {"nb": "Svar dem som har spurt om å få være med", "da": "Svar dem, der har spurgt, om de må være med"}


def make_weekly_letter(organisation_id: UUID, root: UUID, user_id: UUID) -> None:
    """In the organisation in scope, when all else that is due is there."""
    today = clock.today()
    add_entry(kind="deadline", title=TO_DO[current_language()], on_date=sunday_after(today), unit_id=root, by=user_id)
    for to in ("feed_on", "weekly_on"):
        switch(subscription_of(organisation_id, user_id), to, by=user_id)
        db.session.flush()
    for subscription, viewer in to_be_written(place_of(organisation_id), monday_of(today)):
        write_week(subscription, viewer, monday_of(today))
