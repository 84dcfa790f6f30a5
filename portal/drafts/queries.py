"""What is read of drafts."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from portal.drafts.models import Draft
from portal.extensions import db

SHOWN = 20


def draft(organisation_id: UUID, draft_id: UUID, kind: str) -> Draft | None:
    """One of this kind."""
    found = db.session.get(Draft, (organisation_id, draft_id))
    return found if found is not None and found.kind == kind else None


def drafts_of(organisation_id: UUID, kind: str) -> list[Row[Any]]:
    """Id, title, when and by whom it was read in; the newest first, at most 20."""
    return list(
        db.session.execute(
            select(Draft.id, Draft.title, Draft.made_at, Draft.made_by)
            .where(Draft.organisation_id == organisation_id, Draft.kind == kind)
            .order_by(Draft.made_at.desc(), Draft.id.desc())
            .limit(SHOWN)
        )
    )
