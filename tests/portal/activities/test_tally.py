"""The counters that goals follow are always what a recount would give."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from portal.activities.models import Activity, ActivityTally
from portal.activities.services import correct_activity, register_activity, remove_activity
from portal.errors import PortalError
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.portal.activities.reckoning import recount, tally
from tests.portal.at_once import all_at_once

MEETING = "/o/hjertelag/activities/register/core.meeting"


@pytest.fixture
def inside(factory, organisation):
    def begin():
        return factory.working_as(scope_of(organisation.id))

    return begin


days = st.dates(date(2026, 1, 1), date(2026, 4, 30))
numbers = st.dictionaries(st.sampled_from(["participants", "new_people"]), st.integers(0, 50), max_size=2)
steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("register"), st.sampled_from(["core.meeting", "core.talk"]), st.integers(0, 1), days, numbers
        ),
        st.tuples(st.just("correct"), st.integers(0, 9), st.integers(0, 1), days, numbers),
        st.tuples(st.just("remove"), st.integers(0, 9)),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=steps)
def test_after_any_steps_the_tally_is_what_a_recount_gives(factory, organisation, inside, taken):
    units = [node.id for node in factory.setup(organisation).units]
    while len(units) < 2:
        units.append(factory.unit(organisation, "Agder"))
    by = uuid7()
    with inside():
        db.session.execute(delete(Activity))
        db.session.execute(delete(ActivityTally))
        here = []
        for step in taken:
            take(step, here, units, by)
            db.session.flush()
        db.session.commit()
    with inside():
        assert tally() == recount()
        assert len(db.session.scalars(select(Activity.id)).all()) == len(here)


def take(step, here, units, by):
    kind, *said = step
    if kind == "register":
        of, unit, on, typed = said
        here.append(register_activity(activity_type=of, unit_id=units[unit], on_date=on, numbers=typed, note="", by=by))
    elif here and kind == "correct":
        which, unit, on, typed = said
        correct_activity(here[which % len(here)], by=by, unit_id=units[unit], on_date=on, numbers=dict(typed), note="")
    elif here:
        remove_activity(here.pop(said[0] % len(here)), by=by)


def test_undone_the_activity_and_its_counters_are_both_gone(factory, organisation, inside, make_activity):
    make_activity(organisation, on_date=date(2026, 3, 1))
    root = factory.root(organisation)
    with inside():
        before = tally()
        register_activity(
            activity_type="core.meeting", unit_id=root, on_date=date(2026, 3, 2), numbers={"participants": 5}, note="",
            by=None,
        )  # fmt: skip
        db.session.flush()
        assert tally() != before
        db.session.rollback()
    with inside():
        assert tally() == before == recount()


def test_a_refused_day_moves_no_counter(factory, organisation, inside):
    root = factory.root(organisation)
    with inside():
        with pytest.raises(PortalError):
            register_activity(
                activity_type="core.meeting", unit_id=root, on_date=date(2999, 1, 1), numbers={}, note="", by=None
            )
        db.session.commit()
    with inside():
        assert tally() == {}


def test_another_organisations_counters_do_not_move(organisation, other_organisation, factory, inside, make_activity):
    make_activity(organisation, on_date=date(2026, 3, 1))
    make_activity(other_organisation, on_date=date(2026, 3, 1))

    with inside():
        assert sum(tally().values()) == 2 * 9  # by unit, and as a whole


def test_those_who_register_at_the_same_moment_are_all_counted(config, organisation, actor, browser, inside):
    people = [browser(actor(organisation, Role.STAFF)) for _turn in range(5)]
    people[0].post(MEETING, {"number_participants": "1"})
    typed = [{**one.fields(MEETING), "number_participants": str(10**at)} for at, one in enumerate(people)]

    answers = all_at_once(
        config, "activity_tally", *(lambda at=at: people[at].send(MEETING, typed[at]).status_code for at in range(5))
    )

    assert answers == [303] * 5
    with inside():
        assert tally() == recount()
        assert sorted(tally().values()) == [6, 6, 11112, 11112]  # by unit, and as a whole


def test_two_who_correct_the_same_activity_at_the_same_moment_leave_the_tally_right(
    config, organisation, actor, browser, inside, make_activity
):
    path = f"/o/hjertelag/activities/{make_activity(organisation)}/correct"
    people = [browser(actor(organisation, Role.STAFF)) for _turn in range(2)]
    typed = [{**one.fields(path), "number_participants": str(20 + at)} for at, one in enumerate(people)]

    answers = all_at_once(
        config, "activity", *(lambda at=at: people[at].send(path, typed[at]).status_code for at in range(2))
    )

    assert sorted(answers) == [200, 303]
    with inside():
        assert tally() == recount()
