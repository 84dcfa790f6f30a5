"""What is read of codes, and of what came in through them."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, or_, select

from plugins.recruitment.codes.models import JoinCode
from plugins.recruitment.joining.models import Enrolment
from plugins.recruitment.rules import MAKE_CODES
from portal import clock
from portal.activities.models import Activity
from portal.database import as_people_sort
from portal.extensions import db
from portal.organisations.models import ContactSurface
from portal.organisations.viewer import Viewer

PAGE = 30
#: of what a code can stand on, as many as a list has room for
CHOICES = 30


def codes_of(viewer: Viewer, after: UUID | None = None) -> tuple[list[Row[Any]], UUID | None]:
    """The codes that she may see, newest first, each with how many enrolled and how many became members."""
    here = viewer.here.id
    brought = select(func.count()).where(Enrolment.organisation_id == here, Enrolment.code_id == JoinCode.id)
    statement = select(
        JoinCode.id, JoinCode.kind, JoinCode.label, JoinCode.unit_id, JoinCode.closed_at,
        brought.correlate(JoinCode).scalar_subquery().label("enrolled"),
        brought.where(Enrolment.status == "member").correlate(JoinCode).scalar_subquery().label("members"),
    ).where(JoinCode.organisation_id == here)  # fmt: skip
    if not viewer.everywhere(MAKE_CODES):
        statement = statement.where(JoinCode.unit_id.in_(viewer.units_with(MAKE_CODES)))
    if after:
        statement = statement.where(JoinCode.id < after)
    rows = list(db.session.execute(statement.order_by(JoinCode.id.desc()).limit(PAGE + 1)))
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def code(organisation_id: UUID, code_id: UUID) -> JoinCode | None:
    return db.session.get(JoinCode, (organisation_id, code_id))


def code_by_token(organisation_id: UUID, token: str) -> JoinCode | None:
    """As it was scanned or typed; capitals do not matter."""
    return db.session.scalars(
        select(JoinCode).where(JoinCode.organisation_id == organisation_id, JoinCode.token == token.lower())
    ).first()


def brought_by(organisation_id: UUID, code_id: UUID) -> dict[str, int]:
    """How many came in through it, by status."""
    rows = db.session.execute(
        select(Enrolment.status, func.count())
        .where(Enrolment.organisation_id == organisation_id, Enrolment.code_id == code_id)
        .group_by(Enrolment.status)
    )
    return {row[0]: row[1] for row in rows}


def open_codes(organisation_id: UUID, viewer: Viewer) -> list[Row[Any]]:
    """(token, label) of codes that a helper may stand beside: the association's, and her units', newest first."""
    units = set().union(*(viewer.setup.below(unit_id) for _role, unit_id in viewer.accesses))
    return list(
        db.session.execute(
            select(JoinCode.token, JoinCode.label)
            .where(
                JoinCode.organisation_id == organisation_id,
                JoinCode.closed_at.is_(None),
                JoinCode.kind != "web",
                or_(JoinCode.unit_id.is_(None), JoinCode.unit_id.in_(units)),
            )
            .order_by(JoinCode.id.desc())
            .limit(CHOICES)
        )
    )


def events_to_come(viewer: Viewer) -> list[Row[Any]]:
    """(id, title, type, day, unit) of planned activities in her units, the next first."""
    statement = select(Activity.id, Activity.title, Activity.activity_type, Activity.on_date, Activity.unit_id).where(
        Activity.organisation_id == viewer.here.id, Activity.status == "planned", Activity.on_date >= clock.today()
    )
    if not viewer.everywhere(MAKE_CODES):
        statement = statement.where(Activity.unit_id.in_(viewer.units_with(MAKE_CODES)))
    return list(db.session.execute(statement.order_by(Activity.on_date, Activity.id).limit(CHOICES)))


def surfaces(organisation_id: UUID) -> list[Row[Any]]:
    """(id, name) of contact surfaces in use."""
    return list(
        db.session.execute(
            select(ContactSurface.id, ContactSurface.name)
            .where(ContactSurface.organisation_id == organisation_id, ContactSurface.closed.is_(False))
            .order_by(as_people_sort(ContactSurface.name))
        )
    )
