"""A type's questions: added, changed, moved, taken out of the form and brought back."""

from typing import Any
from uuid import UUID

from portal.activities.kinds import PARTS, PEOPLE
from portal.activities.models import ActivityKind
from portal.kinds.editing import Direction, Said, find, moved, next_name, with_change
from portal.kinds.options import Label, Option, merged
from portal.kinds.queries import asked_now, declared_questions
from portal.kinds.rules import check_room, check_wording
from portal.kinds.services.keeping import differences, keep


def add_question(row: ActivityKind, *, kind: str, language: str, by: UUID | None, **values: Any) -> str:
    """The last one; returns its name. `values`: label, help, required, and maximum or options.

    `language` is the one that options are told apart by. Raises PortalError where there are too many already, or
    one is asked in the same words.
    """
    check_room(len(asked_now(row)))
    check_wording(values["label"], asked_now(row))
    name = next_name(row.questions, _taken(row.key))
    made = {"name": name, "kind": kind, **_kept(values, [], language)}
    row.questions = [*row.questions, made]
    keep(row, "activity_question.added", by=by, changes={"question": name, **differences({}, made)})
    return name


def _taken(key: str) -> set[str]:
    """Names that the type itself has, and those of the numbers of people."""
    return {question.name for question in (*declared_questions(key), *PARTS)} | {PEOPLE}


def change_question(row: ActivityKind, name: str, *, language: str, by: UUID | None, **values: Any) -> None:
    """Other words, other options. An option that is renamed keeps its answers, one that is left out is retired.

    Raises PortalError where another is asked in the same words.
    """
    before = _said(row, name)
    check_wording(values["label"], (question for question in asked_now(row) if question.name != name))
    after = _kept(values, before.get("options", []), language)
    row.questions = with_change(row.questions, name, **after)
    changes = differences({part: before.get(part) for part in after}, after)
    keep(row, "activity_question.changed", by=by, changes={"question": name, **changes})


def _kept(values: dict[str, Any], before: list[Option], language: str) -> dict[str, Any]:
    if "options" not in values:
        return values
    typed: list[Label] = values["options"]
    return {**values, "options": merged(before, typed, language)}


def _said(row: ActivityKind, name: str) -> Said:
    found = find(row.questions, name)
    assert found is not None  # the page has looked
    return found


def remove_question(row: ActivityKind, name: str, *, by: UUID | None) -> None:
    """It is asked no more. Answers that were given are read and counted as before."""
    if name == PEOPLE:
        row.splits = False
    row.questions = with_change(row.questions, name, retired=True)
    keep(row, "activity_question.removed", by=by, changes={"question": name, "label": _words(row, name)})


def bring_back_question(row: ActivityKind, name: str, *, by: UUID | None) -> None:
    """It is asked again, where it stood. Raises PortalError as for a new one."""
    check_room(len(asked_now(row)))
    check_wording(_said(row, name)["label"], asked_now(row))
    row.questions = with_change(row.questions, name, retired=False)
    keep(row, "activity_question.brought_back", by=by, changes={"question": name, "label": _words(row, name)})


def _words(row: ActivityKind, name: str) -> str:
    return " / ".join(_said(row, name)["label"].values())


def move_question(row: ActivityKind, name: str, direction: Direction, *, by: UUID | None) -> None:
    """One place up or down in the form."""
    row.questions = moved(row.questions, name, direction)
    keep(row, "activity_question.moved", by=by, changes={"question": name, "direction": direction})
