"""What was acknowledged, held against what stands in the database."""

from collections import Counter
from uuid import UUID

from sqlalchemy import select

from portal.activities.models import WHOLE, Activity, ActivityTally
from portal.activities.services import Cell, cells_of
from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.jobs.models import Job
from portal.tenancy.scope import organisation as scope_of
from tests.load.house import House
from tests.load.ledger import Ledger


def faults(house: House, ledger: Ledger) -> list[str]:
    """What was lost, doubled or wrongly answered, each in a sentence; an empty list if all is well."""
    with house.factory.working_as(scope_of(house.organisation.id)):
        return [
            *_wrong_answers(ledger),
            *_lost_steps(house, ledger),
            *_lost_or_doubled_keys(ledger),
            *_lost_or_doubled_activities(ledger),
            *_wrong_tally(),
            *_failed_jobs(),
        ]


def _wrong_answers(ledger: Ledger) -> list[str]:
    return [
        *(f"answered {kind}: {count}" for kind, count in sorted(ledger.wrong.items())),
        *(f"two answers to one form: {pair}, {count} times" for pair, count in Counter(ledger.apart).items()),
    ]


def _lost_steps(house: House, ledger: Ledger) -> list[str]:
    """Each counter stands at the sum of what was acknowledged."""
    sums = Counter[UUID]()
    for write in ledger.raised:
        sums[write.counter] += write.step
    stand = {counter: counter.number() for counter in house.counters}
    return [
        f"{counter.path} stands at {number}, acknowledged are {sums[counter.id]}"
        for counter, number in stand.items()
        if number != sums[counter.id]
    ]


def _lost_or_doubled_keys(ledger: Ledger) -> list[str]:
    """Each acknowledged form has one entry in the trail, and no other form has any."""
    found = Counter(db.session.scalars(select(AuditEntry.form_key).where(AuditEntry.form_key.is_not(None))))
    told = Counter(ledger.keys)
    return [
        *(f"acknowledged, but not in the trail: {key}" for key in told - found),
        *(f"in the trail {found[key]} times, acknowledged {told[key]} times: {key}" for key in found - told),
    ]


def _lost_or_doubled_activities(ledger: Ledger) -> list[str]:
    told = Counter(write.word for write in ledger.registered)
    counters = {write.word for write in ledger.raised} | {"0"}
    found = Counter(word for word in db.session.scalars(select(Activity.note)) if word not in counters)
    return [
        *(f"registered, but not there: {word}" for word in told - found),
        *(f"registered once, but there {found[word]} times: {word}" for word in found - told),
    ]


def _wrong_tally() -> list[str]:
    """The counters that goals follow agree with the rows, unit by unit and for the whole."""
    due = Counter[Cell]()
    for activity in db.session.scalars(select(Activity)):
        for (kind, measure, month, unit), total in cells_of(activity).items():
            due[kind, measure, month, unit] += total
            due[kind, measure, month, WHOLE] += total
    tally = db.session.scalars(select(ActivityTally))
    kept = Counter({(row.activity_type, row.measure, row.month, row.unit_id): row.total for row in tally})
    return [
        f"the tally says {kept[cell]} for {due[cell]}: {cell}" for cell in due.keys() | kept if kept[cell] != due[cell]
    ]


def _failed_jobs() -> list[str]:
    """What the activities asked the worker for has been done, or still waits."""
    return [f"a job failed: {fault}" for fault in db.session.scalars(select(Job.fault)) if fault]
