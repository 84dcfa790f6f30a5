"""Fields of the forms of actions: units, boxes to tick, quarters."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from wtforms import SelectChoice, SelectField, SelectMultipleField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from portal.accounts.forms import REQUIRED
from portal.activities.forms import UnitNameField
from portal.i18n import _, _l
from portal.organisations.forms import unit_choices
from portal.organisations.setup import UnitNode
from portal.organisations.viewer import Viewer

#: units to choose from, and boxes to tick, each as heavy as two of them, that a form of 12 kB has room for
MOST_CHOICES = 34
#: the form of an action is long: its list of units is shorter than elsewhere
MOST_UNITS = 20
#: contact surfaces named as examples where they are written
MOST_NAMED = 12


def choices(words: dict[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


class SeveralField(SelectMultipleField):
    """A box to tick for each."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class SurfaceNamesField(TextAreaField):
    """Several contact surfaces by the beginnings of their names, one on each line. `data` is their ids once found."""

    data: Any

    def __init__(self, label: object, *, names: dict[str, str], **options: Any) -> None:
        super().__init__(label, [Optional()], render_kw={"rows": 4}, **options)
        self.names = names
        listed = ", ".join([*names.values()][:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
        self.description = _(
            "One on each line; the beginning of a name is enough. For instance: %(names)s", names=listed
        )

    def iter_choices(self) -> list[SelectChoice]:
        """Ids and names, to show what was chosen beside what somebody else chose."""
        return [SelectChoice(one, name) for one, name in self.names.items()]

    def _value(self) -> str:
        if isinstance(self.data, list):
            return "\n".join(self.names[one] for one in self.data)
        return self.data or ""

    def pre_validate(self, form: BaseForm) -> None:
        lines = [" ".join(line.split()) for line in (self.data or "").splitlines()]
        found = {self._named(line) for line in lines if line}
        self.data = [one for one in self.names if one in found]

    def _named(self, line: str) -> str:
        typed = line.casefold()
        exact = [one for one, name in self.names.items() if name.casefold() == typed]
        found = exact or [one for one, name in self.names.items() if name.casefold().startswith(typed)]
        if not found:
            raise ValidationError(_("There is no contact surface called “%(name)s”.", name=line))
        if len(found) > 1:
            names = ", ".join(self.names[one] for one in found[:8])
            raise ValidationError(_("Several contact surfaces begin like this: %(names)s.", names=names))
        return found[0]


def surfaces_field(viewer: Viewer, surfaces: Iterable[tuple[UUID, str]]) -> Any:
    """A box for each, as long as the form stays light; of more, the names are written."""
    names = {str(one): name for one, name in surfaces}
    units = len(_units_to_choose(viewer, "actions.edit"))
    if 2 * len(names) + (units if units <= MOST_UNITS else 0) > MOST_CHOICES:
        return SurfaceNamesField(_l("Contact surfaces"), names=names)
    return SeveralField(_l("Contact surfaces"), choices=[SelectChoice(one, name) for one, name in names.items()])


class MaybeUnitField(UnitNameField):
    """A unit by the beginning of its name; left empty, the whole organisation."""

    def pre_validate(self, form: BaseForm) -> None:
        if (self.data or "").strip():
            super().pre_validate(form)


def unit_field(viewer: Viewer, right: str = "actions.edit") -> Any:
    """The units that she may choose; nothing chosen is the whole organisation, where that is hers to choose."""
    units, whole = _units_to_choose(viewer, right), viewer.everywhere(right)
    if len(units) > MOST_UNITS:
        rules = [Optional()] if whole else [REQUIRED]
        return (MaybeUnitField if whole else UnitNameField)(_l("Unit"), rules, units=units)
    none = [SelectChoice("", _("The whole organisation"))] if whole else []
    return SelectField(_l("Unit"), choices=none + unit_choices(units))


def _units_to_choose(viewer: Viewer, right: str) -> list[UnitNode]:
    """The organisation itself is not among them: an action without a unit is its own."""
    return [node for node in viewer.choices(right) if node.depth]


QUARTERS = [SelectChoice(str(n), _l("Quarter %(n)s", n=n)) for n in (1, 2, 3, 4)]
EMPTY_IS_ALL = _l("None ticked: all year.")


def ticked(quarters: Sequence[int]) -> list[str]:
    """Boxes as the matrix shows the quarters: none of them named means all."""
    return [str(one) for one in quarters or (1, 2, 3, 4)]
