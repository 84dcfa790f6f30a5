"""What a column can hold, and what its heading sounds like."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.activities.contacts.wordings import PERSON
from portal.activities.kinds import PEOPLE, asked
from portal.i18n import _l
from portal.imports.names import plain, spoken, words_of
from portal.plugin_api import ActivityType, Question

OUT = ""
#: what every activity has; a question of a type is `<name>|<key of the first type that asks it>`
FIXED = {
    "day": _l("Date"),
    "type": _l("Type"),
    "unit": _l("Unit"),
    "title": _l("Title"),
    "place": _l("Place"),
    "note": _l("Note"),
}
#: how such columns are headed in Norwegian and Danish sheets
_HEADINGS = {
    "day": {"dato", "dag", "date", "når", "hvornår", "dato for aktivitet", "dato for aktiviteten"},
    "type": {"type", "aktivitet", "aktivitetstype", "slags", "art", "kategori", "type aktivitet", "hva", "hvad"},
    "unit": {
        "enhet", "enhed", "lag", "lokallag", "lokalforening", "lokalafdeling", "afdeling", "avdeling", "forening",
        "gruppe", "fylke", "fylkeslag", "kreds", "unit",
    },
    "title": {"tittel", "titel", "navn", "tema", "emne", "arrangement", "overskrift", "title", "navn på aktivitet"},
    "place": {"sted", "lokale", "adresse", "hvor", "place"},
    "note": {
        "merknad", "merknader", "kommentar", "kommentarer", "notat", "note", "noter", "bemerkning", "bemærkning",
        "beskrivelse", "omtale", "innhold", "indhold",
    },
    PEOPLE: {
        "deltakere", "deltagere", "antall deltakere", "antal deltagere", "antall", "antal", "oppmøte", "fremmøte",
        "fremmødte", "deltatt", "participants", "antall deltagere",
    },
}  # fmt: skip
#: what stands in place of parts of those who took part, for a sheet that has only the sum
_PEOPLE = Question(name=PEOPLE, label=_l("How many took part?"), required=False)


@dataclass(frozen=True)
class Asked:
    """A question that one or several types ask in the same words."""

    question: Question
    #: by type, as that type asks it
    of: dict[str, Question]


def questions_by_target(kinds: Iterable[ActivityType]) -> dict[str, Asked]:
    """All that these types ask. Those who took part are one column, however a type asks for them."""
    found: dict[str, Asked] = {}
    places: dict[tuple[str, ...], str] = {}
    for kind in kinds:
        for question in _columns_of(kind):
            same = (PEOPLE,) if question.name == PEOPLE else (question.name, question.kind, str(question.label))
            target = places.setdefault(same, f"{question.name}|{kind.key}")
            found.setdefault(target, Asked(question, {})).of[kind.key] = question
    return found


def _columns_of(kind: ActivityType) -> tuple[Question, ...]:
    """A yes belongs to whoever gave it: who was met is not read from a sheet."""
    questions = tuple(one for one in asked(kind) if one.kind != PERSON)
    return (_PEOPLE, *questions) if kind.splits else questions


def target_of(name: str, questions: dict[str, Asked]) -> str | None:
    """The first column of this name."""
    return next((target for target, one in questions.items() if one.question.name == name), None)


def guesses(headings: list[str], rows: list[list[Any]], questions: dict[str, Asked]) -> dict[int, str]:
    """What each column holds, as far as its heading tells; nothing is guessed twice."""
    known = _known(questions)
    found: dict[int, str] = {}
    for whole in (True, False):
        for place, heading in enumerate(headings):
            target = known.get(plain(heading) if whole else next(iter(words_of(heading)), ""))
            if target and place not in found and target not in found.values():
                found[place] = target
    if "day" not in found.values():
        found |= {place: "day" for place in _only_days(len(headings), rows) if place not in found}
    return found


def is_known(heading: str, questions: dict[str, Asked]) -> bool:
    return plain(heading) in _known(questions)


def _known(questions: dict[str, Asked]) -> dict[str, str]:
    known: dict[str, str] = {}
    for target, one in questions.items():
        for said in spoken(one.question.label) | {plain(one.question.name)}:
            known.setdefault(said, target)
    for name, headings in _HEADINGS.items():
        held = target_of(PEOPLE, questions) if name == PEOPLE else name
        known.update({said: held for said in headings if held})
    return known


def _only_days(width: int, rows: list[list[Any]]) -> list[int]:
    """The one column whose first cells are all real days, where there is just one."""
    first = rows[:20]
    places = [n for n in range(width) if first and all(isinstance(row[n], dict) for row in first if n < len(row))]
    return places if len(places) == 1 else []
