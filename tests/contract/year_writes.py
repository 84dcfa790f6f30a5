"""What is typed into the forms of the units' years."""

from typing import Any

from portal.year_reports.rules import year_now


def year_writes(world: Any) -> dict[str, dict[str, Any]]:
    branch, year = str(world.ours.arguments["unit_id"]), year_now() + 1
    return {
        "year_reports.write": {"by": "unit_leader", "typed": {"text": "Et godt år"}, "other": {"text": "Et bedre år"}},
        "year_reports.send": {"by": "unit_leader"},
        "year_reports.reopen": {"by": "unit_leader"},
        "year_reports.reminder": {"by": "staff", "typed": {"units": branch}, "other": {"units": ""}},
        "year_reports.last": {
            "by": "staff", "typed": {"on_date": f"{year}-02-15"}, "other": {"on_date": f"{year}-03-01"},
        },
    }  # fmt: skip
