"""What is found in a sheet, and what it is laid beside."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from portal.actions.matrix.columns import Rhythm
from portal.i18n import format_short_date


@dataclass
class Finding:
    """What comes of one row of the sheet.

    `kind`: new, changed, same, refused, or late: somebody changed the action
    after the sheet was taken out.
    """

    row: int
    kind: str = "same"
    title: str = ""
    action_id: UUID | None = None
    #: (heading, before, after)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    column: str = ""
    reason: str = ""
    #: columns of the action, to be set
    values: dict[str, Any] = field(default_factory=dict)
    #: contact surfaces, where the sheet says some
    surfaces: list[UUID] | None = None
    #: of a new action: (focus area, goal)
    place: tuple[UUID, UUID | None] | None = None


@dataclass
class Stored:
    """What there is: the plan's actions, its areas and goals, the surfaces."""

    rows: list[Any]
    #: names of the surfaces of each action
    surfaces: dict[UUID, list[str]]
    #: (kind, id, area_id, number, title)
    places: list[Any]
    #: all surfaces of the organisation
    surface_names: dict[UUID, str]

    @cached_property
    def surface_ids(self) -> dict[str, UUID]:
        """By name, however it is spelled."""
        return {name.casefold(): one for one, name in self.surface_names.items()}


def as_said(row: Any) -> dict[str, Any]:
    """A stored row as its cells are read."""
    return {
        "title": " ".join(row.title.split()),
        "responsible": " ".join(row.responsible.split()),
        "unit": row.unit_id,
        "level": row.level,
        "status": row.status,
        "rhythm": Rhythm(row.rhythm, row.times_a_year if row.rhythm == "yearly" else None),
        "quarters": sorted(row.quarters),
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
    }


def columns_of(changed: dict[str, Any]) -> dict[str, Any]:
    """The action's columns for what the sheet says."""
    values = dict(changed)
    if rhythm := values.pop("rhythm", None):
        values |= {"rhythm": rhythm.code, "times_a_year": rhythm.times}
    if "unit" in values:
        values["unit_id"] = values.pop("unit")
    return values


def as_shown(value: Any) -> str:
    if isinstance(value, date):
        return format_short_date(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
