"""Verdicts and rules in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any

from plugins.recruitment.counting.rules import Rule
from portal.i18n import _, format_number
from portal.plugin_api import Verdict

Said = Mapping[str, Any]


def tell(verdict: Verdict) -> str:
    """One sentence: counts, or does not count, because …"""
    if verdict.counts:
        return _COUNTS[verdict.said["form"]](verdict.said)
    why = [_FAULTS[name](verdict.said) for name in verdict.said["faults"]]
    return _("Does not count, because %(why)s.", why=together(why))


def together(parts: list[str]) -> str:
    """One, two and three."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s", first=", ".join(parts[:-1]), last=parts[-1])


def _talk(said: Said) -> str:
    return _("Counts, because it was an outreach talk in person.")


def _group(said: Said) -> str:
    numbers = {"people": format_number(said["people"] or 0), "minutes": format_number(said["minutes"] or 0)}
    if said["by_peer"]:
        return _("Counts, because %(people)s took part for %(minutes)s minutes, led by a peer.", **numbers)
    return _("Counts, because %(people)s took part for %(minutes)s minutes.", **numbers)


def _course(said: Said) -> str:
    return _("Counts, because the course day lasted %(minutes)s minutes.", minutes=format_number(said["minutes"] or 0))


_COUNTS: dict[str, Callable[[Said], str]] = {"talk": _talk, "group": _group, "course": _course}


def _people(said: Said) -> str:
    least = format_number(said["least_people"])
    return _("only %(n)s took part (at least %(least)s are needed)", n=format_number(said["people"]), least=least)


def _minutes(said: Said) -> str:
    minutes = format_number(said["minutes"])
    return _("it lasted %(n)s minutes (at least %(least)s are needed)", n=minutes, least=_time(said))


def _time(said: Said) -> str:
    """45, or 2 × 45."""
    minutes = format_number(said["least_minutes"])
    return minutes if said["sessions"] == 1 else f"{format_number(said['sessions'])} × {minutes}"


_FAULTS: dict[str, Callable[[Said], str]] = {
    "unsaid": lambda said: _("it is not said what it was"),
    "other": lambda said: _("the funder counts outreach talks, groups and course days"),
    "no_rule": lambda said: _("the funder did not count this on that day"),
    "people_unsaid": lambda said: _("it is not said how many took part"),
    "people": _people,
    "minutes_unsaid": lambda said: _("it is not said how long it lasted"),
    "minutes": _minutes,
    "led_unsaid": lambda said: _("it is not said whether a peer led it"),
    "led": lambda said: _("it was not led by a peer"),
}


def rule_in_words(rule: Rule) -> str:
    """What it needs, as one line."""
    if not rule.is_counted:
        return _("Does not count.")
    parts = []
    if rule.least_people > 1:
        parts.append(_("at least %(n)s people", n=format_number(rule.least_people)))
    if rule.least_minutes:
        time = _time({"sessions": rule.sessions, "least_minutes": rule.least_minutes})
        parts.append(_("at least %(n)s minutes", n=time))
    if rule.by_peer:
        parts.append(_("led by a peer"))
    return _("Counts with %(needs)s.", needs=together(parts)) if parts else _("Counts always.")
