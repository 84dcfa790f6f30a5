"""Keep what was read in, until somebody says yes or no to it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from portal import clock
from portal.audit.services import record
from portal.drafts.models import Draft
from portal.extensions import db
from portal.tenancy import uuid7

#: what nobody said yes to is forgotten: it may hold more than the organisation meant to keep
KEPT = timedelta(days=30)
TITLE = 200


def keep_draft(kind: str, title: str, content: dict[str, Any], *, by: UUID) -> Draft:
    """Nothing of it counts yet."""
    made = Draft(id=uuid7(), kind=kind, title=title[:TITLE], content=content, made_by=by, made_at=clock.now())
    db.session.add(made)
    record(f"draft.{kind}.kept", made.id, by=by, changes={"title": [None, made.title]})
    return made


def correct_draft(draft: Draft, *, title: str, content: dict[str, Any], by: UUID) -> None:
    """As it is now in whole. The trail says that it was corrected, not how: it is nobody's plan yet."""
    draft.title, draft.content = title[:TITLE], content
    record(f"draft.{draft.kind}.corrected", draft.id, by=by)


def drop_draft(draft: Draft, *, by: UUID) -> None:
    """Nobody wants it."""
    record(f"draft.{draft.kind}.dropped", draft.id, by=by, changes={"title": [draft.title, None]})
    db.session.delete(draft)


def use_up(draft: Draft) -> None:
    """It has become what it was meant for; whoever made that writes the entry."""
    db.session.delete(draft)


def forget_old_drafts(organisation_id: UUID) -> None:
    """Those of more than 30 days. Once a day, by the worker."""
    gone = db.session.execute(
        delete(Draft)
        .where(Draft.organisation_id == organisation_id, Draft.made_at < clock.now() - KEPT)
        .execution_options(synchronize_session=False)
    ).rowcount  # type: ignore[attr-defined]  # a DELETE has one
    if gone:
        record("draft.forgotten", None, by=None, changes={"drafts": [gone, 0]})
