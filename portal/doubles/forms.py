"""What is kept of two, field by field."""

from typing import Any, cast

from sqlalchemy import Table
from wtforms import RadioField, SelectChoice

from portal.doubles.rules import FIELDS, LABELS
from portal.forms import PortalForm
from portal.i18n import _
from portal.people.models import Person
from portal.privacy.labels import told

ONE, OTHER = "one", "other"


class _MergeForm(PortalForm):
    """A choice for each field in which the two differ."""

    def values(self, one: Person, other: Person) -> dict[str, Any]:
        """Of the columns; where they agree, or one says nothing, what there is."""
        found: dict[str, Any] = {}
        for field, columns in FIELDS.items():
            chosen = {ONE: one, OTHER: other}[self[field].data if field in self else _default(one, other, columns)]
            found |= {name: getattr(chosen, name) for name in columns}
        return {**found, "is_protected": one.is_protected or other.is_protected}


def merge_form(one: Person, other: Person, names: Any) -> _MergeForm:
    """`names` tells a unit by its id."""
    fields: dict[str, Any] = {
        field: RadioField(
            LABELS[field],
            choices=[
                SelectChoice(ONE, _words(one, columns, names)),
                SelectChoice(OTHER, _words(other, columns, names)),
            ],
            default=_default(one, other, columns),
        )
        for field, columns in FIELDS.items()
        if _differ(one, other, columns)
    }
    made: _MergeForm = type("MergeForm", (_MergeForm,), fields)()
    return made


def _differ(one: Person, other: Person, columns: tuple[str, ...]) -> bool:
    """Where only one of them says something there is nothing to choose."""
    ours, theirs = _said(one, columns), _said(other, columns)
    return ours != theirs and _is_said(ours) and _is_said(theirs)


def _default(one: Person, other: Person, columns: tuple[str, ...]) -> str:
    return OTHER if not _is_said(_said(one, columns)) and _is_said(_said(other, columns)) else ONE


def _said(person: Person, columns: tuple[str, ...]) -> list[Any]:
    return [getattr(person, name) for name in columns if name != "country"]


def _is_said(values: list[Any]) -> bool:
    return any(values)


def _words(person: Person, columns: tuple[str, ...], names: Any) -> str:
    if columns == ("unit_id",):
        return str(names(person.unit_id) or _("The organisation"))
    table = cast(Table, Person.__table__)
    return ", ".join(filter(None, (told(table.c[name], getattr(person, name)) for name in columns[:3])))
