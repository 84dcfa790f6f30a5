"""Forms of bringing a list in."""

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField, SelectChoice, SelectField

from portal.forms import EditForm, PortalForm, answer_second_sending
from portal.i18n import _, _l
from portal.imports.forms import said_short
from portal.imports.headings import examples, name_of
from portal.plugin_api import ListKind

COLUMN, ALL, ROW = "column_", "all_", "row_"
#: questions on one page
AT_ONCE = 20


class ListForm(PortalForm):
    file = FileField(
        _l("The list"),
        [FileRequired(_l("Choose a file."))],
        description=_l(".xlsx, .csv or .txt, at most 2 MB and 20,000 rows."),
        render_kw={"accept": ".xlsx,.csv,.txt"},
    )


class ColumnsForm(EditForm):
    """Made anew for each list, with a field for each of its columns."""

    def _named(self, beginning: str) -> dict[str, str]:
        return {one.name.removeprefix(beginning): one.data or "" for one in self if one.name.startswith(beginning)}

    @property
    def columns(self) -> dict[str, str]:
        return self._named(COLUMN)

    @property
    def for_all(self) -> dict[str, str]:
        return self._named(ALL)

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


def columns_form(content: dict[str, Any], kind: ListKind, version: int) -> ColumnsForm:
    targets = [SelectChoice("", _("Leave out")), *(SelectChoice(one.name, one.label) for one in kind.columns)]
    fields: dict[str, Any] = {
        COLUMN + str(place): _column(content, place, targets) for place in range(len(content["headings"]))
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


def _column(content: dict[str, Any], place: int, targets: list[Any]) -> SelectField:
    shown = " · ".join(said_short(cell) for cell in examples(content["rows"], place))
    return SelectField(
        name_of(content["headings"], place)[:80],
        choices=targets,
        description=_("For example: %(examples)s", examples=shown) if shown else _("Empty"),
    )


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


class YesForm(PortalForm):
    #: what was shown, so that a yes is to nothing else
    seen = HiddenField()

    def look_again(self, now: str) -> None:
        answer_second_sending()
        self.seen.data = now
        self.form_errors.append(_("Something changed since you opened this page. Look once more, and say yes again."))
