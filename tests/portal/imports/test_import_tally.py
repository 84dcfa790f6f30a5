"""However rows are brought in, the counters say what registering them one by one says."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from portal.activities.models import Activity, ActivityTally
from portal.activities.services import register_activity
from portal.drafts.models import Draft
from portal.drafts.services import keep_draft
from portal.extensions import db
from portal.imports import work as importing
from portal.imports.rows import Reader
from portal.jobs.errands import Errand
from portal.jobs.models import Job
from portal.organisations.setup import UnitNode
from portal.plugin_api import house
from portal.tenancy import uuid7
from tests.portal.activities.reckoning import recount, tally

days = st.dates(date(2024, 1, 1), date(2024, 3, 31))
rows = st.lists(
    st.tuples(days, st.sampled_from(["core.meeting", "core.talk"]), st.integers(0, 1), st.integers(0, 3) | st.none()),
    max_size=14,
)


class Killed(BaseException):
    pass


class Interrupted(Errand):
    """A job whose worker dies after so many chunks, or never."""

    left = -1

    def report(self, done: int, total: int) -> None:
        db.session.commit()
        self.left -= 1
        if self.left == 0:
            raise Killed


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(brought=rows, chunk=st.integers(1, 5), deaths=st.lists(st.integers(1, 4), max_size=3), again=st.booleans())
def test_any_rows_in_any_chunks_with_any_interruption_count_as_one_by_one(
    factory, organisation, inside, brought, chunk, deaths, again
):
    units = sorted(factory.setup(organisation).units, key=lambda node: node.id)
    while len(units) < 2:
        factory.unit(organisation, "Agder")
        units = sorted(factory.setup(organisation).units, key=lambda node: node.id)
    with inside():
        wanted = one_by_one(brought, units)
    with inside():
        forget()
        import_id = kept(brought, units)
        go(organisation.id, import_id, chunk, deaths)
        if again:
            go(organisation.id, kept(brought, units), chunk + 1, [])

        assert tally() == recount() == wanted
        forget()
        db.session.commit()


def forget():
    for model in (Activity, ActivityTally, Draft, Job):
        db.session.execute(delete(model))


def one_by_one(brought, units):
    """Not committed: the counters that it gives, and nothing left."""
    forget()
    for day, key, unit, number in brought:
        numbers = {} if number is None else {"participants": number}
        register_activity(
            activity_type=key, unit_id=units[unit].id, on_date=day, numbers=numbers, note="", by=uuid7()
        )  # fmt: skip
    db.session.flush()
    found = tally()
    db.session.rollback()
    return found


def kept(brought, units: list[UnitNode]):
    """As it lies once somebody has said yes."""
    said = {
        "headings": ["Dato", "Type", "Enhet", "Antall"],
        "columns": {"0": "day", "1": "type", "2": "unit", "3": "participants|core.meeting"},
        "type": "", "unit": "",
        "rows": [
            [n, [day.isoformat(), key, units[unit].name, number]]
            for n, (day, key, unit, number) in enumerate(brought, start=2)
        ],
    }  # fmt: skip
    read = Reader(said, list(house().activity_types.values()), units).read()
    assert read.bad == []
    content = {
        **said,
        "state": "begun",
        "ready": [one.as_json() for one in read.ready],
        "bad": [],
        "new": 0,
        "there": 0,
    }
    made = keep_draft("activities", "fjor.xlsx", content, by=uuid7())
    db.session.commit()
    return made.id


def go(organisation_id, import_id, chunk, deaths):
    importing.CHUNK, before = chunk, importing.CHUNK
    try:
        for left in [*deaths, -1]:
            errand = Interrupted(organisation_id, uuid7(), {"import": import_id.hex}, uuid7(), None)
            errand.left = left
            try:
                importing.register_rows(organisation_id, errand)
                db.session.commit()
            except Killed:
                db.session.rollback()
    finally:
        importing.CHUNK = before
