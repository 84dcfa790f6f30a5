"""Her feed and her weekly letter: switched on and off, renewed, written."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import update

from portal import clock
from portal.audit.services import changed, record
from portal.due import queries
from portal.due.addresses import off_address
from portal.due.letters import weekly_letter
from portal.due.models import DueSubscription
from portal.due.rules import is_time_to_write, monday_of
from portal.extensions import db
from portal.i18n import use_language
from portal.messages.services import send
from portal.organisations.viewer import Place, Viewer, place_of
from portal.tenancy import uuid7


def switch(found: DueSubscription | None, to: str, *, by: UUID) -> None:
    """Feed and letter on or off, or a new address: `to` is one of forms.CHOICES.

    A feed that is switched off or renewed takes its address along: that one never opens again.
    """
    row = found or _begin(by)
    after = row.generation + 1
    values: dict[str, dict[str, Any]] = {
        "feed_on": {"feed": True},
        "feed_off": {"feed": False, "generation": after if row.feed else row.generation},
        "renew": {"generation": after},
        "weekly_on": {"weekly": True},
        "weekly_off": {"weekly": False},
    }
    record(f"due.{to}", row.id, by=by, changes=changed(row, **values[to]))


def _begin(user_id: UUID) -> DueSubscription:
    made = DueSubscription(id=uuid7(), user_id=user_id, feed=False, generation=1, weekly=False)
    db.session.add(made)
    return made


def end_letters(found: DueSubscription, *, by: UUID | None) -> None:
    """By the link in a letter: `by` is None where nobody is signed in."""
    record("due.weekly_off", found.id, by=by, changes=changed(found, weekly=False))


def write_weeks(organisation_id: UUID) -> None:
    """On Mondays from seven on, a letter to each who wants it and has something to do. Done again, it writes no second.

    Each letter is committed with the mark that it is written.
    """
    here = place_of(organisation_id)
    with clock.in_zone(here.timezone):
        if here.status == "active" and is_time_to_write(clock.local(clock.now())):
            monday = monday_of(clock.today())
            for subscription, viewer in queries.to_be_written(here, monday):
                write_week(subscription, viewer, monday)
                db.session.commit()


def write_week(subscription: DueSubscription, viewer: Viewer, monday: date) -> None:
    """The letter, with the mark that it is written; nothing where nothing is due or late, or where it is written."""
    here: Place = viewer.here
    week = queries.her_week(viewer)
    if week and _claim(subscription.id, here.id, monday):
        with use_language(viewer.language or here.language):
            send(weekly_letter(viewer, week, off_address(subscription, here.slug)), viewer.email)


def _claim(subscription_id: UUID, organisation_id: UUID, monday: date) -> bool:
    """Whoever comes second waits for the first one's commit, and finds the mark."""
    marked: Any = db.session.execute(
        update(DueSubscription)
        .where(
            DueSubscription.organisation_id == organisation_id,
            DueSubscription.id == subscription_id,
            DueSubscription.weekly,
            queries.is_unwritten(monday),
        )
        .values(written_for=monday)
        .execution_options(synchronize_session=False)
    )
    return bool(marked.rowcount)
