"""What is read of imports, and of what they registered."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, true

from portal.activities.models import Activity
from portal.drafts.models import Draft
from portal.drafts.queries import SHOWN
from portal.extensions import db
from portal.imports.models import ColumnMapping

#: of a draft that holds somebody's earlier years
KIND = "activities"


def imports_of(organisation_id: UUID, made_by: UUID | None = None) -> list[Row[Any]]:
    """Id, title, when, state and count of each that is kept, or of hers alone; the newest first, at most 20."""
    hers = Draft.made_by == made_by if made_by else true()
    return list(
        db.session.execute(
            select(
                Draft.id,
                Draft.title,
                Draft.made_at,
                Draft.content["state"].as_string().label("state"),
                Draft.content["new"].as_integer().label("new"),
            )
            .where(Draft.organisation_id == organisation_id, Draft.kind == KIND, hers)
            .order_by(Draft.made_at.desc(), Draft.id.desc())
            .limit(SHOWN)
        )
    )


def mapping(organisation_id: UUID, headings: str) -> dict[str, str] | None:
    """What these headings were said to hold the last time."""
    return db.session.scalar(
        select(ColumnMapping.columns).where(
            ColumnMapping.organisation_id == organisation_id,
            ColumnMapping.kind == KIND,
            ColumnMapping.headings == headings,
        )
    )


def keys_there(organisation_id: UUID, keys: Collection[str]) -> set[str]:
    """Which of these rows were registered before, by this sheet or another; at most as many as a sheet has rows."""
    found = db.session.scalars(
        select(Activity.import_key).where(Activity.organisation_id == organisation_id, Activity.import_key.in_(keys))
    )
    return {key for key in found if key}


def count_of(organisation_id: UUID, activity_ids: Collection[UUID]) -> int:
    """How many of these there are."""
    return int(
        db.session.scalar(
            select(func.count())
            .select_from(Activity)
            .where(Activity.organisation_id == organisation_id, Activity.id.in_(activity_ids))
        )
        or 0
    )
