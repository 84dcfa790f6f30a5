"""The arithmetic: what an activity is judged by, and what each rule needs. Times are minutes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from plugins.recruitment.counting.models import FORMS
from plugins.recruitment.rules import FORM_OPTIONS
from portal.errors import PortalError
from portal.i18n import LazyText, _
from portal.plugin_api import Verdict

NAME = "recruitment.counts"
FORM_NAMES: dict[str, LazyText] = dict(FORM_OPTIONS)
#: activities are registered back to then
EVER = date(2000, 1, 1)
MOST_MINUTES = 24 * 60


class Rule(Protocol):
    """A row of the table, or what comes along."""

    @property
    def id(self) -> UUID | None: ...
    @property
    def form(self) -> str: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date | None: ...
    @property
    def is_counted(self) -> bool: ...
    @property
    def least_people(self) -> int: ...
    @property
    def sessions(self) -> int: ...
    @property
    def least_minutes(self) -> int: ...
    @property
    def by_peer(self) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class Shipped:
    """A rule that comes along, or one that somebody is about to write."""

    form: str
    starts_on: date = EVER
    ends_on: date | None = None
    is_counted: bool = True
    least_people: int = 1
    sessions: int = 1
    least_minutes: int = 0
    by_peer: bool = False
    id: UUID | None = None


def as_shipped(rule: Rule) -> Shipped:
    """The same, without the table."""
    return Shipped(**{one.name: getattr(rule, one.name) for one in fields(Shipped)})


#: from the funder's public rules (likeperson.no): an outreach talk in person; a group of three or more for at least 45
#: minutes, led by a peer; a course day of at least two times 45 minutes
DEFAULTS = (
    Shipped(form="talk"),
    Shipped(form="group", least_people=3, least_minutes=45, by_peer=True),
    Shipped(form="course", sessions=2, least_minutes=45),
)
#: what comes along, by country: in Denmark nobody's rules do
SHIPPED = {"NO": DEFAULTS}


def needed_minutes(rule: Rule) -> int:
    return rule.sessions * rule.least_minutes


def holds_on(rule: Rule, on: date) -> bool:
    return rule.starts_on <= on and (rule.ends_on is None or on <= rule.ends_on)


def rule_on(rules: Iterable[Rule], form: str, on: date) -> Rule | None:
    """The one that began last; `rules` stand in the order in which they were written."""
    found: Rule | None = None
    for rule in rules:
        if rule.form == form and holds_on(rule, on) and (found is None or rule.starts_on >= found.starts_on):
            found = rule
    return found


@dataclass(frozen=True)
class Done:
    """What somebody registered, as far as rules ask for it. None: it was not said."""

    form: str | None
    on: date
    people: int | None
    minutes: int | None
    led: bool | None


def done_in(activity: Any) -> Done:
    """Of an activity, or of what is typed."""
    numbers: Mapping[str, Any] = activity.numbers
    led = numbers.get("led")
    return Done(
        form=(activity.answers or {}).get("form"),
        on=activity.on_date,
        people=numbers.get("participants"),
        minutes=numbers.get("lasted"),
        led=None if led is None else bool(led),
    )


def faults_of(done: Done, rule: Rule | None) -> list[str]:
    """Why it does not count; none where it does."""
    if done.form not in FORMS:
        return ["unsaid"] if done.form is None else ["other"]
    if rule is None or not rule.is_counted:
        return ["no_rule"]
    needed = needed_minutes(rule)
    tried = (
        ("people_unsaid", rule.least_people > 0 and done.people is None),
        ("people", done.people is not None and done.people < rule.least_people),
        ("minutes_unsaid", needed > 0 and done.minutes is None),
        ("minutes", done.minutes is not None and done.minutes < needed),
        ("led_unsaid", rule.by_peer and done.led is None),
        ("led", rule.by_peer and done.led is False),
    )
    return [name for name, is_so in tried if is_so]


def verdict_on(done: Done, rules: Iterable[Rule]) -> Verdict:
    """Whether it counts by the rule of its own day, with all that the sentence needs: the rule may be gone by then."""
    rule = rule_on(rules, done.form, done.on) if done.form in FORMS else None
    faults = faults_of(done, rule)
    said: dict[str, Any] = {"form": done.form, "faults": faults, "people": done.people, "minutes": done.minutes}
    if rule is not None:
        said |= {
            "rule": rule.id.hex if rule.id else "shipped",
            "since": rule.starts_on.isoformat(),
            "least_people": rule.least_people,
            "sessions": rule.sessions,
            "least_minutes": rule.least_minutes,
            "by_peer": rule.by_peer,
        }
    return Verdict(not faults, said)


def judge_by(rules: Iterable[Rule]) -> Callable[[Any], Verdict]:
    """What judges one activity after the other."""
    kept = list(rules)
    return lambda activity: verdict_on(done_in(activity), kept)


def check_rule(rule: Rule) -> None:
    """Raises PortalError for what cannot be."""
    if rule.ends_on and rule.ends_on < rule.starts_on:
        raise PortalError(_("The last day comes before the first. Please check both."), "ends_on")
    if rule.starts_on < EVER:
        raise PortalError(_("Choose a year from %(first)s to %(last)s.", first=EVER.year, last=2099), "starts_on")
    if needed_minutes(rule) > MOST_MINUTES:
        raise PortalError(_("This is more than a day. Please check the minutes."), "least_minutes")
