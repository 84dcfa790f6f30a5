"""What is typed into the forms on which types of activity are arranged."""

from typing import Any


def kinds_writes(kind_key: str) -> dict[str, dict[str, Any]]:
    """Nothing is typed where a type or a question is only hidden, taken out or brought back."""
    named = {"typed": {"label": "Nytt navn"}, "other": {"label": "Nyere navn"}}
    options = {"options": "Ja da\nNei da"}
    asked = {"typed": {"label": "Nytt spørsmål", **options}, "other": {"label": "Nyere spørsmål"}}
    moved = {"typed": {"down": "core.meeting"}, "other": {"down": kind_key}, "form_at": "kinds.index"}
    found: dict[str, dict[str, Any]] = {
        "kinds.new": named,
        "kinds.arrange": moved,
        "kinds.change": named,
        "kinds.hide": {},
        "kinds.restore": {},
        "kinds.new_question": asked,
        "kinds.question": asked,
        "kinds.move": {"typed": {"down": "q1"}, "other": {"down": "q3"}, "form_at": "kinds.show"},
        "kinds.remove": {},
        "kinds.bring_back": {},
    }
    return {endpoint: {"by": "staff", **said} for endpoint, said in found.items()}
