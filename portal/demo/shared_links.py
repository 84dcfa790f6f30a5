"""A link of the leader's unit through which two have registered who have no account. Names and words are invented."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal import clock
from portal.extensions import db
from portal.organisations.models import Access
from portal.shared_links.services import close_link, make_link, send_in

#: language: the event, a past one, and (name, how many took part, note) of those who registered
SAID = {
    "nb": (
        "Åpen kafé i november",
        "Høstmarkedet",
        (("Gerd", 6, "Vi ble sittende og prate i to timer."), ("", 14, "")),
    ),
    "da": (
        "Åben café i november",
        "Efterårsmarkedet",
        (("Jytte", 7, "Vi blev siddende og snakkede i to timer."), ("", 12, "")),
    ),
}


def make_shared_links(language: str, leader_id: UUID) -> None:
    """In the organisation in scope."""
    event, past, sent = SAID[language]
    until = clock.today() + timedelta(days=30)
    unit_id = db.session.scalars(select(Access.unit_id).where(Access.user_id == leader_id)).one()
    said: dict[str, Any] = {"unit_id": unit_id, "activity_type": "core.meeting", "until": until, "by": leader_id}
    close_link(make_link(label=past, allowance=200, **said), by=leader_id)
    link = make_link(label=event, allowance=50, **said)
    db.session.flush()
    for name, people, note in sent:
        send_in(
            link,
            type_is_open=True,
            registered_as=name,
            on_date=clock.today() - timedelta(days=1),
            numbers={"participants": people},
            note=note,
        )
