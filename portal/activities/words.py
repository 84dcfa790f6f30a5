"""An activity's answers in words, as a page or a sheet tells them."""

from collections.abc import Iterable
from typing import Any, Protocol

from portal.activities.answers import CHOSEN, format_hours, read_day
from portal.activities.contacts.wordings import PERSON
from portal.i18n import _, format_date, format_number, ngettext
from portal.plugin_api import Question


class Answered(Protocol):
    """An activity, or the columns of one."""

    numbers: dict[str, Any]
    answers: dict[str, Any]


def told(activity: Answered, questions: Iterable[Question]) -> list[tuple[str, str]]:
    """(question, answer) of those that were answered, in the order of the form."""
    return [(str(question.label), said) for question in questions if (said := answer(activity, question))]


def answer(activity: Answered, question: Question) -> str:
    """The answer to one question, or an empty text."""
    kept = activity.answers.get(question.name, activity.numbers.get(question.name))
    return "" if kept is None else _in_words(question, kept)


def _in_words(question: Question, kept: Any) -> str:
    if question.kind == "number":
        return format_number(kept)
    if question.kind == PERSON:
        return ngettext("%(n)s contact", "%(n)s contacts", kept)
    if question.kind == "hours":
        return format_hours(kept)
    if question.kind == "yes_no":
        return _("Yes") if kept else _("No")
    if question.kind in CHOSEN:
        labels = {value: str(label) for value, label in (*question.options, *question.retired_options)}
        return ", ".join(labels.get(one, one) for one in ([kept] if isinstance(kept, str) else kept))
    if question.kind == "date" and (day := read_day(kept)):
        return format_date(day)
    return str(kept)
