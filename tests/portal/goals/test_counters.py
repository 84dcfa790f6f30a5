"""Goals of at least so many in each period, counted from what is registered."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from portal import clock
from portal.activities.models import Activity
from portal.activities.services import correct_activity
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of

TODAY = date(2026, 11, 22)
WEBINARS, MEETINGS = "Fire fagwebinarer i året", "Fire nettmøter for likepersonene"


@pytest.fixture(autouse=True)
def _clock():
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def goals(factory, organisation):
    """Four of each a year."""
    plan = factory.plan(organisation)
    for title, kind in ((WEBINARS, "core.webinar"), (MEETINGS, "core.meeting")):
        factory.goal(
            organisation, plan, title, kind="per_period", period="year", source="activities", activity_types=[kind],
            milestones=[(date(2028, 12, 31), Decimal(4))],
        )  # fmt: skip


@pytest.fixture
def cards(organisation, goals, actor, browser):
    """What the start page says of each goal: status and sentence."""
    staff = browser(actor(organisation, Role.STAFF))

    def found():
        page = staff.get("/o/hjertelag/").text
        texts = [re.sub(r"<svg.*?</svg>|<[^>]*>", " ", card, flags=re.S) for card in page.split('goal-card"')[1:]]
        return {title: next(text for text in texts if title in text) for title in (WEBINARS, MEETINGS)}

    return found


def test_four_webinars_a_year_are_counted_one_by_one_until_they_are_reached(organisation, make_activity, cards):
    # row R16
    for n in range(3):
        make_activity(organisation, activity_type="core.webinar", on_date=date(2026, 2 + n, 3))
    three = cards()
    make_activity(organisation, activity_type="core.webinar", on_date=date(2026, 9, 3))
    four = cards()

    assert "3 " in three[WEBINARS]
    assert "Nådd" not in three[WEBINARS]
    assert "Nådd" in four[WEBINARS]
    assert four[MEETINGS] == three[MEETINGS], "a webinar is no meeting"


def test_last_years_webinars_do_not_count_for_this_year(organisation, make_activity, cards):
    # row R16
    before = cards()[WEBINARS]
    for n in range(4):
        make_activity(organisation, activity_type="core.webinar", on_date=date(2025, 2 + n, 3))

    assert "Nådd" not in before
    assert "Nådd" not in cards()[WEBINARS]


def test_a_planned_meeting_counts_when_it_was_held_and_a_cancelled_one_never(
    factory, organisation, make_activity, cards
):
    # row R16
    for n in range(3):
        make_activity(organisation, on_date=date(2026, 2 + n, 3))
    make_activity(organisation, on_date=date(2026, 6, 3), status="cancelled")
    planned = make_activity(organisation, on_date=TODAY + timedelta(days=10), status="planned")
    waiting = cards()[MEETINGS]
    with clock.stopped_at(clock.now() + timedelta(days=11)):
        with factory.working_as(scope_of(organisation.id)):
            row = db.session.get_one(Activity, (organisation.id, planned))
            correct_activity(row, by=organisation.id, status="held")
            db.session.commit()
        held = cards()[MEETINGS]

    assert "Nådd" not in waiting
    assert "Nådd" in held
