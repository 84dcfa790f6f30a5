"""The arithmetic of goals in worked examples."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.goals.progress import Point, Target, assess, compound, grow


def point(day: str, value: int | str | None) -> Point:
    return Point(date.fromisoformat(day), None if value is None else Decimal(value))


MEMBERS = Target(
    "level",
    point("2025-12-31", 700),
    (point("2026-12-31", 801), point("2028-12-31", 1001), point("2030-12-31", 1500)),
)
BRANCH = Target("yes_no", point("2026-01-01", 0), (point("2027-12-31", 1),))
WAITING_WEEKS = Target("level", point("2025-12-31", 20), (point("2026-12-31", 10),))


def status(target: Target, value: int | str, day: str) -> str:
    return assess(target, [point(day, value)], date.fromisoformat(day)).status


# Level


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (760, "on_track"),
        (746, "on_track"),
        (745, "at_risk"),
        (731, "at_risk"),
        (730, "behind"),
        (650, "behind"),
    ],
)
def test_halfway_to_801_members_the_status_follows_the_lag(value, expected):
    # 1 July 2026: 182 of 365 days, so 750.36 are expected; 5 % of the step is 5.05, 20 % is 20.2
    assert status(MEMBERS, value, "2026-07-01") == expected
    assert assess(MEMBERS, [point("2026-07-01", value)], date(2026, 7, 1)).expected == 750


def test_what_is_left_goes_to_the_next_milestone_that_is_not_met():
    progress = assess(MEMBERS, [point("2026-06-01", 742)], date(2026, 6, 1))
    early = assess(MEMBERS, [point("2026-06-01", 805)], date(2026, 6, 1))

    assert (progress.left, progress.next) == (59, point("2026-12-31", 801))
    assert (early.left, early.next, early.status) == (196, point("2028-12-31", 1001), "on_track")


def test_1500_members_are_the_goal_reached_years_before_its_date():
    progress = assess(MEMBERS, [point("2027-02-01", 1500)], date(2027, 2, 1))

    assert (progress.status, progress.reached_final, progress.left) == ("reached", True, 0)


def test_the_middle_milestone_does_not_reach_the_goal():
    assert status(MEMBERS, 1001, "2026-12-01") == "on_track"


def test_after_a_missed_milestone_the_next_step_starts_where_the_plan_says():
    # 780 of 801 at the end of 2026; a year on 901 are expected of the step's 200
    assert status(MEMBERS, 780, "2027-01-02") == "at_risk"
    assert status(MEMBERS, 895, "2028-01-01") == "on_track"


def test_a_final_date_that_passed_unreached_is_behind_however_close():
    assert status(MEMBERS, 1499, "2030-12-31") == "on_track"
    late = assess(MEMBERS, [point("2030-12-31", 1499)], date(2031, 1, 1))
    assert (late.status, late.is_overdue, late.left) == ("behind", True, 1)


def test_more_than_a_figure_asks_for_one_more():
    target = Target("level", point("2025-12-31", 900), (point("2026-12-31", 1000),), at_least=False)

    exactly = assess(target, [point("2026-12-01", 1000)], date(2026, 12, 1))

    assert (exactly.status, exactly.left) == ("on_track", 1)
    assert status(target, 1001, "2026-12-01") == "reached"


def test_a_falling_goal_works_the_other_way_round():
    assert status(WAITING_WEEKS, 10, "2026-07-01") == "reached"
    assert status(WAITING_WEEKS, 15, "2026-07-01") == "on_track"
    assert status(WAITING_WEEKS, 17, "2026-07-01") == "at_risk"
    assert status(WAITING_WEEKS, 19, "2026-07-01") == "behind"


def test_without_a_baseline_the_first_measurement_is_the_start():
    target = Target("level", None, (point("2026-12-31", 100),))
    measured = [point("2026-06-30", 60), point("2026-01-01", 20)]

    progress = assess(target, measured, date(2026, 6, 30))

    assert (progress.expected, progress.status) == (60, "on_track")


def test_a_first_measurement_above_the_goal_does_not_turn_it_round():
    target = Target("level", None, (point("2026-12-31", 100),))
    assert status(target, 120, "2026-03-01") == "reached"


def test_a_goal_at_its_baseline_means_keep_it_up():
    target = Target("level", point("2025-12-31", 100), (point("2026-12-31", 100),))

    assert [status(target, v, "2026-06-01") for v in (100, 96, 85, 70)] == [
        "reached",
        "on_track",
        "at_risk",
        "behind",
    ]


def test_a_stale_measurement_slides_behind():
    measured = [point("2026-02-01", 715)]
    assert assess(MEMBERS, measured, date(2026, 2, 1)).status == "on_track"
    assert assess(MEMBERS, measured, date(2026, 11, 1)).status == "behind"


def test_measurements_of_tomorrow_and_of_before_the_baseline_do_not_count():
    measured = [point("2025-06-01", 1600), point("2026-06-02", 1600)]
    progress = assess(MEMBERS, measured, date(2026, 6, 1))
    assert (progress.status, progress.reason) == ("no_data", "nothing_measured")


def test_of_several_values_on_one_day_the_nearest_to_the_goal_counts():
    day = [point("2026-06-01", v) for v in (742, 747, 730)]
    falling = [point("2026-06-01", v) for v in (15, 12, 14)]
    assert assess(MEMBERS, day, date(2026, 6, 1)).value == 747
    assert assess(WAITING_WEEKS, falling, date(2026, 6, 1)).value == 12


def test_a_target_without_milestones_has_no_status_and_still_a_value():
    progress = assess(Target("level"), [point("2026-06-01", 7)], date(2026, 6, 1))
    assert (progress.status, progress.reason, progress.value) == ("no_data", "no_target", 7)


def test_shares_keep_their_decimals():
    target = Target("level", point("2025-12-31", "61.5"), (point("2026-12-31", 90),), decimals=1)
    progress = assess(target, [point("2026-06-01", "72.25")], date(2026, 6, 1))
    assert progress.left == Decimal("17.8")  # 17.75, rounded away from the goal


# Forecast


def test_the_forecast_follows_the_pace_since_the_baseline():
    progress = assess(MEMBERS, [point("2026-07-01", 742)], date(2026, 7, 1))
    assert progress.forecast == date(2026, 7, 1) + timedelta(days=256)  # 59 left at 42 in 182 days


def test_one_wild_measurement_does_not_bend_the_forecast():
    months = [point(f"2026-{m:02}-01", 700 + 10 * m) for m in range(1, 9)]
    wild = [replace(m, value=Decimal(2)) if m.on.month == 4 else m for m in months]

    calm, bent = (assess(MEMBERS, m, date(2026, 8, 1)).forecast for m in (months, wild))

    assert calm == date(2026, 8, 1) + timedelta(days=64)
    assert abs(calm - bent) < timedelta(days=10)


@pytest.mark.parametrize(
    ("values", "why"),
    [((742, 742, 742), "flat"), ((742, 720, 705), "away"), ((700, 700, 701), "more than 15 years off")],
)
def test_there_is_no_forecast_without_a_pace_towards_the_goal(values, why):
    days = ("2026-01-31", "2026-04-30", "2026-06-30")
    measured = [point(day, value) for day, value in zip(days, values, strict=True)]
    target = replace(MEMBERS, baseline=None)

    progress = assess(target, measured, date(2026, 7, 1))
    if why == "more than 15 years off":
        progress = assess(replace(target, milestones=(point("2030-12-31", 1500),)), measured, date(2026, 7, 1))

    assert progress.forecast is None


def test_there_is_no_forecast_from_measurements_days_apart_or_into_the_past():
    close = [point("2026-06-01", 740), point("2026-06-03", 742)]
    assert assess(replace(MEMBERS, baseline=None), close, date(2026, 6, 3)).forecast is None
    stale = [point("2026-06-01", 790)]
    assert assess(MEMBERS, stale, date(2026, 12, 1)).forecast is None


# Yes/no and growth


def test_a_branch_that_is_to_exist_is_at_risk_only_when_time_runs_out():
    days = ("2026-12-31", "2027-08-15", "2027-12-31", "2028-01-01")
    assert [assess(BRANCH, [], date.fromisoformat(day)).status for day in days] == [
        "on_track",
        "at_risk",
        "at_risk",
        "behind",
    ]
    assert status(BRANCH, 1, "2028-02-01") == "reached"


def test_something_that_nobody_has_answered_has_no_status():
    unanswered = Target("yes_no", None, (point("2027-12-31", 1),))
    days = [date(2026, 1, 1), date(2027, 12, 1), date(2028, 2, 1)]
    assert [assess(unanswered, [], day).status for day in days] == ["no_data"] * 3
    assert assess(unanswered, [], days[0]).reason == "nothing_measured"
    assert [assess(unanswered, [point("2026-01-01", 0)], day).status for day in days] == [
        "on_track",
        "at_risk",
        "behind",
    ]


def test_fifty_per_cent_more_than_the_base_year():
    assert grow(point("2025-12-31", 40), Decimal(50), 2028) == (point("2028-12-31", 60),)


def test_ten_per_cent_a_year_compounds():
    assert compound(point("2025-12-31", 1000), Decimal(10), range(2025, 2029)) == (
        point("2026-12-31", 1100),
        point("2027-12-31", 1210),
        point("2028-12-31", 1331),
    )
