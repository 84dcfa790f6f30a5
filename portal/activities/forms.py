"""The volunteer's form: today, her unit, and what the type asks for."""

from collections import Counter
from typing import Any
from uuid import UUID

from flask import request
from wtforms import DateField, HiddenField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import Length, ValidationError
from wtforms.validators import Optional as MayBeEmpty

from portal import clock
from portal.accounts.forms import REQUIRED
from portal.activities.answers import FIRST_QUESTION
from portal.activities.fields import fields_for
from portal.activities.kinds import PARTS, PEOPLE, asked
from portal.forms import PlainForm, PortalForm
from portal.i18n import _, _l
from portal.organisations.forms import unit_choices
from portal.organisations.setup import UnitNode
from portal.plugin_api import ActivityType

#: more units than this are a field to search in, not a list to scroll
LIST_LIMIT = 30


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

    #: of these at least one number is to be filled in
    one_of: tuple[str, ...] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        fields = [self[name] for name in self.one_of]
        if not fields or any(field.data is not None or field.errors for field in fields):
            return fine
        fields[0].errors = [_("Write a number; 0 if there were none.")]
        return False

    @property
    def unit(self) -> UUID:
        return UUID(str(self.unit_id.data))

    @property
    def asks_first(self) -> bool:
        """She asks what it would count for; nothing is saved."""
        return self.is_submitted() and "look" in request.form

    def is_fine(self) -> bool:
        """What is typed can be read. It is no sending: the form's key stays unused."""
        return PlainForm.is_sent(self)


def activity_form(
    kind: ActivityType, units: list[UnitNode], *, base: type[ActivityForm] = ActivityForm, **filled: Any
) -> ActivityForm:
    """The form of this type, for somebody who may register for these units. Without units it asks for none."""
    fields = fields_for(asked(kind))
    fields["one_of"] = _one_of(kind)
    if units:
        fields["unit_id"] = unit_field(units)
        filled = {"unit_id": str(units[0].id), **filled}
    made = type(base.__name__, (base,), fields)
    form: ActivityForm = made(data=filled)
    for name in form.one_of:
        form[name].flags.optional = False
    return form


def _one_of(kind: ActivityType) -> tuple[str, ...]:
    """Who must say how many took part, and counts them apart, may leave empty those who did not come."""
    must = any(question.name == PEOPLE and question.required for question in kind.questions)
    return tuple(FIRST_QUESTION + part.name for part in PARTS) if kind.splits and must else ()


def unit_field(units: list[UnitNode]) -> Any:
    """A list, or a field to search in where there are many."""
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
