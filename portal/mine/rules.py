"""Which goals an activity moves."""

from typing import Any
from uuid import UUID

from portal.organisations.setup import Setup
from portal.plugin_api import house


def moves(activity_type: str, unit_id: UUID, row: Any, setup: Setup) -> bool:
    """The indicator follows this type, itself or through a plugin's figure; and this unit, if it follows one."""
    return activity_type in types_of(row) and (row.unit_id is None or unit_id in setup.below(row.unit_id))


def types_of(row: Any) -> tuple[str, ...]:
    """The keys of the types that the indicator follows."""
    if row.source == "metric":
        metric = house().metrics.get(row.metric)
        return metric.activity_types if metric else ()
    return tuple(row.activity_types)
