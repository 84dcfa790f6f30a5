"""Two rows of one person become one: a no stays a no."""

from uuid import UUID

from plugins.recruitment.win_back.queries import answer_row
from portal.audit.services import changed, record


def settle_win_back(organisation_id: UUID, keep_id: UUID, other_id: UUID, *, by: UUID | None) -> None:
    """Of two answers the no holds, or else the later one. One alone moves by itself."""
    kept, other = answer_row(organisation_id, keep_id), answer_row(organisation_id, other_id)
    if kept is None or other is None or max(kept, other, key=_weight) is kept:
        return
    said = {name: getattr(other, name) for name in ("answer", "said_on", "again_on", "said_by")}
    changes = changed(kept, **said)
    record("recruitment.win_back_answered", keep_id, by=by, changes={"answer": changes.get("answer", kept.answer)})


def _weight(said: object) -> tuple[bool, object]:
    return getattr(said, "again_on", None) is None, getattr(said, "said_on", None)
