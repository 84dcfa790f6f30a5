"""What is read of contact surfaces. Every function takes the organisation."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, literal, or_, select, tuple_

from plugins.recruitment.joining.models import Enrolment
from plugins.recruitment.surfaces.models import SurfaceCare, SurfacePerson, SurfaceVisit
from portal.accounts.models import UserAccount
from portal.actions.models import ActionSurface
from portal.extensions import db
from portal.goals.models import Action, Plan
from portal.organisations.models import ContactSurface
from portal.paging import Position
from portal.people.models import Person

PAGE = 30
#: of the log, as many as a page has room for
VISITS = 20
#: behind all others stands what has no next time
NEVER = date(9999, 12, 31)
_ITS_CARE = and_(
    SurfaceCare.organisation_id == ContactSurface.organisation_id, SurfaceCare.surface_id == ContactSurface.id
)
_WHEN = func.coalesce(SurfaceCare.next_on, literal(NEVER))


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed to. `units`: None for all; `until`: due by this day."""

    units: Collection[UUID] | None
    unit_id: UUID | None = None
    words: tuple[str, ...] = ()
    kind: str = ""
    state: str = "open"
    until: date = NEVER


def page_of(organisation_id: UUID, asked: Asked, after: Position | None) -> tuple[list[Row[Any]], Position | None]:
    """Surfaces, first who waits longest, each with how many enrolled there; and where the next page begins."""
    statement = (
        select(
            ContactSurface.id, ContactSurface.name, SurfaceCare.kind, SurfaceCare.place, SurfaceCare.unit_id,
            SurfaceCare.next_on, SurfaceCare.filled_on, _enrolled(), _enrolled("member").label("members"),
            _WHEN.label("at"),
        )
        .outerjoin(SurfaceCare, _ITS_CARE)
        .where(ContactSurface.organisation_id == organisation_id, *_conditions(asked))
    )  # fmt: skip
    if after:
        statement = statement.where(tuple_(_WHEN, ContactSurface.id) > tuple_(after.on_date, after.id))
    rows = list(db.session.execute(statement.order_by(_WHEN, ContactSurface.id).limit(PAGE + 1)))
    return rows[:PAGE], Position(rows[PAGE - 1].at, rows[PAGE - 1].id) if len(rows) > PAGE else None


def _enrolled(status: str = "") -> Any:
    count = select(func.count()).where(
        Enrolment.organisation_id == ContactSurface.organisation_id, Enrolment.surface_id == ContactSurface.id
    )
    named = count.where(Enrolment.status == status) if status else count
    return named.correlate(ContactSurface).scalar_subquery().label("enrolled")


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [ContactSurface.closed.is_(asked.state == "closed")]
    if asked.state == "due":
        found.append(SurfaceCare.next_on <= asked.until)
    if asked.state == "never":
        found.append(SurfaceCare.next_on.is_(None))
    if asked.kind:
        found.append(SurfaceCare.kind == asked.kind)
    if asked.unit_id:
        found.append(SurfaceCare.unit_id == asked.unit_id)
    elif asked.units is not None:
        found.append(or_(SurfaceCare.unit_id.is_(None), SurfaceCare.unit_id.in_(asked.units)))
    return found + [_holds(word) for word in asked.words]


def _holds(word: str) -> ColumnElement[bool]:
    """A surface that nobody has looked after yet has its name alone."""
    name = func.lower(ContactSurface.name)
    return or_(SurfaceCare.words.contains(word, autoescape=True), name.contains(word, autoescape=True))


def surface(organisation_id: UUID, surface_id: UUID) -> tuple[ContactSurface, SurfaceCare | None] | None:
    row = db.session.execute(
        select(ContactSurface, SurfaceCare)
        .outerjoin(SurfaceCare, _ITS_CARE)
        .where(ContactSurface.organisation_id == organisation_id, ContactSurface.id == surface_id)
    ).one_or_none()
    return (row[0], row[1]) if row else None


@dataclass(frozen=True)
class Whole:
    """A surface with what is told of it: whose it is, and what came of it."""

    surface: ContactSurface
    care: SurfaceCare | None
    owner: str
    enrolled: int
    members: int


def whole_surface(organisation_id: UUID, surface_id: UUID) -> Whole | None:
    row = db.session.execute(
        select(
            ContactSurface, SurfaceCare, func.coalesce(UserAccount.name, ""), _enrolled(),
            _enrolled("member").label("members"),
        )
        .outerjoin(SurfaceCare, _ITS_CARE)
        .outerjoin(UserAccount, UserAccount.id == SurfaceCare.user_id)
        .where(ContactSurface.organisation_id == organisation_id, ContactSurface.id == surface_id)
    ).one_or_none()  # fmt: skip
    return Whole(*row) if row else None


def owner_address(user_id: UUID | None) -> str:
    """The e-mail address of this account; "" for none."""
    if user_id is None:
        return ""
    return db.session.scalar(select(UserAccount.email).where(UserAccount.id == user_id)) or ""


def people_of(organisation_id: UUID, surface_id: UUID) -> list[Row[Any]]:
    """(id, name, role, email, phone, person, unit) of who is in charge.

    Of the register, her name as it says today, and her unit; how to reach her stands on her page there. Who is no
    longer in it is left out.
    """
    hers = and_(Person.organisation_id == organisation_id, Person.id == SurfacePerson.person_id)
    return list(
        db.session.execute(
            select(
                SurfacePerson.id, func.coalesce(Person.name, SurfacePerson.name).label("name"), SurfacePerson.role,
                SurfacePerson.email, SurfacePerson.phone, SurfacePerson.person_id, Person.unit_id,
            )
            .outerjoin(Person, hers)
            .where(
                SurfacePerson.organisation_id == organisation_id,
                SurfacePerson.surface_id == surface_id,
                Person.gone_at.is_(None),
            )
            .order_by(SurfacePerson.id)
        )
    )  # fmt: skip


def in_charge(organisation_id: UUID, surface_id: UUID, person_id: UUID) -> SurfacePerson | None:
    """By the row's own id."""
    found = db.session.get(SurfacePerson, (organisation_id, person_id))
    return found if found and found.surface_id == surface_id else None


def visits_of(organisation_id: UUID, surface_id: UUID) -> list[Row[Any]]:
    """(day, filled up, note, who), the newest first."""
    return list(
        db.session.execute(
            select(
                SurfaceVisit.on_date, SurfaceVisit.filled, SurfaceVisit.note,
                func.coalesce(UserAccount.name, "").label("who"),
            )
            .outerjoin(UserAccount, UserAccount.id == SurfaceVisit.written_by)
            .where(SurfaceVisit.organisation_id == organisation_id, SurfaceVisit.surface_id == surface_id)
            .order_by(SurfaceVisit.on_date.desc(), SurfaceVisit.id.desc())
            .limit(VISITS)
        )
    )  # fmt: skip


def actions_at(organisation_id: UUID, surface_id: UUID) -> list[Row[Any]]:
    """(id, title, responsible, status) of actions of plans in force that take place there."""
    its_action = and_(Action.organisation_id == organisation_id, Action.id == ActionSurface.action_id)
    its_plan = and_(Plan.organisation_id == organisation_id, Plan.id == Action.plan_id)
    return list(
        db.session.execute(
            select(Action.id, Action.title, Action.responsible, Action.status)
            .select_from(ActionSurface)
            .join(Action, its_action)
            .join(Plan, its_plan)
            .where(
                ActionSurface.organisation_id == organisation_id,
                ActionSurface.surface_id == surface_id,
                Plan.status == "adopted",
            )
            .order_by(Action.position, Action.id)
            .limit(PAGE)
        )
    )


def registered_address(organisation_id: UUID, person_id: UUID) -> str:
    """Her e-mail address in the register; "" where she is no longer there."""
    hers = Person.organisation_id == organisation_id, Person.id == person_id
    return db.session.scalar(select(Person.email).where(*hers)) or ""
