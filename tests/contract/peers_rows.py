"""Peers, their talks, meetings and courses, and the rules of what counts: rows with words of the tenant, and what is typed."""

from typing import Any

from plugins.recruitment.counting.models import CountingRule
from plugins.recruitment.counting.rules import Shipped
from portal import clock
from portal.extensions import db

RULE = {"form": "talk", "starts_on": "2026-01-01", "least_people": "1", "sessions": "1", "least_minutes": "30"}


def fill_peers(words: Any, arguments: dict[str, Any]) -> dict[str, Any]:
    """A rule of the organisation's own."""
    rule = words.row(
        CountingRule, form="group", starts_on=clock.today().replace(month=1, day=1), is_counted=True, least_people=4,
        sessions=1, least_minutes=45, by_peer=True, made_at=clock.now(),
    )  # fmt: skip
    db.session.add(rule)
    return {}


def _shown(minutes: int) -> str:
    """What the form has been shown the preview of."""
    return repr(Shipped(form="talk", starts_on=clock.today().replace(2026, 1, 1), least_minutes=minutes))


def peers_writes() -> dict[str, dict[str, Any]]:
    staff = {"by": "staff"}
    return {
        "recruitment_counting.new": {
            **staff, "typed": {**RULE, "seen": _shown(30)}, "other": {"least_minutes": "20", "seen": _shown(20)},
        },
        "recruitment_counting.again": staff,
    }  # fmt: skip
