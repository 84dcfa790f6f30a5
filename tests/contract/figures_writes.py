"""What is taken out to files."""

from typing import Any


def figures_writes() -> dict[str, dict[str, Any]]:
    kinds = {"typed": {"format": "csv"}, "other": {"format": "xlsx"}}
    return {
        "activity_sheets.make": {"by": "unit_leader", "form_at": "activity_sheets.index", **kinds},
        "figures.take_out": {"by": "reader", "form_at": "figures.index", **kinds},
        "trail.take_out": {"form_at": "trail.index"},
    }
