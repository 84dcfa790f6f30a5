"""The fields that questions are asked with."""

from collections.abc import Callable, Iterable
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    Field,
    Form,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, StopValidation, ValidationError
from wtforms.validators import Optional as MayBeEmpty

from portal.activities.answers import FIRST_QUESTION, format_hours, minutes_of
from portal.activities.contacts.fields import PersonField
from portal.activities.contacts.wordings import PERSON
from portal.activities.kinds import KEPT, PARTS
from portal.forms import ManyField
from portal.i18n import _, _l, format_number
from portal.plugin_api import Question

#: more options than this are a list that opens
BUTTONS = 7
#: more than this are a field to write in, not a list to scroll
LIST_LIMIT = 30
def fields_for(questions: Iterable[Question]) -> dict[str, Any]:
    """By the name that each bears in the form."""
    return {FIRST_QUESTION + question.name: _MAKE[question.kind](question) for question in questions}


class HoursField(StringField):
    """Hours as people write them; `data` is minutes once it is read."""

    data: Any

    def _value(self) -> str:
        return format_hours(self.data) if isinstance(self.data, int) else self.data or ""

    def pre_validate(self, form: Any) -> None:
        if not isinstance(self.data, str) or not self.data.strip():
            return
        minutes = minutes_of(self.data)
        if minutes is None:
            raise StopValidation(_("Write hours as 2, 1,5 or 1:30."))
        self.data = minutes


class NameField(StringField):
    """One of many by the beginning of its name. `data` is its value once it is found."""

    data: Any

    def __init__(self, label: object, validators: list[Any], *, names: dict[str, str], **options: Any) -> None:
        options["description"] = options.get("description") or _l("Write the beginning of its name.")
        super().__init__(label, validators, **options)
        self.names = names

    def iter_choices(self) -> list[SelectChoice]:
        """Values and names, to show what was chosen beside what somebody else chose."""
        return [SelectChoice(value, name) for value, name in self.names.items()]

    def _value(self) -> str:
        return self.names.get(str(self.data), self.data or "")

    def pre_validate(self, form: Any) -> None:
        typed = " ".join((self.data or "").split()).casefold()
        if not typed:
            return
        exact = [value for value, name in self.names.items() if name.casefold() == typed]
        found = exact or [value for value, name in self.names.items() if name.casefold().startswith(typed)]
        if not found:
            raise StopValidation(_("None in the list begins like this."))
        if len(found) > 1:
            names = ", ".join(self.names[value] for value in found[:8])
            raise StopValidation(_("Several begin like this: %(names)s. Write more of the name.", names=names))
        self.data = found[0]


def _rules(question: Question, message: Any, *more: Any) -> list[Any]:
    return [InputRequired(message) if question.required else MayBeEmpty(), *more]


def _number(question: Question) -> Any:
    return IntegerField(
        question.label,
        _rules(question, _l("Write a number; 0 if there were none."), within(question)),
        description=question.help,
    )


def within(question: Question) -> Callable[[Form, Field], None]:
    """From 0 to the question's maximum, and no more than what it is a part of. One sentence for one fault."""

    def check(form: Any, field: Any) -> None:
        if field.data is None:
            field.errors = []
        if field.data is None or not 0 <= field.data <= question.maximum:
            raise StopValidation(_("Write a number from 0 to %(max)s.", max=format_number(question.maximum)))
        whole = _typed(form, question.part_of) if question.part_of else None
        if whole is not None and field.data > whole:
            raise ValidationError(_("This cannot be more than the number above: %(n)s.", n=format_number(whole)))

    return check


def _typed(form: Any, name: str) -> int | None:
    """The number that was typed for this question; the sum of its parts, where they are asked for apart."""
    names = [name] if FIRST_QUESTION + name in form else [part.name for part in PARTS]
    fields = [form[FIRST_QUESTION + one] for one in names if FIRST_QUESTION + one in form]
    numbers = [field.data for field in fields if field.data is not None]
    return sum(numbers) if numbers else None


_ANSWER = _l("Please answer this question.")


def _hours(question: Question) -> Any:
    return HoursField(
        question.label,
        _rules(question, _l("Write hours as 2, 1,5 or 1:30.")),
        description=question.help,
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )


def _yes_no(question: Question) -> Any:
    choices = [SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No"))]
    return RadioField(question.label, _rules(question, _ANSWER), choices=choices, description=question.help)


def _choice(question: Question) -> Any:
    choices = [SelectChoice(value, label) for value, label in question.options]
    rules = _rules(question, _ANSWER)
    if len(choices) <= BUTTONS:
        return RadioField(question.label, rules, choices=choices, description=question.help)
    return SelectField(question.label, rules, choices=[SelectChoice("", ""), *choices], description=question.help)


def _choices(question: Question) -> Any:
    choices = [SelectChoice(value, label) for value, label in question.options]
    return ManyField(question.label, _rules(question, _ANSWER), choices=choices, description=question.help)


def _text(question: Question) -> Any:
    return TextAreaField(
        question.label, _rules(question, _ANSWER, Length(max=2000)), description=question.help, render_kw={"rows": 2}
    )


def _municipality(question: Question) -> Any:
    return StringField(question.label, _rules(question, _ANSWER, Length(max=80)), description=question.help)


def _date(question: Question) -> Any:
    return DateField(question.label, _rules(question, _ANSWER), description=question.help)


def _time(question: Question) -> Any:
    return TimeField(question.label, _rules(question, _ANSWER), description=question.help)


def _surface(question: Question) -> Any:
    if len(question.options) <= LIST_LIMIT:
        return _choice(question)
    names = {value: str(label) for value, label in question.options}
    return NameField(question.label, _rules(question, _ANSWER), names=names, description=question.help)


def _person(question: Question) -> Any:
    return PersonField(question.label, question=question, description=question.help)


def _kept_person(question: Question) -> Any:
    words = _l("Take away whom this activity has kept here")
    return BooleanField(question.label, description=words)


_MAKE: dict[str, Callable[[Question], Any]] = {
    PERSON: _person,
    KEPT: _kept_person,
    "number": _number,
    "hours": _hours,
    "yes_no": _yes_no,
    "choice": _choice,
    "choices": _choices,
    "text": _text,
    "date": _date,
    "time": _time,
    "municipality": _municipality,
    "surface": _surface,
}
