"""The questions about an indicator, each way to measure its own."""

from typing import Any

from wtforms import DateField, IntegerField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.accounts.forms import REQUIRED
from portal.forms import ManyField
from portal.goals.forms import VALUE
from portal.i18n import _l
from portal.number_fields import NumberField
from portal.organisations.setup import UnitNode
from portal.plans.forms.choices import EVERYWHERE, unit_field
from portal.plans.shapes import Shape
from portal.plugin_api import ActivityType, Metric

OFF = {"autocomplete": "off"}
BASE_YEAR = InputRequired(_l("Growth is counted from a base year. Which one?"))
UNTIL = InputRequired(_l("Until which year should it grow?"))
PERIODS = [
    SelectChoice("year", _l("Each year")),
    SelectChoice("half", _l("Each half-year")),
    SelectChoice("quarter", _l("Each quarter")),
    SelectChoice("month", _l("Each month")),
]
AT_LEAST = [SelectChoice("yes", _l("the number itself")), SelectChoice("no", _l("only what lies beyond it"))]
COUNTED = [
    SelectChoice("yearly", _l("Something counted through the year, such as activities or grants")),
    SelectChoice("level", _l("A number as it stands, such as members or followers")),
]


def unit_words() -> dict[str, Any]:
    said = {
        "unit_one": (_l("What is one called?"), _l("member, webinar, krone …")),
        "unit_many": (_l("And several?"), _l("members, webinars, kroner …")),
    }
    rules = [Optional(), Length(max=60)]
    return {
        name: StringField(label, rules, description=such_as, render_kw=OFF) for name, (label, such_as) in said.items()
    }


def source_fields(
    source: str, units: tuple[UnitNode, ...], types: list[ActivityType], metrics: list[Metric], shape: Shape
) -> dict[str, Any]:
    if source == "metric":
        choices = [SelectChoice(one.name, one.label) for one in metrics]
        return {"metric": SelectField(_l("Which figure?"), choices=choices)}
    if source != "activities":
        return {}
    found: dict[str, Any] = {
        "activity_types": ManyField(
            _l("Which activities?"), choices=[SelectChoice(one.key, one.label) for one in types]
        )
    }
    if shape.kind != "coverage":
        found["measure"] = SelectField(_l("What is counted?"), choices=_measures(types))
        found["unit_id"] = unit_field(_l("Where?"), units, EVERYWHERE)
    return found


def _measures(types: list[ActivityType]) -> list[SelectChoice]:
    """The activities themselves, or one of the numbers that they ask for."""
    asked = [question for one in types for question in one.questions]
    numbers = {one.name: one.label for one in asked if one.kind in ("number", "yes_no", "person")}
    chosen = {
        f"{one.name}:{value}": f"{one.label}: {label}"
        for one in asked
        if not one.purpose  # the words of a consent are nothing to choose
        for value, label in (*one.options, *one.retired_options)
    }
    counted = SelectChoice("activities", _l("The activities themselves"))
    return [counted, *(SelectChoice(name, label) for name, label in (numbers | chosen).items())]


def shape_fields(shape: Shape) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if shape.has_growth:
        found |= _growth_fields(shape)
    if shape.name == "per_period":
        found["period"] = SelectField(_l("How often?"), choices=PERIODS)
    if shape.kind == "coverage":
        found["places"] = TextAreaField(
            _l("Which places?"),
            [REQUIRED, Length(max=20_000)],
            description=_l("One on each line. A line that is the name of a unit follows that unit's activities."),
            render_kw={"rows": 8},
        )
    if shape.has_baseline:
        found["baseline_on"] = DateField(_l("Day"), [Optional()])
        found["baseline_value"] = NumberField(_l("The figure on that day"), [Optional()], render_kw=VALUE)
    if shape.name in ("number", "yearly", "share"):
        found["at_least"] = RadioField(_l("The goal is reached with"), choices=AT_LEAST)
    return found


def _growth_fields(shape: Shape) -> dict[str, Any]:
    each = _l("Per cent each year") if shape.compounding else _l("Per cent in all")
    return {
        "counted": RadioField(_l("What grows?"), [InputRequired(_l("Choose one."))], choices=COUNTED),
        "growth_percent": NumberField(each, [REQUIRED], render_kw=VALUE),
        "base_year": IntegerField(_l("From the year"), [BASE_YEAR], description=_l("The year that is compared with.")),
        "baseline_value": NumberField(
            _l("The figure of that year"),
            [Optional()],
            description=_l("Leave it empty if you do not know it yet. Until it is there, there is no status."),
            render_kw=VALUE,
        ),
        "until_year": IntegerField(_l("Until the year"), [UNTIL]),
    }


def milestone(row: int, shape: Shape) -> dict[str, Any]:
    n = row + 1
    day = _l("By which day?") if shape.kind == "yes_no" else _l("Day %(n)s", n=n)
    found: dict[str, Any] = {f"on_{row}": DateField(day, [Optional()])}
    if shape.kind != "yes_no":
        found[f"value_{row}"] = NumberField(_l("Number %(n)s", n=n), [Optional()], render_kw=VALUE)
    return found
