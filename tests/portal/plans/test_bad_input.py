"""What cannot be in a plan: each a sentence in the reader's language, and nothing is saved."""

from datetime import date
from html import unescape

import pytest
from sqlalchemy import func, select

from portal.extensions import db
from portal.goals.models import Indicator, Milestone, Plan
from portal.i18n import _, format_date, use_language
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of

BEGINS = {"baseline_on": "2025-12-31", "baseline_value": "700", "on_0": "2026-12-31", "value_0": "801"}
GROWS = {"growth_percent": "50", "base_year": "2026", "until_year": "2025", "counted": "yearly"}
MEASURED = {
    "a milestone before the baseline's day": (
        "number", {**BEGINS, "on_0": "2025-06-30"}, "A milestone lies after the beginning, %(date)s. Choose a later day.",
    ),
    "a later milestone before it too": (
        "number", {**BEGINS, "on_1": "2024-12-31", "value_1": "900"},
        "A milestone lies after the beginning, %(date)s. Choose a later day.",
    ),
    "a target that is where it begins": (
        "number", {**BEGINS, "value_0": "700"},
        "The target is the same as the figure you begin with. What do you want to change?",
    ),
    "a growth that ends before it begins": ("growth", GROWS, "This year must come after the base year."),
    "a yearly growth that ends when it begins": (
        "compound", {**GROWS, "until_year": "2026"}, "This year must come after the base year.",
    ),
}  # fmt: skip


@pytest.fixture(params=["nb", "da"])
def house(request, factory):
    """An organisation of this language, with a plan in force and a goal."""
    country = {"nb": "NO", "da": "DK"}[request.param]
    made = factory.organisation("huset", "Huset", country=country, language=request.param)
    goal, _indicator = factory.goal(made, factory.plan(made), milestones=[])
    return made, goal


@pytest.fixture
def staff(house, actor, browser):
    return browser(actor(house[0], Role.STAFF))


def stored(factory, organisation):
    """How many plans, indicators and milestones there are."""
    with factory.working_as(scope_of(organisation.id)):
        return [
            db.session.scalar(select(func.count()).select_from(model).where(model.organisation_id == organisation.id))
            for model in (Plan, Indicator, Milestone)
        ]


@pytest.mark.parametrize("name", MEASURED)
def test_a_figure_that_cannot_be_followed_is_refused(house, staff, factory, name):
    (organisation, goal), (shape, typed, sentence) = house, MEASURED[name]
    before = stored(factory, organisation)

    page = staff.post(f"/o/huset/plans/goals/{goal}/measure/{shape}/typed", {"name": "Medlemmer", **typed})

    with use_language(organisation.language):
        said = _(sentence, date=format_date(date(2025, 12, 31)))
    assert page.status_code == 200
    assert said in unescape(page.text)
    assert said != sentence
    assert stored(factory, organisation) == before


def test_a_plan_that_ends_before_it_begins_is_refused(house, staff, factory):
    organisation, _goal = house
    before = stored(factory, organisation)

    page = staff.post("/o/huset/plans/new", {"title": "Plan", "starts_on": "2026-01-01", "ends_on": "2025-12-31"})

    with use_language(organisation.language):
        assert _("The last day lies before the first day.") in unescape(page.text)
    assert stored(factory, organisation) == before
