"""The questions of a type as its row keeps them: an edit makes a new list, and leaves out nothing that was asked."""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any, Literal

from portal.activities.kinds import PEOPLE
from portal.i18n import _l, use_language
from portal.i18n.catalogue import LazyText
from portal.kinds.rules import MAXIMUM, WRITTEN

#: a question as ActivityKind keeps it: see kinds.question_of
Said = dict[str, Any]
Direction = Literal["up", "down"]
#: how those who took part are counted
People = Literal["no", "together", "apart"]


def next_name(questions: Iterable[Said], taken: Iterable[str]) -> str:
    """q1, q2, …: one that no question of this type ever had."""
    used = {one["name"] for one in questions} | set(taken)
    return next(name for n in count(1) if (name := f"q{n}") not in used)


def find(questions: Iterable[Said], name: str) -> Said | None:
    return next((one for one in questions if one["name"] == name), None)


def asked(questions: Iterable[Said]) -> list[Said]:
    return [one for one in questions if not one.get("retired")]


def with_change(questions: Iterable[Said], name: str, **values: Any) -> list[Said]:
    """That question with other words, or retired, or asked again. Its name and kind stay."""
    return [{**one, **values} if one["name"] == name else one for one in questions]


def with_all_retired(questions: Iterable[Said]) -> list[Said]:
    return [{**one, "retired": True} for one in questions]


def moved(questions: Sequence[Said], name: str, direction: Direction) -> list[Said]:
    """It changes places with the one that is asked before or after it, if there is one."""
    found = list(questions)
    places = [at for at, one in enumerate(found) if not one.get("retired")]
    here = next((n for n, at in enumerate(places) if found[at]["name"] == name), None)
    if here is None:
        return found
    other = here + (-1 if direction == "up" else 1)
    if 0 <= other < len(places):
        one, two = places[here], places[other]
        found[one], found[two] = found[two], found[one]
    return found


def with_people(questions: Sequence[Said], people: People) -> list[Said]:
    """Of a type that asks how many took part by itself, not because it was declared so."""
    there = find(questions, PEOPLE)
    if people == "no":
        return with_change(questions, PEOPLE, retired=True)
    if there is not None:
        return with_change(questions, PEOPLE, retired=False)
    return [_people(), *questions]


def _people() -> Said:
    label = in_each_language(_l("How many took part?"))
    return {"name": PEOPLE, "kind": "number", "label": label, "help": {}, "required": True, "maximum": MAXIMUM}


def in_each_language(text: LazyText) -> dict[str, str]:
    found = {}
    for language in WRITTEN:
        with use_language(language):
            found[language] = str(text)
    return found
