"""The volunteer's form: today, her unit, and the numbers that the type asks for."""

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

from wtforms import DateField, HiddenField, IntegerField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Length, StopValidation, ValidationError
from wtforms.validators import Optional as MayBeEmpty

from portal import clock
from portal.accounts.forms import REQUIRED
from portal.forms import PortalForm
from portal.i18n import _, _l, format_number
from portal.organisations.forms import unit_choices
from portal.organisations.setup import UnitNode
from portal.plugin_api import ActivityType, Question

#: more units than this are a field to search in, not a list to scroll
LIST_LIMIT = 30
FIRST_QUESTION = "number_"


def number_field(question: Question) -> IntegerField:
    rules: list[Any] = [within(question)]
    rules.insert(0, InputRequired(_l("Write a number; 0 if there were none.")) if question.required else MayBeEmpty())
    return IntegerField(question.label, rules)


def within(question: Question) -> Callable[[Any, Any], None]:
    """From 0 to the question's maximum, and no more than what it is a part of. One sentence for one fault."""

    def check(form: Any, field: Any) -> None:
        if field.data is None:
            field.errors = []
        if field.data is None or not 0 <= field.data <= question.maximum:
            raise StopValidation(_("Write a number from 0 to %(max)s.", max=format_number(question.maximum)))
        whole = form[FIRST_QUESTION + question.part_of] if question.part_of else None
        if whole is not None and whole.data is not None and field.data > whole.data:
            raise ValidationError(_("This cannot be more than the number above: %(n)s.", n=format_number(whole.data)))

    return check


class ActivityForm(PortalForm):
    """Made anew for each type: no form class is changed, so no other tenant's question can show up."""

    version = HiddenField()
    on_date = DateField(_l("Date"), [REQUIRED], default=clock.today)
    unit_id: Any = None
    note = TextAreaField(
        _l("Note"),
        [MayBeEmpty(), Length(max=2000)],
        description=_l("Not names or illness."),
        render_kw={"rows": 2},
    )

    def numbers(self, kind: ActivityType) -> dict[str, int]:
        """What was typed, by question; questions left empty are left out."""
        typed = {question.name: self[FIRST_QUESTION + question.name].data for question in kind.questions}
        return {name: number for name, number in typed.items() if number is not None}

    @property
    def unit(self) -> UUID:
        return UUID(str(self.unit_id.data))


def activity_form(kind: ActivityType, units: list[UnitNode], **filled: Any) -> ActivityForm:
    """The form of this type, for somebody who may register for these units."""
    fields: dict[str, Any] = {FIRST_QUESTION + question.name: number_field(question) for question in kind.questions}
    fields["unit_id"] = _unit_field(units)
    made = type("ActivityForm", (ActivityForm,), fields)
    form: ActivityForm = made(data={"unit_id": str(units[0].id), **filled})
    return form


def _unit_field(units: list[UnitNode]) -> Any:
    if len(units) > LIST_LIMIT:
        return UnitNameField(_l("Unit"), [REQUIRED], units=units)
    return SelectField(_l("Unit"), choices=unit_choices(units))


def names_to_write(units: list[UnitNode]) -> dict[str, str]:
    """Each unit's name by its id; where two bear the same, with the unit above: "Sentrum (Agder)"."""
    often = Counter(node.name.casefold() for node in units)
    above = {node.id: f" ({node.name})" for node in units}
    return {
        str(node.id): node.name + (above.get(node.parent_id or node.id, "") if often[node.name.casefold()] > 1 else "")
        for node in units
    }


class UnitNameField(StringField):
    """A unit by the beginning of its name. `data` is its id once it is found."""

    data: Any

    def __init__(self, label: object, validators: list[Any], *, units: list[UnitNode], **options: Any) -> None:
        super().__init__(label, validators, description=_l("Write the beginning of its name."), **options)
        self.units, self.names = units, names_to_write(units)

    def iter_choices(self) -> list[SelectChoice]:
        """Ids and names, to show what was chosen beside what somebody else chose."""
        return unit_choices(self.units)

    def _value(self) -> str:
        return self.names.get(str(self.data), self.data or "")

    def pre_validate(self, form: BaseForm) -> None:
        typed = (self.data or "").strip().casefold()
        exact = [unit_id for unit_id, name in self.names.items() if name.casefold() == typed]
        found = exact or [unit_id for unit_id, name in self.names.items() if name.casefold().startswith(typed)]
        if len(found) == 1:
            self.data = found[0]
        elif not found:
            raise ValidationError(_("No unit of yours begins like this."))
        else:
            names = ", ".join(self.names[unit_id] for unit_id in found[:8])
            raise ValidationError(_("Several units begin like this: %(names)s. Write more of the name.", names=names))
