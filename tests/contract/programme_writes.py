"""What is typed into the forms of the programme."""

from datetime import timedelta
from typing import Any

from portal import clock


def programme_writes() -> dict[str, dict[str, Any]]:
    """Planned for a day to come; held on a day that has come."""
    day = (clock.today() + timedelta(days=3)).isoformat()
    held = {"on_date": clock.today().isoformat(), "number_participants": "4"}
    found: dict[str, dict[str, Any]] = {
        "programme.plan": {"typed": {"on_date": day, "title": "Kafékveld"}, "other": {"title": "Sangkveld"}},
        "programme.change": {"typed": {"title": "Flyttet"}, "other": {"title": "Flyttet igjen"}},
        "programme.cancel": {"typed": {"why": "Snø"}, "other": {"why": "Storm"}},
        "programme.again": {},
        "programme.remove": {},
        "programme.report": {"typed": held, "other": {"number_participants": "5"}},
    }
    return {endpoint: {"by": "volunteer", **said} for endpoint, said in found.items()}
