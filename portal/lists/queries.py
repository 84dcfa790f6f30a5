"""What is read of lists, and of how their columns were read before."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from portal.drafts.models import Draft
from portal.drafts.queries import SHOWN
from portal.extensions import db
from portal.imports.models import ColumnMapping

#: of a draft that holds a list
DRAFT = "list"


def lists_of(organisation_id: UUID, kind: str) -> list[Row[Any]]:
    """Id, title, when, state and what came of each that is kept; the newest first, at most 20."""
    said = Draft.content
    columns = (
        Draft.id, Draft.title, Draft.made_at, said["state"].as_string().label("state"),
        said["changed"].as_integer().label("changed"),
    )  # fmt: skip
    ours = Draft.organisation_id == organisation_id, Draft.kind == DRAFT, said["kind"].as_string() == kind
    found = select(*columns).where(*ours)
    return list(db.session.execute(found.order_by(Draft.made_at.desc(), Draft.id.desc()).limit(SHOWN)))


def mapping(organisation_id: UUID, kind: str, headings: str) -> dict[str, str]:
    """What these headings were said to hold the last time; empty where nobody has said."""
    found = db.session.scalar(
        select(ColumnMapping.columns).where(
            ColumnMapping.organisation_id == organisation_id,
            ColumnMapping.kind == kind,
            ColumnMapping.headings == headings,
        )
    )
    return dict(found or {})
