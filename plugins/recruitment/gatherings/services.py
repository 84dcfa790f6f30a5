"""Plan a meeting or a course, book peers for it, and write down who was there."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select, update

from plugins.recruitment.gatherings.models import Gathering, GatheringPeer
from plugins.recruitment.gatherings.queries import courses_to_come, has_peer, rows_of
from plugins.recruitment.peers.models import Peer
from plugins.recruitment.rules import MANAGE_GATHERINGS
from portal import clock
from portal.audit.services import changed, record
from portal.calendar.services import set_due
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _, use_language
from portal.jobs.services import ask_for
from portal.tenancy import current_organisation_id, uuid7

#: in the calendar: a course that no peer is booked for, so many weeks before it begins
COURSE, EARLY = "recruitment.course_peer", timedelta(weeks=6)


def plan_gathering(*, by: UUID | None, language: str, **said: Any) -> Gathering:
    made = Gathering(id=uuid7(), made_by=by, made_at=clock.now(), held_days=None, is_cancelled=False, **said)
    db.session.add(made)
    _say_due(made, language)
    ask_for("measure_metrics")
    record("recruitment.gathering_planned", made.id, by=by, changes={"title": made.title, "on": made.starts_on})
    return made


def change_gathering(gathering: Gathering, *, by: UUID, language: str, **said: Any) -> None:
    """Another day or name, or it does not take place."""
    changes = changed(gathering, **said)
    _say_due(gathering, language)
    ask_for("measure_metrics")
    record("recruitment.gathering_changed", gathering.id, by=by, changes=changes)


def say_who(
    gathering: Gathering, people: Collection[UUID], *, offered: Collection[UUID], held_days: int | None,
    by: UUID | None, language: str,
) -> None:  # fmt: skip
    """Before it is held, who is coming; after it, who took part: whoever was booked and is not ticked did not come.

    `offered` are those who could be ticked; others stay as they are. Raises PortalError for a day that has not come.
    """
    if held_days is not None and gathering.starts_on > clock.today():
        raise PortalError(_("It has not taken place yet."), "held")
    rows = {row.person_id: row for row in rows_of(gathering.organisation_id, gathering.id)}
    state = "booked" if held_days is None else "attended"
    for person_id in people:
        if person_id in rows:
            rows[person_id].state = state
        else:
            db.session.add(GatheringPeer(id=uuid7(), gathering_id=gathering.id, person_id=person_id, state=state))
    for person_id, row in rows.items():
        if person_id in offered and person_id not in people:
            if held_days is None:
                db.session.delete(row)
            else:
                row.state = "absent"
    changed(gathering, held_days=held_days)
    db.session.flush()
    if gathering.kind == "meeting":
        _keep_latest({*people, *rows})
    _say_due(gathering, language)
    ask_for("measure_metrics")
    record("recruitment.gathering_peers", gathering.id, by=by, changes={"held": held_days, "peers": len(people)})


def attended(meeting: Gathering, peer: Peer, *, by: UUID) -> None:
    """One press: she was at this meeting."""
    row = next((one for one in rows_of(meeting.organisation_id, meeting.id) if one.person_id == peer.person_id), None)
    if row:
        row.state = "attended"
    else:
        db.session.add(
            GatheringPeer(id=uuid7(), gathering_id=meeting.id, person_id=peer.person_id, state="attended")
        )
    changed(peer, attended_on=max(peer.attended_on, meeting.starts_on) if peer.attended_on else meeting.starts_on)
    record("recruitment.peer_attended", peer.person_id, by=by, changes={"on": meeting.starts_on})


def _keep_latest(people: Collection[UUID]) -> None:
    """Each peer's row has the latest online meeting that she was at."""
    latest = (
        select(func.max(Gathering.starts_on))
        .join(
            GatheringPeer,
            and_(
                GatheringPeer.organisation_id == Gathering.organisation_id, GatheringPeer.gathering_id == Gathering.id
            ),
        )
        .where(
            Gathering.organisation_id == Peer.organisation_id,
            Gathering.kind == "meeting",
            GatheringPeer.person_id == Peer.person_id,
            GatheringPeer.state == "attended",
        )
        .correlate(Peer)
        .scalar_subquery()
    )
    db.session.execute(
        update(Peer)
        .where(Peer.organisation_id == current_organisation_id(), Peer.person_id.in_(people))
        .values(attended_on=latest)
        .execution_options(synchronize_session=False)
    )


def leave_courses(person_id: UUID, *, ended_on: date | None, language: str) -> None:
    """She pauses, ends or is back: what is due of courses to come is said anew. Who has ended keeps no place there, and
    from that day on the time runs for which it is kept where she was.
    """
    _mark_ended(person_id, ended_on)
    for course, place in courses_to_come(current_organisation_id(), person_id, clock.today()):
        if ended_on:
            db.session.delete(place)
        db.session.flush()
        _say_due(course, language)


def _mark_ended(person_id: UUID, ended_on: date | None) -> None:
    hers = GatheringPeer.organisation_id == current_organisation_id(), GatheringPeer.person_id == person_id
    statement = update(GatheringPeer).where(*hers).values(ended_on=ended_on)
    db.session.execute(statement.execution_options(synchronize_session=False))


def _say_due(gathering: Gathering, language: str) -> None:
    """Row R14: a course that no active peer is booked for is due six weeks before it begins."""
    if gathering.kind != "course":
        return
    with use_language(language):
        title = _("No peer is booked for the course: %(title)s", title=gathering.title)
    set_due(
        COURSE, gathering.id, on=gathering.starts_on - EARLY, title=title,
        endpoint="recruitment_gatherings.show", arguments={"gathering_id": gathering.id}, right=MANAGE_GATHERINGS,
        done=gathering.is_cancelled or gathering.held_days is not None
        or has_peer(current_organisation_id(), gathering.id),
    )  # fmt: skip
