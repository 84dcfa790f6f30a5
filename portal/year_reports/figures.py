"""What the register says of a unit's year beside what the unit says. Pure: no database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from portal.activities.answers import Answers
from portal.activities.kinds import PARTS, PEOPLE, YEAR, asked
from portal.i18n import LazyText, _, _l, format_number
from portal.plugin_api import ActivityType, Question

ACTIVITIES = "activities"
NAMES: dict[str, LazyText] = {
    ACTIVITIES: _l("Activities"),
    PEOPLE: _l("Participants"),
    PARTS[0].name: _l("Members"),
    PARTS[1].name: _l("Others"),
    PARTS[2].name: _l("Next of kin"),
}
#: what is read of the counters
MEASURES = tuple(NAMES)
#: by `<type>:<measure>`
Numbers = Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """A number of a type: as registered, and as the unit says where it knows better."""

    key: str
    label: str
    registered: int
    said: int | None

    @property
    def value(self) -> int:
        return self.registered if self.said is None else self.said

    @property
    def in_words(self) -> str:
        if self.said is None:
            return format_number(self.registered)
        return _(
            "%(said)s (registered: %(registered)s)",
            said=format_number(self.said),
            registered=format_number(self.registered),
        )


@dataclass(frozen=True)
class TypeLine:
    """A type of activity in a unit's year."""

    key: str
    label: str
    figures: tuple[Figure, ...]

    @property
    def is_empty(self) -> bool:
        return not any(figure.registered or figure.said is not None for figure in self.figures)


def measures_of(kind: ActivityType) -> tuple[str, ...]:
    """What a unit may correct: activities, and those who took part, by kind of people where the type counts so."""
    if kind.splits:
        return (ACTIVITIES, *(part.name for part in PARTS))
    counts_people = any(question.name == PEOPLE for question in kind.questions)
    return (ACTIVITIES, PEOPLE) if counts_people else (ACTIVITIES,)


def lines_of(
    kinds: Mapping[str, ActivityType], registered: Numbers, said: Numbers, offered: Collection[str] = ()
) -> list[TypeLine]:
    """A line for each type with a figure, registered or said, and for those `offered`; in the order of the types.

    A type whose plugin is gone is called by its key.
    """
    there = {key.partition(":")[0] for key in (*registered, *said)} | set(offered)
    there.discard(YEAR)
    order = [key for key in kinds if key in there] + sorted(there - set(kinds))
    return [_line(key, kinds.get(key), registered, said) for key in order]


def _line(key: str, kind: ActivityType | None, registered: Numbers, said: Numbers) -> TypeLine:
    measures = measures_of(kind) if kind else (ACTIVITIES, PEOPLE)
    figures = tuple(
        Figure(cell, str(NAMES[measure]), int(registered.get(cell, 0)), said.get(cell))
        for measure in measures
        for cell in [f"{key}:{measure}"]
    )
    return TypeLine(key, str(kind.label) if kind else key, figures)


def people_of(line: TypeLine, registered: Numbers) -> int:
    """Those who took part: with the parts that the unit corrected, those who were not split stay as registered."""
    whole = int(registered.get(f"{line.key}:{PEOPLE}", 0))
    parts = [figure for figure in line.figures if not figure.key.endswith(f":{ACTIVITIES}")]
    if len(parts) == 1:
        return parts[0].value
    return max(0, whole + sum(part.value - part.registered for part in parts))


def questions_for(lines: Iterable[TypeLine]) -> tuple[Question, ...]:
    """A field for each figure; none has to be filled in."""
    return tuple(
        Question(name=figure.key, label=f"{line.label}: {figure.label}", required=False, maximum=1_000_000)
        for line in lines
        for figure in line.figures
    )


def own_questions(kinds: Mapping[str, ActivityType], *, demanding: bool = True) -> tuple[Question, ...]:
    """The organisation's own. Saved half-way, none of them has to be answered."""
    if YEAR not in kinds:
        return ()
    return tuple(one if demanding else replace(one, required=False) for one in asked(kinds[YEAR]))


def kept_of(found: Answers, lines: Iterable[TypeLine]) -> dict[str, int]:
    """The numbers to keep: figures that differ from the register's, and answers to the organisation's own questions."""
    registered = {figure.key: figure.registered for line in lines for figure in line.figures}
    figures = {key: n for key, n in found.numbers.items() if key in registered and n != registered[key]}
    own = {f"{YEAR}:{name}": n for name, n in found.numbers.items() if name not in registered}
    return figures | own


def own_numbers(numbers: Numbers) -> dict[str, Any]:
    """The answers in numbers, by question."""
    return {key.partition(":")[2]: n for key, n in numbers.items() if key.startswith(f"{YEAR}:")}


def not_asked_any_more(
    numbers: Numbers, answers: Numbers, asked_now: Iterable[Question], said: Mapping[str, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """`said`, with the earlier answers to questions that no form asks now."""
    names = {question.name for question in asked_now}
    old = {f"{YEAR}:{name}": n for name, n in own_numbers(numbers).items() if name.partition(":")[0] not in names}
    told = {name: value for name, value in answers.items() if name not in names}
    return {"numbers": said["numbers"] | old, "answers": said["answers"] | told}


@dataclass
class Answered:
    """Answers to the organisation's own questions, as activities keep theirs."""

    numbers: dict[str, Any]
    answers: dict[str, Any]


def unanswered(kinds: Mapping[str, ActivityType], numbers: Numbers, answers: Mapping[str, Any]) -> list[str]:
    """The labels of the questions that must be answered and are not."""
    said = own_numbers(numbers).keys() | {name for name, value in answers.items() if value not in ("", [], None)}
    return [str(one.label) for one in own_questions(kinds) if one.required and one.name not in said]


def why(kinds: Mapping[str, ActivityType]) -> str:
    """Why it matters, in the organisation's words, else in ours."""
    own = str(kinds[YEAR].help) if YEAR in kinds else ""
    return own or _(
        "The figures go into the annual report and into applications for support. What you learned helps the others."
    )
