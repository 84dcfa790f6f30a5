"""Types: made, changed, hidden, brought back to as they are declared, put in order."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from portal.activities.kinds import OWN, PEOPLE
from portal.activities.models import ActivityKind
from portal.audit.services import record
from portal.database import Upsert
from portal.i18n import OwnText
from portal.kinds.editing import Direction, People, Said, with_all_retired, with_people
from portal.kinds.queries import asked_now, declared, declared_questions
from portal.kinds.rules import check_name
from portal.kinds.services.keeping import differences, keep
from portal.organisations.setup import touch_setup
from portal.plugin_api import ActivityType
from portal.plugin_api.types import Text
from portal.tenancy import current_organisation_id, uuid7

Label = dict[str, str]
#: between two that follow each other, so that a plugin's new type finds its place
STEP = 10


def row_for(kind: ActivityType) -> ActivityKind:
    """A row that changes nothing yet about a declared type, or about the questions of the year."""
    return ActivityKind(
        id=uuid7(), key=kind.key, label={}, help={}, questions=[], who=kind.who, splits=kind.splits,
        asks_name=kind.asks_name, hidden=kind.hidden, position=kind.position,
    )  # fmt: skip


def add_type(
    others: Sequence[ActivityType], *, label: Label, people: People, by: UUID | None, **values: Any
) -> ActivityKind:
    """The last in the form. `values`: help, who, asks_name. Raises PortalError where another is called so."""
    check_name(OwnText(label), others)
    last = max((kind.position for kind in others), default=0)
    key = f"{OWN}.{uuid7().hex[-12:]}"  # its end is chance, its beginning the time
    row = ActivityKind(id=uuid7(), key=key, label=label, questions=[], hidden=False, position=last + STEP, **values)
    row.splits, row.questions = people == "apart", _questions(row, people)
    keep(row, "activity_type.added", by=by, changes=differences({}, {"label": label, "people": people, **values}))
    return row


def change_type(row: ActivityKind, others: Iterable[ActivityType], *, by: UUID | None, **values: Any) -> None:
    """`values`: label, help, who, asks_name, people; those that are left out stay.

    A declared type with an empty label has its declared name. Raises PortalError where another is called so.
    """
    if "label" in values:
        check_name(_name(row, values["label"]), others)
    people = values.pop("people", people_of(row))
    before = {name: getattr(row, name) for name in values} | {"people": people_of(row)}
    for name, value in values.items():
        setattr(row, name, value)
    row.splits, row.questions = people == "apart", _questions(row, people)
    keep(row, "activity_type.changed", by=by, changes=differences(before, {**values, "people": people}))


def _name(row: ActivityKind, label: Label) -> Text:
    as_declared = declared(row.key)
    return as_declared.label if as_declared and not label else OwnText(label)


def people_of(row: ActivityKind) -> People:
    """How it counts those who took part."""
    if row.splits:
        return "apart"
    return "together" if any(question.name == PEOPLE for question in asked_now(row)) else "no"


def always_asks_people(key: str) -> bool:
    """It is declared so: that it asks how many took part cannot be taken away."""
    return any(question.name == PEOPLE for question in declared_questions(key))


def _questions(row: ActivityKind, people: People) -> list[Said]:
    return row.questions if always_asks_people(row.key) else with_people(row.questions, people)


def hide_type(row: ActivityKind, *, by: UUID | None) -> None:
    """Nothing new is registered; what was stays, and is counted."""
    _set_hidden(row, True, "activity_type.hidden", by)


def show_type(row: ActivityKind, *, by: UUID | None) -> None:
    _set_hidden(row, False, "activity_type.shown", by)


def _set_hidden(row: ActivityKind, hidden: bool, action: str, by: UUID | None) -> None:
    changes = differences({"hidden": row.hidden}, {"hidden": hidden})
    row.hidden = hidden
    keep(row, action, by=by, changes=changes)


def restore_type(row: ActivityKind, as_declared: ActivityType, others: Iterable[ActivityType], *, by: UUID) -> None:
    """As it is declared, in its place among the others; what was asked besides is asked no more, and stays readable.

    Raises PortalError where another has taken its name.
    """
    check_name(as_declared.label, others)
    values: dict[str, Any] = {
        "label": {}, "help": {}, "who": as_declared.who, "splits": as_declared.splits,
        "asks_name": as_declared.asks_name, "hidden": as_declared.hidden,
    }  # fmt: skip
    changes = differences({name: getattr(row, name) for name in values}, values)
    for name, value in values.items():
        setattr(row, name, value)
    row.questions = with_all_retired(row.questions)
    keep(row, "activity_type.restored", by=by, changes=changes)


_PLACE = Upsert(
    model=ActivityKind,
    key=("organisation_id", "key"),
    change=lambda offered: {"position": offered.position},
)


def move_type(kinds: Sequence[ActivityType], key: str, direction: Direction, *, by: UUID) -> None:
    """It changes places with the one before or after it in the form, if there is one. Hidden ones come last."""
    shown = [kind for kind in kinds if not kind.hidden]
    here = next((at for at, kind in enumerate(shown) if kind.key == key), None)
    other = None if here is None else here + (-1 if direction == "up" else 1)
    if here is not None and other is not None and 0 <= other < len(shown):
        shown[here], shown[other] = shown[other], shown[here]
        _place([*shown, *(kind for kind in kinds if kind.hidden)])
    record("activity_type.moved", None, by=by, changes={"type": key, "direction": direction})
    touch_setup(current_organisation_id())


def _place(kinds: Iterable[ActivityType]) -> None:
    _PLACE([_row(kind, at * STEP) for at, kind in enumerate(kinds, start=1)])


def _row(kind: ActivityType, position: int) -> dict[str, Any]:
    """For a declared type that nobody had adapted, what row_for says; for others only the place counts."""
    return {
        "organisation_id": current_organisation_id(), "id": uuid7(), "key": kind.key, "label": {}, "help": {},
        "questions": [], "who": kind.who, "splits": kind.splits, "asks_name": kind.asks_name, "hidden": kind.hidden,
        "position": position, "version": 1,
    }  # fmt: skip
