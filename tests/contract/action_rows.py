"""Actions at work in the filled world: everything that hangs on one of them."""

import io
from typing import Any
from uuid import UUID

from portal import clock
from portal.actions.models import ActionPick, ActionResult, ActionSurface, ContactSurface
from portal.drafts.models import Draft
from portal.extensions import db
from portal.goals.models import Action, ActionStep


def fill_actions(words: Any, place: tuple[UUID, UUID], goal_id: UUID, unit_id: UUID, by: UUID) -> dict[str, Any]:
    """The unit leader's own, offered to the units. Returns what stands in addresses of actions."""
    plan_id, area_id = place
    action = _kept(
        words.row(
            Action, plan_id=plan_id, focus_area_id=area_id, goal_id=goal_id, position=3, unit_id=unit_id, user_id=by,
            level="local", rhythm="yearly", times_a_year=4, quarters=[1, 3], status="started", in_catalogue=True,
        )
    )  # fmt: skip
    surface = _kept(words.row(ContactSurface))
    step = _kept(words.row(ActionStep, action_id=action.id, position=1, due_on=clock.today()))
    moment = {"answered_at": clock.now(), "answered_by": by}
    _kept(ActionSurface(action_id=action.id, surface_id=surface.id))
    _kept(words.row(ActionPick, action_id=action.id, unit_id=unit_id, status="started", **moment))
    result = _kept(
        words.row(
            ActionResult, action_id=action.id, unit_id=unit_id, on_date=clock.today(), written_by=by,
            written_at=clock.now(),
        )
    )  # fmt: skip
    draft = _kept(
        words.row(
            Draft, kind="matrix", made_by=by, made_at=clock.now(),
            content={"plan": plan_id.hex, "sheet": "1", "rows": [[2, {"id": str(action.id), "title": words("draft.content")}]]},
        )
    )  # fmt: skip
    return {
        **{f"actions.{page}:draft_id": draft.id for page in ("take_in", "drop")},
        "action_id": action.id,
        "area_id": area_id,
        "step_id": step.id,
        "surface_id": surface.id,
        "result_id": result.id,
    }


def _kept(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row


class SheetInHand(io.BytesIO):
    """A file that can be sent again and again."""

    name = "matrise.csv"

    def __init__(self) -> None:
        super().__init__("Tiltak;Satsingsområde;Ansvarlig\nRing dem;1;Styret\n".encode())

    def close(self) -> None:
        self.seek(0)
