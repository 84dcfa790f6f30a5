"""What is pressed on the pages of feed and weekly letter."""

from typing import Any


def due_writes() -> dict[str, dict[str, Any]]:
    return {
        "due.feed": {"by": "reader", "typed": {"to": "feed_on"}, "other": {"to": "weekly_on"}},
        "open_due.off": {"by": "nobody", "whose": ""},
    }
