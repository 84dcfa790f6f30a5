"""The types of an organisation: those that are declared, as it adapted them, and its own.

Everything that shows, registers or counts activities asks here, so that no
part of the portal knows whether a type was declared or made by the staff.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.activities import surfaces
from portal.activities.contacts.wordings import PERSON, with_wordings
from portal.activities.models import ActivityKind
from portal.extensions import db
from portal.i18n import OwnText, _l
from portal.organisations.setup import UnitNode
from portal.organisations.viewer import Place, Viewer
from portal.plugin_api import LEADERS, REGISTRARS, STAFF, ActivityType, Question, Role, hooks_for, house
from portal.plugin_api.manager import owner

#: whose keys begin so were made here
OWN = "own"
#: the questions that a unit is asked about its year: kept like a type, never registered
YEAR = "own.year"
YEAR_LABEL = _l("Questions for the unit's year")
#: a question for a person whom an activity has kept: in its own form she can only be taken away
KEPT = "person_kept"
#: asked once there is something to choose, or words to agree to
_NEED_OPTIONS = ("surface", PERSON)
PEOPLE = "participants"
#: in place of PEOPLE, where the type counts them apart; they are summed to it
PARTS = (
    Question(name="participants_members", label=_l("How many members took part?"), required=False),
    Question(name="participants_others", label=_l("How many others took part?"), required=False),
    Question(name="participants_kin", label=_l("How many next of kin took part?"), required=False),
)
WHO = {"registrars": REGISTRARS, "leaders": LEADERS, "staff": STAFF}


@lru_cache(maxsize=500)
def kinds_at(organisation_id: UUID, _setup_version: UUID) -> dict[str, ActivityType]:
    """Every type whose activities may be there, by key, hidden and switched-off ones too; in the order of the form.

    One statement when this process has not seen this version of the organisation's setup; one more where contact
    surfaces are asked for, and one where people are.
    """
    rows = db.session.scalars(
        select(ActivityKind).where(ActivityKind.organisation_id == organisation_id).order_by(ActivityKind.id)
    )
    found = dict(house().activity_types)
    for row in rows:
        found[row.key] = _adapted(found[row.key], row) if row.key in found else _own(row)
    found = with_wordings(organisation_id, surfaces.with_surfaces(organisation_id, found))
    return dict(sorted(found.items(), key=lambda item: (item[1].position, item[0])))


def kinds_of(here: Place) -> dict[str, ActivityType]:
    """As `kinds_at`, for the page of this organisation."""
    return kinds_at(here.id, here.setup_version)


def kind_of(here: Place, activity: Any) -> ActivityType | None:
    """The type of this activity as its own form asks: with the options that it chose and nobody else can choose now."""
    kind = kinds_of(here).get(activity.activity_type)
    if kind is None:
        return None
    return replace(kind, questions=tuple(_with_chosen(question, activity) for question in kind.questions))


def _with_chosen(question: Question, activity: Any) -> Question:
    if question.kind == PERSON and activity.numbers.get(question.name):
        return replace(question, kind=KEPT)
    chosen = tuple(option for option in question.retired_options if f"{question.name}:{option[0]}" in activity.numbers)
    return replace(question, options=(*question.options, *chosen)) if chosen else question


def offered(viewer: Viewer) -> list[ActivityType]:
    """The types that she can register now."""
    return [kind for kind in kinds_of(viewer.here).values() if is_open(viewer, kind) and may_register(viewer, kind)]


def is_open(viewer: Viewer, kind: ActivityType) -> bool:
    """It is not hidden, and its plugin is switched on."""
    return is_open_at(viewer.here, kind)


def is_open_at(here: Place, kind: ActivityType) -> bool:
    """The same, whoever looks."""
    has = hooks_for(here.setup.plugins).has
    return not kind.hidden and kind.key != YEAR and (owner(kind.key) == OWN or has(owner(kind.key)))


def may_register(viewer: Viewer, kind: ActivityType) -> bool:
    return any(role in roles_for(kind) for role, _unit in viewer.accesses)


def units_for(viewer: Viewer, kind: ActivityType) -> list[UnitNode]:
    """The units that she may register it for, in the tree's order: those where her role there is one of the type's."""
    held = [viewer.setup.below(unit_id) for role, unit_id in viewer.accesses if role in roles_for(kind)]
    hers = frozenset().union(*held)
    return [node for node in viewer.setup.units if node.id in hers]


def roles_for(kind: ActivityType) -> frozenset[Role]:
    return WHO[kind.who]


def asked(kind: ActivityType) -> tuple[Question, ...]:
    """The questions of its form: those who took part by kind of people, where it counts them apart.

    A contact surface is not asked for as long as there is none to choose, nor a person without words to agree to.
    """
    questions = tuple(question for question in kind.questions if question.kind not in _NEED_OPTIONS or question.options)
    if not kind.splits:
        return questions
    names = [question.name for question in questions]
    at = names.index(PEOPLE) if PEOPLE in names else 0
    others = tuple(question for question in questions if question.name != PEOPLE)
    return (*others[:at], *PARTS, *others[at:])


def all_questions(kind: ActivityType) -> dict[str, Question]:
    """By name, those that are not asked any more too."""
    return {question.name: question for question in (*kind.retired, *PARTS, *kind.questions)}


def _adapted(declared: ActivityType, row: ActivityKind) -> ActivityType:
    """A declared type under the organisation's name, with its help and further questions.

    The type's own questions stay, because plugins count them.
    """
    return replace(
        declared,
        label=OwnText(row.label) if row.label else declared.label,
        questions=(*declared.questions, *questions_of(row, retired=False)),
        **{**_decided(row), **({} if row.help else {"help": declared.help})},
    )


def _own(row: ActivityKind) -> ActivityType:
    label = YEAR_LABEL if row.key == YEAR else OwnText(row.label)
    return ActivityType(key=row.key, label=label, questions=questions_of(row, retired=False), **_decided(row))


def _decided(row: ActivityKind) -> dict[str, Any]:
    return {
        "help": OwnText(row.help) if row.help else "",
        "position": row.position,
        "who": row.who,
        "splits": row.splits,
        "asks_name": row.asks_name,
        "hidden": row.hidden,
        "retired": questions_of(row, retired=True),
    }


def questions_of(row: ActivityKind, *, retired: bool) -> tuple[Question, ...]:
    return tuple(question_of(said) for said in row.questions if bool(said.get("retired")) is retired)


def question_of(said: dict[str, Any]) -> Question:
    """As it is kept: name, kind, label and help by language, required, maximum, and options.

    An option is [value, label by language, whether it is retired].
    """
    return Question(
        name=said["name"],
        kind=said["kind"],
        label=OwnText(said["label"]),
        help=OwnText(said["help"]) if said.get("help") else "",
        options=_options(said, retired=False),
        retired_options=_options(said, retired=True),
        required=said.get("required", False),
        maximum=said.get("maximum", 100_000),
        purpose=said.get("purpose", ""),
    )


def _options(said: dict[str, Any], *, retired: bool) -> tuple[tuple[str, OwnText], ...]:
    return tuple((value, OwnText(label)) for value, label, gone in said.get("options", ()) if bool(gone) is retired)
