"""A meeting and something that is due, on days that pages show."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from portal import clock
from portal.calendar.models import CalendarEntry, DueItem
from portal.due.addresses import FEED, OFF, secret_of
from portal.due.models import DueSubscription
from portal.extensions import db
from portal.tenancy import uuid7

GOALS = {"endpoint": "goals.plan", "arguments": {}, "right": "goals.see"}


def make_dates(words: Any, unit_id: UUID) -> dict[str, Any]:
    """In the organisation in scope. Returns what stands in addresses of the calendar."""
    soon = clock.today() + timedelta(days=3)
    meeting = words.row(CalendarEntry, kind="meeting", on_date=soon, unit_id=unit_id, months=[])
    standing = words.row(CalendarEntry, kind="standing", on_date=soon, unit_id=unit_id, months=[1, 2, 12])
    due = words.row(DueItem, source="actions.step", source_id=uuid7(), on_date=soon, **GOALS)
    db.session.add_all([meeting, standing, due])
    return {"entry_id": meeting.id, "calendar.new:key": "meeting"}


def make_many_dates(count: int, unit_id: UUID) -> None:
    """In the organisation in scope: meetings and due items, some of them late."""
    for n in range(count):
        on, title = clock.today() + timedelta(days=n - 10), f"Noe som må gjøres i god tid før møtet, nummer {n}"
        db.session.add(CalendarEntry(kind="meeting", title=title, on_date=on, unit_id=unit_id, months=[]))
        db.session.add(DueItem(source="actions.step", source_id=uuid7(), on_date=on, title=title, **GOALS))
    db.session.commit()


def make_subscription(user_id: UUID) -> dict[str, Any]:
    """In the organisation in scope: her calendar feed and weekly letter, and the addresses that open them."""
    made = DueSubscription(id=uuid7(), user_id=user_id, feed=True, weekly=True)
    db.session.add(made)
    db.session.flush()
    return {
        "subscription_id": made.id,
        "open_due.feed:secret": secret_of(made, FEED),
        "open_due.off:secret": secret_of(made, OFF),
    }
