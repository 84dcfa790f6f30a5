"""Write a rule; count anew. What was registered keeps what was said of it until somebody asks for a recount."""

from datetime import date
from uuid import UUID

from plugins.recruitment.counting.models import CountingRule
from plugins.recruitment.counting.queries import rules_of
from plugins.recruitment.counting.rules import NAME, Rule, check_rule, judge_by
from portal import clock
from portal.activities.recounting import Change, judge_again, what_would_change
from portal.audit.services import record
from portal.extensions import db
from portal.i18n import ngettext
from portal.jobs.errands import Errand, Outcome
from portal.organisations.setup import touch_setup
from portal.tenancy import current_organisation_id, uuid7

#: activities of one commit
CHUNK = 200


def say_rule(rule: Rule, *, by: UUID | None) -> CountingRule:
    """From its first day on it holds, for what is registered from now on. Raises PortalError."""
    check_rule(rule)
    made = CountingRule(
        id=uuid7(),
        form=rule.form,
        starts_on=rule.starts_on,
        ends_on=rule.ends_on,
        is_counted=rule.is_counted,
        least_people=rule.least_people,
        sessions=rule.sessions,
        least_minutes=rule.least_minutes,
        by_peer=rule.by_peer,
        made_by=by,
        made_at=clock.now(),
    )
    db.session.add(made)
    changes = {"form": made.form, "on": made.starts_on, "people": made.least_people, "minutes": made.least_minutes}
    touch_setup(current_organisation_id())  # activities are judged by it
    record("recruitment.rule_said", made.id, by=by, changes=changes)
    return made


def preview_of(organisation_id: UUID, rule: Rule) -> list[Change]:
    """What of the last year would be judged otherwise with this rule. Raises PortalError; changes nothing."""
    check_rule(rule)
    today = clock.today()
    first = max(rule.starts_on, today.replace(year=today.year - 1, day=1))
    return what_would_change(
        organisation_id, NAME, first, today, judge_by([*rules_of(organisation_id), rule])
    )


def days_of(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def count_anew(organisation_id: UUID, errand: Errand) -> Outcome:
    """A year's activities by the rules as they are now, two hundred at a time."""
    year = int(errand.details["year"])
    changes, done = what_would_change(organisation_id, NAME, *days_of(year)), 0
    for first in range(0, len(changes), CHUNK):
        done += judge_again(changes[first : first + CHUNK])
        errand.report(min(first + CHUNK, len(changes)), len(changes))
    record("recruitment.counted_anew", errand.id, by=errand.asked_by, changes={"year": year, "rows": done})
    return Outcome(ngettext("%(n)s activity is judged anew.", "%(n)s activities are judged anew.", done))
