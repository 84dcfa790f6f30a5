"""Fields of the forms of actions: units, boxes to tick, quarters."""

from collections.abc import Sequence
from typing import Any

from wtforms import SelectChoice, SelectField, SelectMultipleField
from wtforms.form import BaseForm
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal.accounts.forms import REQUIRED
from portal.activities.forms import LIST_LIMIT, UnitNameField
from portal.i18n import _, _l
from portal.organisations.forms import unit_choices
from portal.organisations.setup import UnitNode
from portal.organisations.viewer import Viewer


def choices(words: dict[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


class SeveralField(SelectMultipleField):
    """A box to tick for each."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class MaybeUnitField(UnitNameField):
    """A unit by the beginning of its name; left empty, the whole organisation."""

    def pre_validate(self, form: BaseForm) -> None:
        if (self.data or "").strip():
            super().pre_validate(form)


def unit_field(viewer: Viewer, right: str = "actions.edit") -> Any:
    """The units that she may choose; nothing chosen is the whole organisation, where that is hers to choose."""
    units, whole = _units_to_choose(viewer, right), viewer.everywhere(right)
    if len(units) > LIST_LIMIT:
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
