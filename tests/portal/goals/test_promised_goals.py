"""What each organisation was promised of its goals, row by row, on the pages that it reads."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape

import pytest

from portal import clock
from portal.extensions import db
from portal.goals.models import Measurement, MetricValue
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of

GOALS = "/o/hjertelag/goals"
METRIC = "recruitment.branches_with_peer_support"
DAYS = (date(2026, 3, 1), date(2026, 9, 1))


@pytest.fixture(autouse=True)
def _clock():
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def plan(factory, organisation):
    return factory.plan(organisation)


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


@pytest.fixture
def shown(factory, organisation, plan, staff):
    """`shown(kind=…, values={day: value})`: the goal's page as it reads, with plain spaces."""

    def make(*, values, **indicator):
        goal, made = factory.goal(organisation, plan, "Et mål", **indicator)
        for on, value in values.items():
            factory.measurement(organisation, made, on, value)
        return unescape(staff.get(f"{GOALS}/{goal}").text).replace("\u00a0", " ")

    return make


def end_of(*years):
    return [date(year, 12, 31) for year in years]


def test_one_curve_of_members_has_all_three_milestones_also_the_one_beyond_the_plans_end(shown):  # row R2
    stops = list(zip(end_of(2026, 2028, 2030), map(Decimal, (801, 1001, 1500)), strict=True))
    page = shown(
        baseline_on=date(2024, 12, 31), baseline_value=Decimal(697), milestones=stops,
        values={date(2026, 6, 1): 730, date(2026, 11, 1): 742},
    )  # fmt: skip

    curve = re.search(r'<svg class="curve.*?</svg>', page, re.DOTALL)[0]
    assert [figure for figure in ("801", "1 001", "1 500") if figure not in curve] == []
    assert "2030" in curve
    assert "742 members. 59 igjen til 801 innen 31. desember 2026." in page


def test_half_as_many_again_has_no_status_until_the_base_years_figure_is_there(shown):  # row R4
    growth = {"kind": "yearly", "growth_percent": Decimal(50), "growth_until": date(2028, 12, 31), "milestones": []}
    said = {**growth, "baseline_on": date(2025, 12, 31), "values": {date(2026, 6, 1): 12}}

    missing, known = shown(**said), shown(**said, baseline_value=Decimal(40))

    assert "Ingen status ennå, fordi tallet for 2025 mangler." in missing
    assert "Ingen status ennå" not in known
    assert "35 igjen til 47." in known, "40 and a third of the way to 60"


def test_ten_and_twenty_five_per_cent_a_year_compound(shown):  # row D1
    """1000 participants in 2024 are asked to be 1100 in 2025 and 1210 in 2026; 800 of grants to be 1000 and 1250."""
    for percent, base, asked in ((10, 1000, "1 210"), (25, 800, "1 250")):
        page = shown(
            kind="yearly", growth_percent=Decimal(percent), compounding=True, growth_until=date(2028, 12, 31),
            baseline_on=date(2024, 12, 31), baseline_value=Decimal(base), milestones=[],
            values={date(2026, 6, 1): 200},
        )  # fmt: skip
        assert f"igjen til {asked}." in page


def test_at_least_four_a_year_begins_again_each_year(shown):  # row N1
    page = shown(
        kind="per_period", period="year", milestones=[(date(2026, 12, 31), Decimal(4))],
        values={date(2025, 6, 1): 4, date(2026, 6, 1): 3},
    )  # fmt: skip
    assert "3 members så langt i 2026. 1 igjen til 4." in page


def test_a_goal_whose_baseline_was_never_written_is_not_taken_for_nothing(shown):  # row R4
    page = shown(
        kind="yearly", growth_percent=Decimal(50), growth_until=date(2028, 12, 31), milestones=[],
        baseline_on=date(2025, 12, 31), values={},
    )  # fmt: skip
    assert "Nådd" not in page
    assert "0 igjen" not in page


# Every point of a curve opens the records behind it


def typed(factory, organisation, plan):
    goal, indicator = factory.goal(organisation, plan)
    for on, value in zip(DAYS, (641, 642), strict=True):
        factory.measurement(organisation, indicator, on, value)
    return goal


def of_units(factory, organisation, plan):
    """Nord 600 and 601, Sør 41: together 641 and 642."""
    goal, indicator = factory.goal(organisation, plan, source="units")
    north, south = factory.unit(organisation, "Nordlaget"), factory.unit(organisation, "Sørlaget")
    for unit, on, value in ((north, DAYS[0], 600), (south, DAYS[0], 41), (north, DAYS[1], 601)):
        _measured_by(factory, organisation, indicator, unit, on, value)
    return goal


def _measured_by(factory, organisation, indicator, unit, on, value):
    with factory.working_as(scope_of(organisation.id)):
        said = {"on_date": on, "value": Decimal(value), "measured_at": clock.now()}
        db.session.add(Measurement(indicator_id=indicator, unit_id=unit, **said))
        db.session.commit()


def of_goals(factory, organisation, plan):
    top, _total = factory.goal(organisation, plan, "Sum", source="goals")
    for title, values in (("Nord", (600, 601)), ("Sør", (41, 41))):
        _goal, indicator = factory.goal(organisation, plan, title, parent_id=top)
        for on, value in zip(DAYS, values, strict=True):
            factory.measurement(organisation, indicator, on, value)
    return top


def of_metric(factory, organisation, plan):
    goal, _indicator = factory.goal(organisation, plan, source="metric", metric=METRIC)
    with factory.working_as(scope_of(organisation.id)):
        for on, value in zip(DAYS, (641, 642), strict=True):
            db.session.add(MetricValue(metric=METRIC, on_date=on, value=value))
        db.session.commit()
    return goal


BEHIND = [
    (typed, [["641"], ["642"]]),
    (of_units, [["Nordlaget", "600", "Sørlaget", "41"], ["Nordlaget", "601", "Sørlaget", "41"]]),
    (of_goals, [["Nord: 600", "Sør: 41"], ["Nord: 601", "Sør: 41"]]),
    (of_metric, [["641"], ["642"]]),
]


@pytest.mark.parametrize(("make", "records"), BEHIND)
def test_every_point_opens_the_records_behind_it(factory, organisation, plan, staff, make, records):
    page = staff.get(f"{GOALS}/{make(factory, organisation, plan)}").text

    for on, words in zip(DAYS, records, strict=True):
        link = re.search(rf'href="([^"]*/records\?on={on})"', page)
        assert link, f"no way behind the point of {on}"
        behind = unescape(staff.get(link[1]).text)
        assert [word for word in words if word not in behind] == []
