"""What was answered, counted: yes, each choice, and the sums of numbers and hours."""

from collections.abc import Iterator, Mapping

from portal.activities.answers import format_hours
from portal.activities.contacts.wordings import PERSON
from portal.activities.kinds import PARTS, PEOPLE, YEAR, all_questions
from portal.figures.asked import Asked
from portal.figures.queries import Counts
from portal.i18n import _
from portal.plugin_api import ActivityType, Question, ReportColumn, ReportTable
from portal.plugin_api.types import Cell

#: (measure, question, what is counted of it)
Counted = tuple[str, Question, str]


def counted(kind: ActivityType) -> Iterator[Counted]:
    """What of a type is counted beside activities and people, questions of earlier years too."""
    for question in all_questions(kind).values():
        if question.name == PEOPLE or (question in PARTS and not kind.splits):
            continue
        if question.kind == PERSON:
            yield question.name, question, _("Contacts")
            continue  # its one option is what people agree to
        if question.kind in ("number", "hours"):
            yield question.name, question, _("Hours in all") if question.kind == "hours" else _("In all")
        elif question.kind == "yes_no":
            yield question.name, question, _("Yes")
        for value, label in (*question.options, *question.retired_options):
            yield f"{question.name}:{value}", question, str(label)


def measures_of(kinds: Mapping[str, ActivityType]) -> dict[str, list[str]]:
    """By type, the names that its answers have in the counters."""
    return {key: [measure for measure, *_rest in counted(kind)] for key, kind in kinds.items() if key != YEAR}


def answer_table(counts: Counts, asked: Asked, kinds: Mapping[str, ActivityType]) -> ReportTable | None:
    """A row for each answer that was given; None where there are none, or where she may not see them."""
    rows = [row for key, kind in kinds.items() for row in _rows(counts, asked, key, kind)]
    if not rows:
        return None
    columns = (_("Type of activity"), _("Question"), _("Answer"), str(asked.year), str(asked.year - 1))
    return ReportTable(label=_("Answers"), columns=tuple(ReportColumn(label=one) for one in columns), rows=tuple(rows))


def _rows(counts: Counts, asked: Asked, key: str, kind: ActivityType) -> Iterator[tuple[Cell, ...]]:
    for measure, question, what in counted(kind):
        found = [counts.by_answer.get((key, measure, year), 0) for year in (asked.year, asked.year - 1)]
        if any(found):
            told = [format_hours(n) for n in found] if question.kind == "hours" else found
            yield (str(kind.label), str(question.label), what, *told)
