"""A goal that is shared goes on in a new plan: nobody answers anew, and the history stays with the old one."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete, select, update

from portal import clock
from portal.calendar.models import DueItem
from portal.exchange.models import ExchangeLetter, Partner
from portal.extensions import db
from portal.goals.models import Contribution, Goal, Indicator, Milestone, Plan
from portal.messages.models import Message
from portal.plans.services import adopt_plan, plan_after
from portal.plugin_api import Role
from portal.shared_goals.due import say_due
from portal.shared_goals.models import SharedGoal
from portal.shared_goals.services import contribute
from portal.tenancy.scope import organisation as scope_of
from tests.portal.shared_goals.test_shared_goals import values_of
from tests.reading import says, words_of

OURS, THEIRS = "/o/hjertelag/shared-goals", "/o/lungelag/shared-goals"
BEFORE = datetime(2026, 10, 1, 12, tzinfo=UTC)


@pytest.fixture
def new_plan(factory, organisation, plan, goal, actor):
    """`new_plan(title=…, kind=…)`: adopted, from the old one, with what was changed meanwhile. Returns its goal's id."""

    def make(*, adopted=True, **changes):
        by = actor(organisation, Role.STAFF).id
        with factory.working_as(scope_of(organisation.id)):
            old = db.session.get(Plan, (organisation.id, plan[0]))
            said = {"title": "Neste plan", "starts_on": date(2029, 1, 1), "ends_on": date(2031, 12, 31)}
            made = plan_after(old, keep=[goal[0]], actions=False, by=None, **said)
            new = db.session.scalars(select(Goal).where(Goal.plan_id == made.id)).one()
            measured = db.session.scalars(select(Indicator).where(Indicator.goal_id == new.id)).one()
            new.title = changes.pop("title", new.title)
            for name, value in changes.items():
                setattr(measured, name, value)
            last = select(Milestone.id).where(Milestone.indicator_id == measured.id, Milestone.value == 100)
            db.session.execute(update(Milestone).where(Milestone.id.in_(last)).values(on_date=date(2030, 6, 30)))
            if adopted:
                adopt_plan(made, adopted_by="Styret", adopted_on=clock.today(), close_old=True, by=by)
            db.session.commit()
            return made.id, new.id, measured.id

    return make


@pytest.fixture
def staff(browser, actor, organisation):
    return browser(actor(organisation, Role.STAFF))


def ticked(staff):
    """What is ticked when the page opens."""
    return re.findall(r'value="([0-9a-f-]{36} [0-9a-f]{16})"', staff.get(f"{OURS}/go-on").text)


def give(factory, here, shared_goal_id, connection, value, on=None):
    with factory.working_as(scope_of(here.id)):
        said = {"on_date": on or clock.today(), "value": Decimal(value), "note": "", "by": None}
        contribute(shared_goal_id, connection, **said)
        db.session.commit()


def test_the_partner_goes_on_without_answering_anew_and_the_history_stays_with_the_old_goal(
    factory, accepted, connection, new_plan, goal, staff, rows, organisation, other_organisation
):
    give(factory, other_organisation, accepted, connection, 7, on=clock.today() - timedelta(days=1))
    _plan, new, measured = new_plan(title="Turgrupper i hele landet")

    staff.post(f"{OURS}/go-on")
    give(factory, other_organisation, accepted, connection, 9)

    assert values_of(factory, organisation, measured) == [7, 9]
    assert values_of(factory, organisation, goal[1]) == [7]
    ours = {one.goal_id: one.status for one in rows(organisation)}
    assert ours == {goal[0]: "ended", new: "accepted"}
    [theirs] = rows(other_organisation)
    assert (theirs.id, theirs.status, theirs.title) == (accepted, "accepted", "Turgrupper i hele landet")
    assert len(rows(other_organisation, Contribution)) == 2
    assert "Lungelaget" in staff.get(f"{OURS}/goal/{goal[0]}").text
    assert "Lungelaget" in staff.get(f"{OURS}/goal/{new}").text


def test_what_is_over_stands_on_a_page_of_its_own(accepted, new_plan, staff):
    new_plan(title="Turgrupper i hele landet")
    staff.post(f"{OURS}/go-on")

    now, before = (words_of(staff.get(f"{OURS}/{asked}")) for asked in ("", "?over=1"))

    assert ("Turgrupper i hele landet" in now, "Flere turgrupper" in now) == (True, False)
    assert ("Turgrupper i hele landet" in before, "Flere turgrupper" in before) == (False, True)


def test_what_was_kept_back_from_the_partner_stays_so_in_the_new_plan(
    factory, accepted, new_plan, staff, rows, organisation, other_organisation
):
    """The offer shows the milestone of 2026 and not that of 2028, which the new plan has moved."""
    with factory.working_as(scope_of(organisation.id)):
        db.session.get(SharedGoal, (organisation.id, accepted)).title = "Gå en tur"
        db.session.commit()
    _plan, _goal, measured = new_plan(title="qhemmelig", name="qmåles")

    page = staff.get(f"{OURS}/go-on").text
    staff.post(f"{OURS}/go-on")

    [theirs] = rows(other_organisation)
    assert (theirs.title, [on for on, _value in theirs.milestones]) == ("Gå en tur", ["2026-12-31"])
    letters = str([vars(one) for one in rows(other_organisation, ExchangeLetter)]) + str(vars(theirs))
    assert [word for word in ("qhemmelig", "qmåles", "2030", str(measured)) if word in letters] == []
    assert "2030" not in page


def test_a_partner_that_saw_all_milestones_sees_all_new_ones_and_they_are_due_there(
    factory, accepted, new_plan, staff, rows, organisation, other_organisation
):
    with clock.stopped_at(BEFORE):
        for here in (organisation, other_organisation):
            with factory.working_as(scope_of(here.id)):
                found = db.session.get(SharedGoal, (here.id, accepted))
                found.milestones = [["2026-12-31", "50"], ["2028-12-31", "100"]]
                say_due(found)
                db.session.commit()
        new_plan()

        staff.post(f"{OURS}/go-on")

        [theirs] = rows(other_organisation)
        assert [on for on, _value in theirs.milestones] == ["2026-12-31", "2030-06-30"]
        assert {one.on_date for one in rows(other_organisation, DueItem)} == {date(2026, 12, 31), date(2030, 6, 30)}


@pytest.mark.parametrize("change", [{"kind": "yearly"}, {"unit_many": "timer"}, {"source": "goals"}])
def test_where_something_else_is_counted_the_partner_is_not_taken_along(
    accepted, new_plan, goal, staff, rows, organisation, change
):
    new_plan(**change)

    assert "Lungelaget" not in staff.get(f"{OURS}/go-on").text
    staff.post(f"{OURS}/go-on", {"goals": [f"{accepted} {'0' * 16}"]})
    assert [one.goal_id for one in rows(organisation)] == [goal[0]]


def test_nothing_goes_on_before_the_plan_is_in_force(accepted, new_plan, staff, rows, organisation, goal):
    new_plan(adopted=False)

    assert "Lungelaget" not in staff.get(f"{OURS}/go-on").text
    assert [one.goal_id for one in rows(organisation)] == [goal[0]]


def test_whoever_adopts_the_plan_is_asked_at_once(accepted, new_plan, staff):
    plan_id, new, _measured = new_plan(adopted=False)

    said = {"adopted_by": "Styret", "adopted_on": clock.today().isoformat()}
    answer = staff.post(f"/o/hjertelag/plans/{plan_id}/adopt", said)

    assert answer.location == f"{OURS}/go-on"
    page = staff.get(answer.location).text
    assert "Lungelaget" in page
    assert "checked" in page
    for tail in ("/", f"/goal/{new}"):
        assert f"{OURS}/go-on" in staff.get(f"{OURS}{tail}").text


def test_with_nobody_ticked_nothing_goes_on(accepted, new_plan, staff, rows, goal, organisation):
    new_plan()

    page = staff.post(f"{OURS}/go-on", {"goals": []})

    assert page.status_code == 200
    assert [one.goal_id for one in rows(organisation)] == [goal[0]]


def test_an_offer_without_an_answer_goes_on_as_an_offer(
    offered, new_plan, staff, browser, actor, rows, organisation, other_organisation
):
    _plan, new, _measured = new_plan(title="Turgrupper i hele landet")

    staff.post(f"{OURS}/go-on")
    browser(actor(other_organisation, Role.STAFF)).post(f"{THEIRS}/{offered}/answer", {"answer": "yes"})

    assert [(one.goal_id, one.status) for one in rows(organisation)] == [(new, "accepted")]
    assert [one.title for one in rows(other_organisation)] == ["Turgrupper i hele landet"]


def test_a_partner_without_an_account_goes_on_with_the_link_it_has(
    factory, its_link, new_plan, staff, nobody, rows, organisation
):
    nobody.post(its_link, {"answer": "yes", "name": "Ida Vik"})
    _plan, _goal, measured = new_plan(title="Turgrupper i hele landet")

    staff.post(f"{OURS}/go-on")

    assert "Turgrupper i hele landet" in nobody.get(its_link).text
    nobody.post(its_link, {"value": "20"})
    assert "færre enn 5" in words_of(nobody.post(its_link, {"value": "3"}))
    assert values_of(factory, organisation, measured) == [20]
    assert len(rows(organisation, Message)) == 2, "the offer, and that it goes on"


def test_a_partner_that_one_is_not_connected_with_any_more_is_left_behind(
    factory, accepted, new_plan, staff, organisation
):
    new_plan()
    with factory.working_as(scope_of(organisation.id)):
        db.session.execute(update(Partner).where(Partner.organisation_id == organisation.id).values(status="ended"))
        db.session.commit()

    assert "Lungelaget" not in staff.get(f"{OURS}/go-on").text


def test_a_goal_that_was_offered_anew_already_does_not_go_on_besides(
    factory, accepted, new_plan, staff, rows, organisation, connection
):
    _plan, new, measured = new_plan()
    staff.post(f"{OURS}/offer/{measured}", {"milestones": []})

    assert "checked" not in staff.get(f"{OURS}/go-on").text
    assert len([one for one in rows(organisation) if one.goal_id == new]) == 1


def test_pressed_twice_it_goes_on_once(accepted, new_plan, staff, rows, organisation):
    new_plan()
    form = staff.fields(f"{OURS}/go-on")
    form = {**form, "goals": ticked(staff)}

    for _time in range(2):
        staff.send(f"{OURS}/go-on", form)

    assert sorted(one.status for one in rows(organisation)) == ["accepted", "ended"]


def test_a_volunteer_does_not_decide_it(accepted, new_plan, browser, actor, organisation):
    new_plan()

    assert browser(actor(organisation, Role.VOLUNTEER)).get(f"{OURS}/go-on").status_code == 403


def test_what_the_partner_would_see_is_what_somebody_has_read(accepted, new_plan, staff, rows, factory, organisation):
    _plan, new, _measured = new_plan()
    read = ticked(staff)
    with factory.working_as(scope_of(organisation.id)):
        db.session.get(Goal, (organisation.id, new)).title = "Noe ingen har lest"
        db.session.commit()

    page = staff.post(f"{OURS}/go-on", {"goals": read})

    assert says(page, "What stands here has been changed meanwhile. Read it again.")
    assert [one.status for one in rows(organisation)] == ["accepted"]


def test_of_two_plans_that_take_the_same_goal_over_staff_choose_one(
    accepted, new_plan, staff, rows, organisation, factory, plan
):
    new_plan()
    with factory.working_as(scope_of(organisation.id)):
        db.session.get(Plan, (organisation.id, plan[0])).status = "adopted"
        db.session.commit()
    new_plan(title="Det andre")
    both = ticked(staff)
    assert len(both) == 2
    assert staff.get(f"{OURS}/go-on").text.count("checked") == 1

    assert says(staff.post(f"{OURS}/go-on", {"goals": both}), "A goal goes on in one plan with a partner. Tick it once.")
    staff.post(f"{OURS}/go-on", {"goals": both[1:]})

    assert sorted(one.status for one in rows(organisation)) == ["accepted", "ended"]


def test_a_text_that_the_partner_never_had_stays_here(accepted, new_plan, staff, rows, factory, organisation):
    """The offer had none, as the old goal."""
    _plan, new, _measured = new_plan()
    with factory.working_as(scope_of(organisation.id)):
        db.session.get(Goal, (organisation.id, new)).text = "Bare for styret"
        db.session.commit()

    staff.post(f"{OURS}/go-on", {"goals": ticked(staff)})

    assert [one.text for one in rows(organisation) if one.status == "accepted"] == [""]


def test_where_the_offer_named_no_milestone_none_crosses_later(
    factory, accepted, new_plan, staff, rows, organisation, goal
):
    new_plan()
    with factory.working_as(scope_of(organisation.id)):
        db.session.get(SharedGoal, (organisation.id, accepted)).milestones = []
        db.session.execute(delete(Milestone).where(Milestone.indicator_id == goal[1]))
        db.session.commit()

    staff.post(f"{OURS}/go-on")

    assert [one.milestones for one in rows(organisation) if one.status == "accepted"] == [[]]


def test_a_figure_that_came_in_between_counts_in_the_new_plan_when_it_is_given_again(
    factory, accepted, connection, new_plan, goal, staff, organisation, other_organisation
):
    """On PostgreSQL a partner may have given it while the goal went on: it stands with the old indicator."""
    give(factory, other_organisation, accepted, connection, 7)
    _plan, _goal, measured = new_plan()
    staff.post(f"{OURS}/go-on")
    with factory.working_as(scope_of(organisation.id)):
        db.session.execute(update(Contribution).values(indicator_id=goal[1]))
        db.session.commit()

    give(factory, other_organisation, accepted, connection, 9)

    assert values_of(factory, organisation, measured) == [9]
