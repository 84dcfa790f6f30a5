"""Forms of bringing earlier years in."""

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectChoice, SelectField

from portal.activities.forms import LIST_LIMIT, UnitNameField
from portal.forms import EditForm, PortalForm, answer_second_sending
from portal.i18n import _, _l, format_date
from portal.imports.cells import text_in
from portal.imports.headings import examples, name_of
from portal.imports.targets import FIXED, OUT, Asked
from portal.organisations.forms import unit_choices
from portal.organisations.setup import UnitNode
from portal.plugin_api import ActivityType

COLUMN = "column_"


class SheetForm(PortalForm):
    file = FileField(
        _l("The sheet"),
        [FileRequired(_l("Choose a file."))],
        description=_l(".xlsx, .csv or .txt, at most 2 MB and 20,000 rows. A row for each activity."),
        render_kw={"accept": ".xlsx,.csv,.txt"},
    )


class SheetColumnsForm(EditForm):
    """What the columns of a sheet hold: a field for each of them, and no two that hold the same."""

    @property
    def columns(self) -> dict[str, str]:
        return self.named(COLUMN)

    def named(self, beginning: str) -> dict[str, str]:
        return {one.name.removeprefix(beginning): one.data or "" for one in self if one.name.startswith(beginning)}

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        return self._nothing_is_said_twice() and is_valid

    def _nothing_is_said_twice(self) -> bool:
        first: dict[str, Any] = {}
        for field in [one for one in self if one.name.startswith(COLUMN) and one.data]:
            other = first.setdefault(field.data, field)
            if other is not field:
                words = _("“%(column)s” is said to hold the same. Choose one of them.", column=other.label.text)
                field.errors = [*field.errors, words]
        return not self.errors


class ColumnsForm(SheetColumnsForm):
    """Made anew for each sheet, with a field for each of its columns."""

    type: Any = None
    unit: Any = None

    @property
    def for_all(self) -> dict[str, str]:
        return {name: str(self[name].data or "") for name in ("type", "unit")}


class MayBeUnitField(UnitNameField):
    def pre_validate(self, form: Any) -> None:
        if (self.data or "").strip():
            super().pre_validate(form)


class YesForm(PortalForm):
    #: what was shown, so that a yes is to nothing else
    seen = HiddenField()

    def look_again(self, now: str) -> None:
        answer_second_sending()
        self.seen.data = now
        self.form_errors.append(_("Something changed since you opened this page. Look once more, and say yes again."))


def columns_form(
    content: dict[str, Any], kinds: list[ActivityType], units: list[UnitNode], questions: dict[str, Asked], version: int
) -> ColumnsForm:
    choices = targets(questions)
    fields = {COLUMN + str(n): column_field(content, n, choices) for n in range(len(content["headings"]))}
    each = SelectChoice("", _("As the column says"))
    fields["type"] = SelectField(
        _l("Type, where no column says it"), choices=[each, *(SelectChoice(k.key, k.label) for k in kinds)]
    )
    fields["unit"] = _unit(units, each)
    made = type("ColumnsForm", (ColumnsForm,), fields)
    form: ColumnsForm = made(data=filled(content), version=version)
    return form


def filled(content: dict[str, Any]) -> dict[str, Any]:
    said = {COLUMN + place: target for place, target in content["columns"].items()}
    return {**said, "type": content["type"], "unit": content["unit"]}


def _unit(units: list[UnitNode], each: SelectChoice) -> Any:
    label = _l("Unit, where no column says it")
    if len(units) > LIST_LIMIT:
        return MayBeUnitField(label, [], units=units)
    return SelectField(label, choices=[each, *unit_choices(units)])


def column_field(content: dict[str, Any], place: int, choices: list[SelectChoice]) -> SelectField:
    """What this column holds, with some of it."""
    shown = " · ".join(said_short(cell) for cell in examples(content["rows"], place))
    return SelectField(
        name_of(content["headings"], place)[:80],
        choices=choices,
        description=_("For example: %(examples)s", examples=shown) if shown else _("Empty"),
    )


def targets(questions: dict[str, Asked]) -> list[SelectChoice]:
    named = [SelectChoice(target, label) for target, label in FIXED.items()]
    asked = [SelectChoice(target, one.question.label) for target, one in questions.items()]
    return [SelectChoice(OUT, _("Leave out")), *named, *asked]


def said_short(cell: Any) -> str:
    said = format_date(cell) if hasattr(cell, "isoformat") else text_in(cell)
    return said if len(said) <= 30 else said[:29] + "…"
