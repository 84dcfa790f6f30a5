"""What was read in and waits for a yes."""

from typing import Any
from uuid import UUID

from portal import clock
from portal.drafts.models import Draft
from portal.extensions import db
from portal.intake.content import PlanDraft, numbered
from portal.intake.kinds import Item


def make_drafts(words: Any, by: UUID) -> dict[str, Any]:
    """In the organisation in scope. Returns what stands in their addresses."""
    column = "draft.content"
    lines = [Item("area", words(column)), Item("goal", words(column)), Item("action", words(column))]
    said = PlanDraft("", clock.today(), clock.today(), numbered(lines))
    plan = words.row(Draft, kind="plan", content=said.as_content(), made_by=by, made_at=clock.now())
    db.session.add(plan)
    return {f"intake.{page}:draft_id": plan.id for page in ("correct", "make", "drop")}
