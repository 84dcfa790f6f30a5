"""What plugins' checks say of an activity: asked when it is registered, kept with it, told in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import structlog

from portal.extensions import db
from portal.i18n import LazyText
from portal.organisations.viewer import version_at_hand
from portal.plugin_api import ActivityCheck, Verdict, house
from portal.tenancy import current_organisation_id

#: an activity is judged once it took place; what waits to be looked through too, so that it is counted with a yes
JUDGED = ("held", "waiting")
log = structlog.get_logger()
Judge = Callable[[Any], Verdict | None]


@dataclass(frozen=True)
class Facts:
    """What an activity is judged by: of one that is typed and not saved yet, too."""

    activity_type: str
    on_date: Any
    numbers: Mapping[str, Any]
    answers: Mapping[str, Any]
    status: str = "held"


@dataclass(frozen=True)
class Told:
    """A verdict as it is shown: in a word or two for lists, and the sentence with its reason."""

    counts: bool
    short: str | LazyText
    sentence: str


def facts_of(activity: Any) -> Facts:
    return Facts(
        activity.activity_type, activity.on_date, dict(activity.numbers), dict(activity.answers or {}), activity.status
    )


def checks_of(activity_type: str) -> list[ActivityCheck]:
    """Those that judge this type. A plugin judges its own types alone: who can register them has it switched on."""
    return [check for check in house().activity_checks.values() if activity_type in check.activity_types]


def judge(activities: Iterable[Any]) -> None:
    """Ask the checks of each, and keep what they say. Rules are read once for all. The caller moves the counters.

    An activity that no check judges costs no statement.
    """
    judges: dict[str, Judge | None] = {}
    for activity in activities:
        if activity.status in JUDGED:
            found = {check.name: _ask(check, activity, judges) for check in checks_of(activity.activity_type)}
            activity.verdicts = {name: as_kept(said) for name, said in found.items() if said}


def is_judged(organisation_id: UUID, activity_type: str) -> bool:
    """Somebody has rules for this type here."""
    judges: dict[str, Judge | None] = {}
    return any(_found(check, organisation_id, judges) for check in checks_of(activity_type))


def _ask(check: ActivityCheck, activity: Any, judges: dict[str, Judge | None]) -> Verdict | None:
    """A check that fails says nothing: what somebody did is registered all the same."""
    asks = _found(check, current_organisation_id(), judges)
    try:
        return asks(activity) if asks else None
    except Exception:
        log.exception("check_failed", check=check.name)
        return None


def _found(check: ActivityCheck, organisation_id: UUID, judges: dict[str, Judge | None]) -> Judge | None:
    try:
        if check.name not in judges:
            judges[check.name] = _judge_of(check, organisation_id)
        return judges[check.name]
    except Exception:
        log.exception("check_failed", check=check.name)
        return None


def _judge_of(check: ActivityCheck, organisation_id: UUID) -> Judge | None:
    """A page has read the version of the setup, under which the rules are kept; a worker reads them for each sheet."""
    version = version_at_hand(organisation_id)
    return _judge_at(check.name, organisation_id, version) if version else _read(check, organisation_id)


@lru_cache(maxsize=500)
def _judge_at(name: str, organisation_id: UUID, _setup_version: UUID) -> Judge | None:
    return _read(house().activity_checks[name], organisation_id)


def _read(check: ActivityCheck, organisation_id: UUID) -> Judge | None:
    """Behind a savepoint: a statement that fails must not take along what is being registered."""
    with db.session.begin_nested():
        return check.judge(organisation_id)


def as_kept(verdict: Verdict) -> dict[str, Any]:
    return {"counts": verdict.counts, "said": dict(verdict.said)}


def verdict_of(kept: Mapping[str, Any]) -> Verdict:
    return Verdict(bool(kept["counts"]), kept["said"])


def measures_of(activity: Any) -> dict[str, int]:
    """What it adds to the counters: one for each check that says it counts."""
    return {name: 1 for name, kept in (activity.verdicts or {}).items() if kept["counts"]}


def told(kept: Mapping[str, Any] | None, has: Callable[[str], bool]) -> list[Told]:
    """In the reader's language, as far as the checks are declared and `has` says that their plugin is switched on."""
    checks = house().activity_checks
    found = [(checks[name], verdict_of(one)) for name, one in (kept or {}).items() if name in checks]
    return [
        Told(verdict.counts, check.yes if verdict.counts else check.no, check.tell(verdict))
        for check, verdict in found
        if has(check.name.partition(".")[0])
    ]


def told_before(organisation_id: UUID, facts: Facts, has: Callable[[str], bool]) -> list[Told]:
    """The same of what is typed: nothing is kept."""
    judges: dict[str, Judge | None] = {}
    found = {check.name: _ask(check, facts, judges) for check in checks_of(facts.activity_type)}
    return told({name: as_kept(said) for name, said in found.items() if said}, has)


def short_words(kept: Mapping[str, Any] | None, has: Callable[[str], bool]) -> list[str | LazyText]:
    """For lists: whether it counts, without the reason."""
    checks = house().activity_checks
    there = [(checks[name], one) for name, one in (kept or {}).items() if name in checks]
    return [check.yes if one["counts"] else check.no for check, one in there if has(check.name.partition(".")[0])]
