"""What is typed into the forms of shared links: those that their keepers use, and the one that they open for anybody."""

from typing import Any


def shared_links_writes(arguments: dict[str, Any]) -> dict[str, dict[str, Any]]:
    hers = {"by": "unit_leader"}
    named = {"typed": {"label": "Åpen dag"}, "other": {"label": "Høstmøte"}}
    ticked = {"typed": {"ticked": str(arguments["waiting_id"])}, "other": {"ticked": str(arguments["planned_id"])}}
    sent = {"typed": {"number_participants": "4"}, "other": {"number_participants": "5"}}
    return {
        "open_links.register": {"by": "nobody", "whose": "", **sent},
        "shared_links.new": {**hers, **named},
        "shared_links.change": {**hers, **named},
        "shared_links.close": hers,
        "waiting.index": {**hers, **ticked},
        "waiting.show": hers,
        "waiting.remove": hers,
    }
