"""A sub-goal with a number and a day becomes measured when she has seen and corrected how. # row R2, N1"""

from html import unescape

import pytest
from sqlalchemy import select

from portal.extensions import db
from portal.goals.models import Goal, Indicator, Milestone
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.reading import says

AT = "/o/hjertelag/intake/"
PLAN = "Plan 2026-2028\n\n1. Vekst\n\nMål 1: Vi vil vokse\n\nDelmål 1: Minst 210 medlemmer innen 31.12.2026.\n"


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


@pytest.fixture
def draft(staff):
    """(its address, what its page asks of the sub-goal)."""
    at = staff.post(AT, {"text": PLAN}).location
    line = next(name[1:] for name in staff.fields(at) if name[0] == "a" and name[1:].isdigit())
    return at, {"amount": f"a{line}", "unit": f"u{line}", "by": f"d{line}"}


@pytest.fixture
def measured(factory, organisation):
    """(goal, unit, milestones) of each indicator that there is."""

    def found():
        with factory.working_as(scope_of(organisation.id)):
            rows = db.session.execute(
                select(Goal.title, Indicator, Milestone)
                .join(Indicator, Indicator.goal_id == Goal.id)
                .join(Milestone, Milestone.indicator_id == Indicator.id)
                .where(Goal.organisation_id == organisation.id)
            )
            return [(title, one.kind, one.unit_many, int(stop.value), str(stop.on_date)) for title, one, stop in rows]

    return found


def test_what_was_read_shown_and_left_as_it_was_is_how_the_goal_is_measured(staff, draft, measured):
    staff.post(draft[0], {})
    assert says(
        staff.get(draft[0] + "/plan"),
        "Measured: at least %(figure)s by %(date)s",
        figure="210 medlemmer",
        date="31. desember 2026",
    )

    staff.post(draft[0] + "/plan")

    [(title, *rest)] = measured()
    assert "210 medlemmer" in title
    assert rest == ["level", "medlemmer", 210, "2026-12-31"]


def test_it_is_corrected_before_it_is_saved(staff, draft, measured):
    at, asked = draft
    staff.post(at, {asked["amount"]: "1 200,5", asked["unit"]: "turledere", asked["by"]: "2030-06-30"})
    staff.post(at, {})
    staff.post(at + "/plan")
    assert [row[2:] for row in measured()] == [("turledere", 1200, "2030-06-30")]


def test_an_emptied_number_promises_nothing(staff, draft, measured):
    at, asked = draft
    staff.post(at, {asked["amount"]: ""})
    assert "210 medlemmer ·" not in staff.get(at + "/plan").text
    assert staff.fields(at)[asked["amount"]] == "", "the guess does not come back"
    staff.post(at + "/plan")
    assert measured() == []


def test_what_nobody_was_shown_makes_nothing(staff, draft, measured):
    staff.post(draft[0] + "/plan")
    assert measured() == []


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("amount", "mange", "Write a number, such as 742 or 12,5."),
        ("amount", "-3", "Write a number, such as 742 or 12,5."),
        ("amount", "0", "Write a number, such as 742 or 12,5."),
        ("by", "", "By which day?"),
        ("by", "2026-02-31", "By which day?"),
        ("by", "9999-12-31", "Choose a year from %(first)s to %(last)s."),
    ],
)
def test_what_makes_no_sense_is_said_with_its_line_and_nothing_lost(staff, draft, field, typed, sentence):
    at, asked = draft
    page = staff.post(at, {asked[field]: typed, asked["unit"]: "fjellvante medlemmer"})
    assert page.status_code == 200
    assert says(page, sentence, first=1950, last=2100)
    assert "Minst 210 medlemmer innen 31.12.2026.: " in unescape(page.text)
    assert "fjellvante medlemmer" in page.text
    assert "fjellvante medlemmer" not in staff.get(at).text


def test_a_line_that_is_no_goal_any_more_is_not_measured_whatever_stood_there(staff, draft, measured):
    at, asked = draft
    assert staff.post(at, {f"k{asked['amount'][1:]}": "action", asked["amount"]: "mange"}).status_code == 303
    staff.post(at + "/plan")
    assert measured() == []
