"""Forms of areas and goals, and of their removal."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from portal.accounts.forms import REQUIRED_TEXT
from portal.forms import EditForm, PortalForm
from portal.goals.models import Goal
from portal.i18n import _, _l
from portal.organisations.setup import UnitNode
from portal.plans.forms.choices import EVERYWHERE, chosen, unit_field

OFF = {"autocomplete": "off"}


class _Titled:
    number = StringField(
        _l("Number"),
        [Optional(), Length(max=20)],
        description=_l("As it stands in the plan; may be empty."),
        render_kw=OFF,
    )
    text = TextAreaField(_l("In more words"), [Optional(), Length(max=5000)], render_kw={"rows": 3})

    @property
    def columns(self: Any) -> dict[str, Any]:
        """What was typed, as columns of the row."""
        found = {name: (self[name].data or "").strip() for name in ("title", "number", "text")}
        if "unit_id" in self:
            found |= {"unit_id": chosen(self.unit_id.data), "on_start_page": self.on_start_page.data}
        return found


class NewAreaForm(_Titled, PortalForm):
    title = StringField(_l("What is the focus area called?"), [REQUIRED_TEXT, Length(max=200)], render_kw=OFF)


class AreaForm(_Titled, EditForm):
    title = StringField(_l("What is the focus area called?"), [REQUIRED_TEXT, Length(max=200)], render_kw=OFF)


class _GoalFields(_Titled):
    title = StringField(_l("What do you want to reach?"), [REQUIRED_TEXT, Length(max=300)], render_kw=OFF)
    on_start_page = BooleanField(
        _l("Among the six that the start page shows first"), description=_l("Once the goal is measured.")
    )


class NewGoalForm(_GoalFields, PortalForm):
    unit_id: Any = None


class GoalForm(_GoalFields, EditForm):
    unit_id: Any = None
    place = SelectField(_l("Stands below"))

    @property
    def area_id(self) -> UUID | None:
        """The area chosen; None where a goal was."""
        kind, _colon, value = self.place.data.partition(":")
        return UUID(value) if kind == "area" else None

    @property
    def goal_id(self) -> UUID | None:
        kind, _colon, value = self.place.data.partition(":")
        return UUID(value) if kind == "goal" else None


def goal_form(form: Any, units: Iterable[UnitNode], **options: Any) -> Any:
    """`NewGoalForm` or `GoalForm` with the organisation's units."""
    field = unit_field(_l("Whose goal is it?"), units, EVERYWHERE)
    return type(form.__name__, (form,), {"unit_id": field})(**options)


def as_typed(goal: Goal) -> SimpleNamespace:
    """A goal as its form shows it."""
    names = ("title", "number", "text", "on_start_page", "version")
    place = f"goal:{goal.parent_id}" if goal.parent_id else f"area:{goal.focus_area_id}"
    return SimpleNamespace(
        **{name: getattr(goal, name) for name in names}, unit_id=str(goal.unit_id or ""), place=place
    )


class RemoveForm(PortalForm):
    """Asked twice where measurements go along: they cannot be counted again."""

    sure = BooleanField(_l("Yes, remove what was measured too"))

    def ask_twice(self, measurements: int) -> None:
        if not measurements:
            del self.sure

    def validate_sure(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick this, or keep it all."))
