"""Types and their questions: what changes, and what is written down about it."""

from portal.kinds.services.questions import (
    add_question,
    bring_back_question,
    change_question,
    move_question,
    remove_question,
)
from portal.kinds.services.types import add_type, change_type, hide_type, move_type, restore_type, row_for, show_type

__all__ = [
    "add_question",
    "add_type",
    "bring_back_question",
    "change_question",
    "change_type",
    "hide_type",
    "move_question",
    "move_type",
    "remove_question",
    "restore_type",
    "row_for",
    "show_type",
]
