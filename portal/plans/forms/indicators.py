"""The form of an indicator: only the questions of the way that was chosen to measure."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import request
from wtforms import (
    HiddenField,
    StringField,
)
from wtforms.validators import Length

from portal.accounts.forms import REQUIRED_TEXT
from portal.errors import PortalError
from portal.forms import PortalForm
from portal.i18n import _, _l
from portal.organisations.setup import UnitNode
from portal.plans.definition import Definition, Spot, Stop
from portal.plans.forms.choices import chosen
from portal.plans.forms.questions import OFF, milestone, shape_fields, source_fields, unit_words
from portal.plans.queries import Defined
from portal.plans.shapes import Shape
from portal.plugin_api import ActivityType, Metric

#: as many milestones as a form takes; more are a table, not a goal
MOST_ROWS = 24
_ROW = re.compile(r"on_(\d{1,2})")


class IndicatorForm(PortalForm):
    """Made anew by `indicator_form` with the fields that are asked."""

    version = HiddenField()
    name = StringField(_l("What is measured?"), [REQUIRED_TEXT, Length(max=200)], render_kw=OFF)
    shape: Shape
    source: str
    rows: int
    defaults: dict[str, Any]

    def wants_more(self) -> bool:
        """She asked for one more line, not to save."""
        return self.is_submitted() and "more" in request.form

    @property
    def lines(self) -> list[tuple[Any, Any]]:
        """The fields of each milestone: (day, value); a yes/no has no value."""
        fields = self._fields
        return [(fields[f"on_{row}"], fields.get(f"value_{row}")) for row in range(self.rows)]

    @property
    def definition(self) -> Definition:
        """What was typed. Raises PortalError for half a milestone."""
        return Definition(
            shape=self.shape,
            kind=self._said("counted") or self.shape.kind,
            source=self.source,
            columns=self._columns(),
            stops=list(self._stops()),
            places=self._places(),
        )

    def _said(self, name: str) -> Any:
        return self[name].data if name in self else None

    def _columns(self) -> dict[str, Any]:
        found = {
            "name": self.name.data.strip(),
            "unit_one": (self._said("unit_one") or "").strip(),
            "unit_many": (self._said("unit_many") or "").strip(),
            "at_least": self._said("at_least") != "no",
            "period": self._said("period"),
            "activity_types": self._said("activity_types") or [],
            "measure": self._said("measure") or "activities",
            "metric": self._said("metric"),
            "unit_id": chosen(self._said("unit_id")),
            "baseline_on": self._said("baseline_on"),
            "baseline_value": self._said("baseline_value"),
            "growth_percent": self._said("growth_percent"),
            "compounding": self.shape.compounding,
            "growth_until": _year_end(self._said("until_year"), "until_year"),
        }
        if self.shape.has_growth:
            found["baseline_on"] = _year_end(self.base_year.data, "base_year")
        return found

    def _stops(self) -> Iterable[Stop]:
        for row, (day, value) in enumerate(self.lines):
            number = Decimal(1) if value is None else value.data
            if day.data and number is None:
                raise PortalError(_("Write the number too, or clear the day."), value.name)
            if value is not None and number is not None and not day.data:
                raise PortalError(_("By which day?"), day.name)
            if day.data:
                yield Stop(row, day.data, number)

    def _places(self) -> list[Spot]:
        units: dict[str, UUID] = getattr(self, "units_by_name", {})
        lines = [line.strip()[:120] for line in (self._said("places") or "").splitlines()]
        return [Spot(name=line, unit_id=units.get(line.casefold())) for line in lines if line]


def _year_end(year: int | None, field: str) -> date | None:
    """A year is dated with its last day. Raises PortalError for what is no year."""
    if year is None:
        return None
    if not 1 <= year <= 9999:
        raise PortalError(_("Write a year with four digits."), field)
    return date(year, 12, 31)


def indicator_form(
    shape: Shape,
    source: str,
    *,
    units: tuple[UnitNode, ...],
    types: list[ActivityType],
    metrics: list[Metric],
    filled: SimpleNamespace,
) -> IndicatorForm:
    """The questions of this way to measure, with these answers filled in."""
    rows = _row_count(shape, filled.count) if shape.has_milestones else 0
    fields: dict[str, Any] = {}
    if shape.has_unit:
        fields |= unit_words()
    fields |= source_fields(source, units, types, metrics, shape)
    fields |= shape_fields(shape)
    for row in range(rows):
        fields |= milestone(row, shape)
    made: Any = type("IndicatorForm", (IndicatorForm,), fields)
    made.shape, made.source, made.rows = shape, source, rows
    made.units_by_name = {node.name.casefold(): node.id for node in units}
    form: IndicatorForm = made(obj=filled)
    return form


def _row_count(shape: Shape, there: int) -> int:
    """Those that are there and one more; as many as were sent, and one more if that was asked for."""
    if shape.kind == "yes_no":
        return max(there, 1)
    sent = [int(found[1]) for name in request.form if (found := _ROW.fullmatch(name))]
    count = max(sent) + 1 + ("more" in request.form) if sent else max(there + 1, 2)
    return min(count, MOST_ROWS)


def as_typed(found: Defined, places: Iterable[Any] = ()) -> SimpleNamespace:
    """An indicator as its form shows it."""
    one = found.indicator
    names = ("name", "unit_one", "unit_many", "period", "activity_types", "measure", "metric", "baseline_on")
    typed = {name: getattr(one, name) for name in (*names, "baseline_value", "growth_percent", "version")}
    for row, stop in enumerate(found.milestones):
        typed |= {f"on_{row}": stop.on_date, f"value_{row}": stop.value}
    return SimpleNamespace(
        **typed,
        unit_id=str(one.unit_id or ""),
        at_least="yes" if one.at_least else "no",
        counted=one.kind,
        base_year=one.baseline_on.year if one.baseline_on else None,
        until_year=one.growth_until.year if one.growth_until else None,
        places="\n".join(place.name for place in places),
        count=len(found.milestones),
    )


def blank(shape: Shape, name: str, ends_on: date) -> SimpleNamespace:
    """What is most likely, to begin with. `name` is empty where the goal is measured already."""
    filled = {"name": name, "at_least": "yes", "counted": "yearly", "until_year": ends_on.year, "version": ""}
    begins = shape.kind in ("yes_no", "per_period")  # elsewhere a day without a number would have to be cleared
    return SimpleNamespace(**filled, **({"on_0": ends_on} if begins else {}), count=0)
