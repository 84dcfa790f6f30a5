"""A plan's own form, its adoption, and what goes on in a new one."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from wtforms import BooleanField, DateField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from portal.accounts.forms import REQUIRED, REQUIRED_TEXT
from portal.forms import EditForm, ManyField, PortalForm
from portal.goals.models import Plan
from portal.i18n import _l
from portal.plans.forms.choices import named

LONG = Length(max=5000)
ROWS = {"rows": 3}


class _PlanFields:
    title = StringField(
        _l("What is the plan called?"), [REQUIRED_TEXT, Length(max=200)], render_kw={"autocomplete": "off"}
    )
    starts_on = DateField(_l("From and including"), [REQUIRED])
    ends_on = DateField(_l("To and including"), [REQUIRED])
    purpose = TextAreaField(_l("Purpose"), [Optional(), LONG], render_kw=ROWS)
    vision = TextAreaField(_l("Vision"), [Optional(), LONG], render_kw=ROWS)
    values_text = TextAreaField(
        _l("Values"),
        [Optional(), LONG],
        description=_l("One on each line: the value, a colon, and what you mean by it."),
        render_kw={"rows": 4},
    )
    parent_id = SelectField(_l("Strategy above it"))
    note = TextAreaField(_l("Note to the reader"), [Optional(), Length(max=2000)], render_kw={"rows": 2})

    def offer(self: Any, plans: Iterable[Plan | Row[Any]]) -> None:
        """The plans that this one may stand below."""
        none = SelectChoice("", _l("None"))
        self.parent_id.choices = [none, *(SelectChoice(str(row.id), row.title) for row in plans)]

    @property
    def columns(self: Any) -> dict[str, Any]:
        """What was typed, as the plan's columns."""
        texts = {name: (self[name].data or "").strip() for name in ("title", "purpose", "vision", "note")}
        return texts | {
            "starts_on": self.starts_on.data,
            "ends_on": self.ends_on.data,
            "values": read_values(self.values_text.data or ""),
            "parent_id": UUID(self.parent_id.data) if self.parent_id.data else None,
        }


class NewPlanForm(_PlanFields, PortalForm):
    pass


class PlanForm(_PlanFields, EditForm):
    pass


def as_typed(plan: Plan) -> SimpleNamespace:
    """A plan as its form shows it."""
    names = ("title", "starts_on", "ends_on", "purpose", "vision", "note", "version")
    return SimpleNamespace(
        **{name: getattr(plan, name) for name in names},
        values_text=write_values(plan.values),
        parent_id=str(plan.parent_id or ""),
    )


def read_values(text: str) -> list[dict[str, Any]]:
    """One value a line; what follows the first colon explains it."""
    lines = (line.partition(":") for line in text.splitlines() if line.strip(" :"))
    return [{"name": name.strip(), "text": about.strip()} for name, _colon, about in lines]


def write_values(values: Iterable[dict[str, Any]]) -> str:
    """As `read_values` reads them."""
    return "\n".join(": ".join(part for part in (one["name"], one.get("text")) if part) for one in values)


class AdoptForm(EditForm):
    adopted_by = StringField(
        _l("Which body has adopted it?"),
        [REQUIRED_TEXT, Length(max=120)],
        description=_l("The annual meeting, the board …"),
    )
    adopted_on = DateField(_l("On which day?"), [REQUIRED])
    close_old = BooleanField(_l("Close the plan that this one follows"), default=True)


class FollowForm(PortalForm):
    """What goes on: a group of boxes for each area, made by `follow_form`."""

    title = _PlanFields.title
    starts_on = _PlanFields.starts_on
    ends_on = _PlanFields.ends_on
    actions = BooleanField(_l("Take along the actions that are not done"), default=True)

    @property
    def areas(self) -> list[Any]:
        return [one for one in self if one.name.startswith("area_")]

    @property
    def kept(self) -> set[UUID]:
        return {UUID(value) for one in self.areas for value in one.data or ()}


def follow_form(outline: Iterable[Row[Any]], **filled: Any) -> FollowForm:
    """All that the old plan has, ticked."""
    groups: dict[UUID, Any] = {}
    for row in outline:
        label = named(row.area_number, row.area_title)
        group = groups.setdefault(row.area_id, (label, [SelectChoice(str(row.area_id), _l("The area itself"))]))
        if row.goal_id:
            group[1].append(SelectChoice(str(row.goal_id), named(row.number, row.title)))
    fields = {
        f"area_{at}": ManyField(label, choices=choices, default=[choice.value for choice in choices])
        for at, (label, choices) in enumerate(groups.values())
    }
    made = type("FollowForm", (FollowForm,), fields)
    form: FollowForm = made(data=filled)
    return form
