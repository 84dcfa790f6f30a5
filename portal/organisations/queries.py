"""What is read of organisations, accesses and invitations."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from portal import clock
from portal.accounts.models import UserAccount
from portal.accounts.sessions import hash_token
from portal.database import as_people_sort
from portal.extensions import db
from portal.organisations.models import Access, Invitation, Organisation
from portal.organisations.setup import Setup, setup_of
from portal.plugin_api import Role


@dataclass(frozen=True)
class Holder:
    """Somebody with access: a line in the list."""

    access_id: UUID
    user_id: UUID
    name: str
    email: str
    role: Role
    unit_id: UUID


def organisations_of(user_id: UUID) -> list[tuple[str, str]]:
    """(slug, name) of where she has access, by name. Suspended ones are left out."""
    rows = db.session.execute(
        select(Organisation.slug, Organisation.name)
        .join(Access, Access.organisation_id == Organisation.id)
        .where(Access.user_id == user_id, Organisation.status == "active")
        .distinct()
    ).all()
    return sorted((row.slug, row.name) for row in rows)


def places_of(user_id: UUID, *, role: Role | None = None) -> list[tuple[UUID, str]]:
    """(id, name) of all that she has access to, by name; only those where she has this role."""
    found = (
        select(Organisation.id, Organisation.name)
        .join(Access, Access.organisation_id == Organisation.id)
        .where(Access.user_id == user_id, *([Access.role == role] if role else []))
        .distinct()
    )
    return sorted(((row.id, row.name) for row in db.session.execute(found)), key=lambda pair: pair[1])


def all_organisations() -> list[Organisation]:
    """For the operator: names and states, nothing that is inside."""
    return list(db.session.scalars(select(Organisation).order_by(as_people_sort(Organisation.name))))


def organisation_by_slug(slug: str) -> Organisation | None:
    return db.session.scalars(select(Organisation).where(Organisation.slug == slug)).first()


def holders(organisation_id: UUID, units: frozenset[UUID]) -> list[Holder]:
    """Who has access for these units, by name."""
    rows = db.session.execute(
        select(Access.id, UserAccount.id, UserAccount.name, UserAccount.email, Access.role, Access.unit_id)
        .join(UserAccount, UserAccount.id == Access.user_id)
        .where(Access.organisation_id == organisation_id, Access.unit_id.in_(units))
        .order_by(as_people_sort(UserAccount.name), Access.id)
    ).all()
    return [Holder(*row[:4], Role(row[4]), row[5]) for row in rows]


def open_invitations(organisation_id: UUID, units: frozenset[UUID]) -> list[Invitation]:
    """Invitations that nobody has accepted or withdrawn, newest first; also those that ran out."""
    return list(
        db.session.scalars(
            select(Invitation)
            .where(
                Invitation.organisation_id == organisation_id,
                Invitation.closed_at.is_(None),
                Invitation.unit_id.in_(units),
            )
            .order_by(Invitation.created_at.desc())
        )
    )


def access(organisation_id: UUID, access_id: UUID) -> tuple[Access, str] | None:
    """An access and the name of who holds it."""
    row = db.session.execute(
        select(Access, UserAccount.name)
        .join(UserAccount, UserAccount.id == Access.user_id)
        .where(Access.organisation_id == organisation_id, Access.id == access_id)
    ).first()
    return (row[0], row[1]) if row else None


def invitation(organisation_id: UUID, invitation_id: UUID) -> Invitation | None:
    return db.session.get(Invitation, (organisation_id, invitation_id))


def open_invitation(organisation_id: UUID, secret: str, *, at: datetime | None = None) -> Invitation | None:
    """The invitation behind a link, if it is still open. Asked inside that organisation."""
    return db.session.scalars(
        select(Invitation).where(
            Invitation.organisation_id == organisation_id,
            Invitation.token_hash == hash_token(secret),
            Invitation.closed_at.is_(None),
            Invitation.expires_at > (at or clock.now()),
        )
    ).first()


def administrators(organisation_id: UUID) -> int:
    """How many there are."""
    return (
        db.session.scalar(
            select(func.count(Access.user_id.distinct())).where(
                Access.organisation_id == organisation_id, Access.role == Role.ADMINISTRATOR
            )
        )
        or 0
    )


def setup_now(organisation_id: UUID) -> Setup:
    """Units and plugins as they are now, for work without a viewer."""
    version = db.session.execute(
        select(Organisation.setup_version).where(Organisation.id == organisation_id)
    ).scalar_one()
    return setup_of(organisation_id, version)


def somebody_belongs_to(organisation_id: UUID, unit_id: UUID) -> bool:
    """Somebody has access for this very unit, or an open invitation to it."""
    has_access = select(Access.id).where(Access.organisation_id == organisation_id, Access.unit_id == unit_id)
    is_invited = select(Invitation.id).where(
        Invitation.organisation_id == organisation_id,
        Invitation.unit_id == unit_id,
        Invitation.closed_at.is_(None),
    )
    return db.session.scalar(has_access.limit(1)) is not None or db.session.scalar(is_invited.limit(1)) is not None
