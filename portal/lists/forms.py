"""Forms of bringing a list in."""

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectChoice, SelectField

from portal.forms import PortalForm
from portal.i18n import _, _l
from portal.imports.forms import COLUMN, SheetColumnsForm, column_field
from portal.plugin_api import ListKind

ALL, ROW = "all_", "row_"
#: questions on one page
AT_ONCE = 20


class ListForm(PortalForm):
    file = FileField(
        _l("The list"),
        [FileRequired(_l("Choose a file."))],
        description=_l(".xlsx, .csv or .txt, at most 2 MB and 20,000 rows."),
        render_kw={"accept": ".xlsx,.csv,.txt"},
    )


class ColumnsForm(SheetColumnsForm):
    """Made anew for each list, with a field for each of its columns."""

    @property
    def for_all(self) -> dict[str, str]:
        return self.named(ALL)


def columns_form(content: dict[str, Any], kind: ListKind, version: int) -> ColumnsForm:
    targets = [SelectChoice("", _("Leave out")), *(SelectChoice(one.name, one.label) for one in kind.columns)]
    fields: dict[str, Any] = {
        COLUMN + str(place): column_field(content, place, targets) for place in range(len(content["headings"]))
    }
    each = SelectChoice("", _("As the column says"))
    for column in [one for one in kind.columns if one.choices]:
        label = _("%(what)s, where no column says it", what=column.label)
        choices = [each, *(SelectChoice(value, text) for value, text in column.choices)]
        fields[ALL + column.name] = SelectField(label, choices=choices)
    form: ColumnsForm = type("ColumnsForm", (ColumnsForm,), fields)(data=filled(content), version=version)
    return form


def filled(content: dict[str, Any]) -> dict[str, Any]:
    said = {COLUMN + place: name for place, name in content["columns"].items()}
    return said | {ALL + name: one for name, one in content["for_all"].items()}


class WhoForm(PortalForm):
    """Made anew for each page of questions."""

    @property
    def choices(self) -> dict[str, str]:
        """By the row's number, of those that were answered."""
        asked = [one for one in self if one.name.startswith(ROW)]
        offered = {one.name: [choice.value for choice in one.iter_choices()] for one in asked}
        return {one.name.removeprefix(ROW): one.data for one in asked if one.data in offered[one.name]}

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        if is_valid and not self.choices:
            self.form_errors.append(_("Answer at least one of them, or go back."))
        return is_valid and bool(self.choices)


def who_form(lines: list[dict[str, Any]]) -> WhoForm:
    fields: dict[str, Any] = {ROW + str(line["n"]): _question(line) for line in lines[:AT_ONCE]}
    form: WhoForm = type("WhoForm", (WhoForm,), fields)()
    return form


def _question(line: dict[str, Any]) -> RadioField:
    same = [SelectChoice(key, _("The same as %(name)s", name=words)) for key, words in line["a"]]
    label = _("Row %(n)s: %(who)s", n=line["n"], who=line["t"])
    new = SelectChoice("new", _("Somebody else, who is new"))
    return RadioField(label, choices=[*same, new], validate_choice=False, default="")
