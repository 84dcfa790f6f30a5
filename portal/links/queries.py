"""What is read of personal links."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from portal.accounts.sessions import hash_token
from portal.extensions import db
from portal.links.models import PersonalLink
from portal.people.models import Person

#: of one subject's links, the newest
SHOWN = 50


def link_by_token(organisation_id: UUID, token: str) -> PersonalLink | None:
    return db.session.scalars(
        select(PersonalLink).where(
            PersonalLink.organisation_id == organisation_id, PersonalLink.token_hash == hash_token(token)
        )
    ).first()


def link(organisation_id: UUID, link_id: UUID) -> PersonalLink | None:
    return db.session.get(PersonalLink, (organisation_id, link_id))


def links_about(organisation_id: UUID, subject_id: UUID) -> list[Row[Any]]:
    """The links of one subject with whom each is for, newest first; never the secret."""
    return list(
        db.session.execute(
            select(
                PersonalLink.id,
                PersonalLink.kind,
                PersonalLink.email,
                Person.name,
                PersonalLink.uses,
                PersonalLink.used_at,
                PersonalLink.expires_at,
                PersonalLink.revoked_at,
            )
            .outerjoin(
                Person, (Person.organisation_id == PersonalLink.organisation_id) & (Person.id == PersonalLink.person_id)
            )
            .where(PersonalLink.organisation_id == organisation_id, PersonalLink.subject_id == subject_id)
            .order_by(PersonalLink.id.desc())
            .limit(SHOWN)
        )
    )
