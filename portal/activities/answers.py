"""What answers are kept as: read from a form, and filled into one again."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from portal.activities import kinds
from portal.activities.contacts.services import numbers_with
from portal.activities.contacts.typed import Contacts
from portal.activities.contacts.wordings import PERSON
from portal.activities.kinds import KEPT, PARTS, PEOPLE
from portal.i18n import format_number
from portal.plugin_api import ActivityType, Question

FIRST_QUESTION = "number_"
#: kinds of questions whose answers are values of options
CHOSEN = ("choice", "choices", "surface")
_HOURS = re.compile(r"(\d{1,4})(?:[.,](\d{1,2})|:([0-5]\d))?")


@dataclass
class Answers:
    """What was typed: what is summed, what is read, who was met. Hours are minutes; a choice counts in both."""

    numbers: dict[str, int] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    contacts: Contacts = field(default_factory=Contacts)


def answers_in(form: Any, kind: ActivityType) -> Answers:
    """What this form holds; what was left empty is left out."""
    found = Answers(contacts=Contacts(event=str(kind.label)))
    for question in kinds.asked(kind):
        field = form[FIRST_QUESTION + question.name]
        if question.kind in (PERSON, KEPT):
            _keep_contact(found.contacts, question, field)
        elif field.data not in (None, "", []):
            keep_answer(found, question, field.data)
    sum_parts(found)
    found.numbers = numbers_with(found.numbers, found.contacts)
    return found


def _keep_contact(found: Contacts, question: Question, field: Any) -> None:
    if question.kind == KEPT:
        found.gone += [question.name] if field.data else []
        return
    found.kept += [field.typed] if field.typed else []
    found.is_left_out |= field.is_left_out


def corrected(form: Any, kind: ActivityType, was: Any) -> Answers:
    """As `answers_in`, with what `was` answered to questions that are not asked any more."""
    found, names = answers_in(form, kind), {one.name for one in kinds.asked(kind) if one.kind != KEPT}
    for kept, now in ((was.numbers, found.numbers), (was.answers, found.answers)):
        for name, value in kept.items():
            if name.partition(":")[0] not in names and name not in found.contacts.gone:
                now.setdefault(name, value)
    return found


def sum_parts(found: Answers) -> None:
    """Those who took part, where they are counted by kind of people."""
    parts = [found.numbers[part.name] for part in PARTS if part.name in found.numbers]
    if parts:
        found.numbers[PEOPLE] = sum(parts)


def keep_answer(found: Answers, question: Question, typed: Any) -> None:
    """`typed` as the question's field has it once it is read."""
    if question.kind in ("number", "hours"):
        found.numbers[question.name] = int(typed)
    elif question.kind == "yes_no":
        found.numbers[question.name] = int(typed == "yes")
    elif question.kind in CHOSEN:
        found.answers[question.name] = typed
        found.numbers.update({f"{question.name}:{one}": 1 for one in ([typed] if isinstance(typed, str) else typed)})
    elif question.kind == "time":
        found.answers[question.name] = typed.strftime("%H:%M")
    else:
        found.answers[question.name] = typed.isoformat() if isinstance(typed, date) else typed.strip()


def filled(numbers: dict[str, Any], answers: dict[str, Any], questions: Iterable[Question]) -> dict[str, Any]:
    """What is kept, as its fields show it."""
    return {
        FIRST_QUESTION + question.name: _READ.get(question.kind, _same)(value)
        for question in questions
        if (value := answers.get(question.name, numbers.get(question.name))) is not None
    }


def _same(value: Any) -> Any:
    return value


def read_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def read_time(value: str) -> time | None:
    try:
        return time.fromisoformat(value)
    except ValueError:
        return None


_READ: dict[str, Callable[[Any], Any]] = {
    "yes_no": lambda value: "yes" if value else "no",
    KEPT: lambda value: False,
    "date": read_day,
    "time": read_time,
}


def minutes_of(typed: str) -> int | None:
    """1,5 · 1.5 · 1:30 are ninety minutes. None for what is no such thing."""
    match = _HOURS.fullmatch(typed.strip())
    if match is None:
        return None
    hours, part, minutes = match.groups()
    return int(hours) * 60 + (int(minutes) if minutes else round(60 * int(part) / 10 ** len(part)) if part else 0)


def format_hours(minutes: int) -> str:
    """1,5 for ninety minutes, as the reader's language writes numbers."""
    return format_number(round(minutes / 60, 2))
