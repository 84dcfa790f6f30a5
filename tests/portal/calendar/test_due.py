"""What is due: said by whoever owns it, seen by whoever holds its right."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from portal import clock
from portal.calendar.models import DueItem
from portal.calendar.queries import due_between, due_for
from portal.calendar.services import drop_due, drop_due_of, let_milestones_pass, set_due
from portal.extensions import db
from portal.organisations.models import Organisation
from portal.organisations.viewer import Viewer
from portal.plugin_api import Role, house
from portal.tenancy.scope import organisation as scope_of

SAID = {"endpoint": "goals.plan", "arguments": {}, "right": "goals.see"}


@pytest.fixture
def say(factory, organisation):
    """`say("Title", days=3)`: due that many days from today."""

    def make(title, *, days=0, where=organisation, source="goals.step", source_id=None, **said):
        source_id = source_id or uuid4()
        on = clock.today() + timedelta(days=days)
        with factory.working_as(scope_of(where.id)):
            set_due(source, source_id, on=on, title=title, **{**SAID, **said})
            db.session.commit()
        return source_id

    return make


@pytest.fixture
def seen_by(factory, organisation):
    """The titles that are due for a viewer, in order."""

    def ask(viewer: Viewer, days=30):
        with factory.working_as(scope_of(organisation.id)):
            return [row.title for row in due_for(viewer, clock.today() + timedelta(days=days))]

    return ask


@pytest.fixture
def viewer(factory, organisation):
    """`viewer(Role.STAFF)`: with the units and plugins as they are now."""

    def make(role, unit_id=None):
        with factory.working_as(scope_of(organisation.id)):
            now = db.session.get(Organisation, organisation.id)
        return factory.viewer(now, role, unit_id)

    return make


@pytest.fixture
def staff(viewer):
    return viewer(Role.STAFF)


def test_saying_it_again_moves_it_and_makes_no_second(say, seen_by, staff):
    item = say("Send the report", days=3)
    say("Send the long report", days=5, source_id=item)
    say("Call", days=4)

    assert seen_by(staff) == ["Call", "Send the long report"]


def test_dropping_takes_what_is_named_and_nothing_else(say, seen_by, staff, factory, organisation):
    gone, also_gone = say("Gone"), say("Gone too")
    say("Another source's, with the same id", source="goals.other", source_id=gone)
    with factory.working_as(scope_of(organisation.id)):
        drop_due_of("goals.step", [gone, also_gone])
        drop_due("goals.step", uuid4())
        db.session.commit()

    assert seen_by(staff) == ["Another source's, with the same id"]


def test_what_is_done_and_what_is_far_off_is_not_due(say, seen_by, staff):
    say("Done", done=True)
    say("Next year", days=300)
    say("Today")

    assert seen_by(staff) == ["Today"]


def test_others_organisations_are_left_out(say, seen_by, staff, other_organisation):
    say("Theirs", where=other_organisation)

    assert seen_by(staff) == []


def test_a_volunteer_does_not_see_what_is_for_staff(say, seen_by, viewer):
    say("For staff", right="goals.measure")
    say("For everybody")

    assert seen_by(viewer(Role.VOLUNTEER)) == ["For everybody"]


def test_a_leader_sees_what_her_unit_and_the_whole_have_to_do(say, seen_by, viewer, factory, organisation):
    north, south = factory.unit(organisation, "North"), factory.unit(organisation, "South")
    say("North's", unit_id=north)
    say("South's", unit_id=south)
    say("Everybody's")

    assert seen_by(viewer(Role.UNIT_LEADER, north)) == ["Everybody's", "North's"]


def test_what_is_meant_for_somebody_else_is_not_due_for_her(say, seen_by, staff):
    say("Mine", user_id=staff.id)
    say("A colleague's", user_id=uuid4())

    assert seen_by(staff) == ["Mine"]


def test_a_switched_off_plugin_is_silent_and_its_items_stay(say, seen_by, viewer, factory, organisation):
    say("Enrol", source="recruitment.step", right="recruitment.see")
    off = seen_by(viewer(Role.STAFF))
    factory.plugin(organisation, "recruitment")

    assert (off, seen_by(viewer(Role.STAFF))) == ([], ["Enrol"])


def test_a_step_can_be_late_and_a_milestone_passes(say, seen_by, staff):
    say("A late step", days=-3)
    say("A milestone that passed", days=-3, source="goals.milestone")

    assert seen_by(staff) == ["A late step"]


def test_of_many_late_ones_the_latest_come_first_and_leave_room_for_what_comes(say, seen_by, staff):
    for days in range(8):
        say(f"Late {days}", days=-1 - days)
    say("Tomorrow", days=1)

    assert seen_by(staff) == ["Late 4", "Late 3", "Late 2", "Late 1", "Late 0", "Tomorrow"]


def test_the_year_holds_what_is_done_too_and_can_be_asked_for_a_unit(say, factory, organisation, viewer):
    north, south = factory.unit(organisation, "North"), factory.unit(organisation, "South")
    say("Done", done=True, unit_id=north)
    say("South's", unit_id=south)
    say("Of the whole")
    year = clock.today().year
    staff = viewer(Role.STAFF)
    with factory.working_as(scope_of(organisation.id)):
        rows = due_between(staff, date(year, 1, 1), date(year, 12, 31), [north])

    assert [row.title for row in rows] == ["Done", "Of the whole"]


def test_a_milestone_that_passed_is_waited_for_no_more_and_stands_in_its_year(
    say, seen_by, staff, factory, organisation
):
    say("Yesterday's milestone", days=-1, source="goals.milestone")
    say("A plugin's milestone", days=-1, source="recruitment.milestone")
    say("Today's milestone", source="goals.milestone")
    say("Yesterday's step", days=-1)
    with factory.working_as(scope_of(organisation.id)):
        let_milestones_pass(organisation.id)
        db.session.commit()
        waited_for = set(db.session.scalars(db.select(DueItem.title).where(DueItem.done.is_(False))))
        shown = {row.title for row in due_between(staff, clock.today() - timedelta(days=2), clock.today())}

    assert waited_for == {"Today's milestone", "Yesterday's step"}
    assert seen_by(staff) == ["Yesterday's step", "Today's milestone"]
    assert shown == {"Yesterday's milestone", "A plugin's milestone", "Today's milestone", "Yesterday's step"}


def test_the_worker_lets_milestones_pass_once_a_day(app):
    with app.app_context():
        daily = [kind.name for kind in house().job_kinds.values() if kind.daily]
    assert "let_milestones_pass" in daily
