"""Choices in forms of plans: several boxes to tick, places in a plan's tree, a unit or none."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from wtforms import SelectChoice, SelectField
from wtforms.validators import Optional

from portal.activities.forms import LIST_LIMIT, UnitNameField
from portal.i18n import _l
from portal.organisations.forms import unit_choices
from portal.organisations.setup import UnitNode

WIDEST = 70
#: an em space for each level of a tree
INDENT = "\u2003"


def named(number: str, title: str) -> str:
    """ "3.1 Growth", cut to what a line of choices has room for."""
    whole = f"{number} {title}".strip()
    return whole if len(whole) <= WIDEST else whole[: WIDEST - 1].rstrip() + "…"


def place_choices(outline: Iterable[Row[Any]], area_id: UUID, without: Collection[UUID]) -> list[SelectChoice]:
    """Where a goal may stand: below an area (`area:<id>`) or another goal (`goal:<id>`).

    In a plan with more places than a list may have, the goals of other areas
    are left out: one moves to the area first. `without` are the goals that it
    cannot stand below, itself among them.
    """
    rows = list(outline)
    short = len({(row.area_id, row.goal_id) for row in rows}) > LIST_LIMIT
    above = {row.goal_id: row.parent_id for row in rows if row.goal_id}
    found: dict[UUID, list[SelectChoice]] = {}
    for row in {(row.area_id, row.goal_id): row for row in rows}.values():
        label = named(row.area_number, row.area_title)
        group = found.setdefault(row.area_id, [SelectChoice(f"area:{row.area_id}", label)])
        if row.goal_id and row.goal_id not in without and (not short or row.area_id == area_id):
            indent = INDENT * (1 + _depth(row.goal_id, above))
            group.append(SelectChoice(f"goal:{row.goal_id}", indent + named(row.number, row.title)))
    return [choice for group in found.values() for choice in group]


def _depth(goal_id: UUID, above: dict[UUID, UUID | None]) -> int:
    parent_id = above.get(goal_id)
    return 1 + _depth(parent_id, above) if parent_id else 0


class _MaybeUnitNameField(UnitNameField):
    def pre_validate(self, form: Any) -> None:
        if (self.data or "").strip():
            super().pre_validate(form)


def unit_field(label: object, units: Iterable[UnitNode], nothing: object) -> Any:
    """A unit, or none. Many units are a field to write in, not a list to scroll. The first is the organisation."""
    nodes = list(units)[1:]
    if len(nodes) >= LIST_LIMIT:
        return _MaybeUnitNameField(label, [Optional()], units=nodes)
    return SelectField(label, choices=[SelectChoice("", nothing), *unit_choices(nodes)])


def chosen(value: Any) -> UUID | None:
    """The unit of a `unit_field`."""
    return UUID(str(value)) if value else None


EVERYWHERE = _l("The whole organisation")
