"""What is read of shared links, and of what waits to be looked through."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, literal_column, select, tuple_

from portal.activities.models import Activity
from portal.activities.queries import PAGE
from portal.extensions import db
from portal.organisations.viewer import Viewer
from portal.paging import Position
from portal.shared_links.models import RegistrationLink

MANAGE = "shared_links.manage"
#: written out, as the index of what is not held has it
_NOT_HELD = Activity.status != literal_column("'held'")


def links_of(viewer: Viewer, after: UUID | None = None) -> tuple[list[Row[Any]], UUID | None]:
    """The links of her units, newest first, and where the next page begins."""
    statement = select(
        RegistrationLink.id,
        RegistrationLink.label,
        RegistrationLink.unit_id,
        RegistrationLink.activity_type,
        RegistrationLink.allowance,
        RegistrationLink.used,
        RegistrationLink.expires_at,
        RegistrationLink.closed_at,
    ).where(RegistrationLink.organisation_id == viewer.here.id)
    if not viewer.everywhere(MANAGE):
        statement = statement.where(RegistrationLink.unit_id.in_(viewer.units_with(MANAGE)))
    if after:
        statement = statement.where(RegistrationLink.id < after)
    rows: list[Row[Any]] = list(db.session.execute(statement.order_by(RegistrationLink.id.desc()).limit(PAGE + 1)))
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def link(organisation_id: UUID, link_id: UUID) -> RegistrationLink | None:
    return db.session.get(RegistrationLink, (organisation_id, link_id))


def link_by_token(organisation_id: UUID, token: str) -> RegistrationLink | None:
    """As it was scanned or typed; capitals do not matter."""
    return db.session.scalars(
        select(RegistrationLink).where(
            RegistrationLink.organisation_id == organisation_id, RegistrationLink.token == token.lower()
        )
    ).first()


def number_waiting(organisation_id: UUID, link_id: UUID) -> int:
    """How many came in through this link that nobody has looked through."""
    return (
        db.session.scalar(
            select(func.count()).where(
                Activity.organisation_id == organisation_id,
                Activity.status == "waiting",
                _NOT_HELD,
                Activity.link_id == link_id,
            )
        )
        or 0
    )


def waiting_of(
    viewer: Viewer, *, after: Position | None = None, link_id: UUID | None = None
) -> tuple[list[Row[Any]], Position | None]:
    """What waits in her units, the earliest day first, and where the next page begins."""
    statement = _waiting(
        Activity.id,
        Activity.activity_type,
        Activity.unit_id,
        Activity.on_date,
        Activity.numbers,
        Activity.registered_as,
        organisation_id=viewer.here.id,
    )
    if not viewer.everywhere(MANAGE):
        statement = statement.where(Activity.unit_id.in_(viewer.units_with(MANAGE)))
    if link_id:
        statement = statement.where(Activity.link_id == link_id)
    if after:
        statement = statement.where(tuple_(Activity.on_date, Activity.id) > tuple_(after.on_date, after.id))
    rows = list(db.session.execute(statement.order_by(Activity.on_date, Activity.id).limit(PAGE + 1)))
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return rows[:PAGE], Position(last.on_date, last.id) if last else None


def waiting(organisation_id: UUID, activity_id: UUID) -> tuple[Activity, str] | None:
    """One that waits, and its link's label."""
    row = db.session.execute(
        _waiting(Activity, organisation_id=organisation_id).where(Activity.id == activity_id)
    ).first()
    return (row[0], row[1] or "") if row else None


def _waiting(*columns: Any, organisation_id: UUID) -> Select[Any]:
    of_link = and_(
        RegistrationLink.organisation_id == Activity.organisation_id, RegistrationLink.id == Activity.link_id
    )
    return (
        select(*columns, RegistrationLink.label)
        .outerjoin(RegistrationLink, of_link)
        .where(Activity.organisation_id == organisation_id, Activity.status == "waiting", _NOT_HELD)
    )
