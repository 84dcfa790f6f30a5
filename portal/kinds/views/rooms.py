"""The pages' blueprint, and what they load."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from portal.activities.models import ActivityKind
from portal.errors import NotFound
from portal.kinds import queries
from portal.kinds.editing import Direction, Said, find
from portal.kinds.services import row_for
from portal.plugin_api import ActivityType, Rooms

rooms = Rooms("kinds", __name__)


def kind_here(key: str) -> ActivityType:
    found = queries.kind_to_arrange(current_user, key)
    if found is None:
        raise NotFound
    return found


def kind_and_row(key: str) -> tuple[ActivityType, ActivityKind]:
    """To change it: a row is made where nobody has changed anything about it yet."""
    kind = kind_here(key)  # read before anything is changed, so that nothing uncommitted is kept for others
    return kind, queries.row_of(current_user.here.id, key) or row_for(kind)


def others(kind: ActivityType | None = None) -> list[ActivityType]:
    return [one for one in queries.arranged(current_user) if kind is None or one.key != kind.key]


def question_here(row: ActivityKind, name: str, *, retired: bool = False) -> Said:
    found = find(row.questions, name)
    if found is None or bool(found.get("retired")) is not retired:
        raise NotFound
    return found


def to_kind(key: str, **anchor: Any) -> str:
    return url_for("kinds.show", kind_key=key, **anchor)


def pressed_arrow() -> tuple[str, Direction]:
    """Which of the list's buttons: what is moved, and where to."""
    down = request.form.get("down")
    return (down, "down") if down is not None else (request.form.get("up", ""), "up")
