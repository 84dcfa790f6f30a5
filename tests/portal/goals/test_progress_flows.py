"""The arithmetic of what is counted from zero in each period, in worked examples."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.goals.progress import Point, Target, assess, grow


def point(day: str, value: int | str | None) -> Point:
    return Point(date.fromisoformat(day), None if value is None else Decimal(value))


ACTIVITIES = Target("yearly", point("2025-12-31", 40), (point("2028-12-31", 60),))
WEBINARS = Target("per_period", None, (point("2028-12-31", 4),))


def status(target: Target, value: int | str, day: str) -> str:
    return assess(target, [point(day, value)], date.fromisoformat(day)).status


def test_a_years_target_is_the_paths_value_at_its_end():
    asked = {y: assess(ACTIVITIES, [point("2026-01-01", 0)], date(y, 6, 1)).next for y in (2026, 2027, 2028)}
    assert asked == {
        2026: point("2026-12-31", 47),  # 46.67
        2027: point("2027-12-31", 54),  # 53.33
        2028: point("2028-12-31", 60),
    }


def test_leap_days_play_no_part_in_a_years_target():
    target = Target("yearly", point("2027-12-31", 40), (point("2030-12-31", 100),))
    assert assess(target, [point("2028-01-01", 1)], date(2028, 3, 1)).next == point("2028-12-31", 60)


def test_what_happened_is_summed_within_the_year():
    happened = [
        point("2025-12-31", 9),
        point("2026-01-01", 3),
        point("2026-06-30", 20),
        point("2026-06-30", 2),
    ]

    progress = assess(ACTIVITIES, happened, date(2026, 6, 30))

    assert (progress.value, progress.left, progress.forecast_total) == (25, 22, 50)
    assert (progress.period_start, progress.period_end) == (date(2026, 1, 1), date(2026, 12, 31))
    assert progress.status == "on_track"


def test_a_years_target_is_reached_before_the_last_one_is():
    happened = [point("2026-05-01", 47), point("2028-05-01", 60)]
    this_year, last_year = (assess(ACTIVITIES, happened, date(y, 6, 1)) for y in (2026, 2028))
    assert (this_year.status, this_year.reached_final) == ("reached", False)
    assert (last_year.status, last_year.reached_final) == ("reached", True)


def test_after_the_last_milestone_its_year_stays():
    progress = assess(ACTIVITIES, [point("2028-05-01", 59)], date(2029, 2, 1))
    assert (progress.status, progress.value, progress.is_overdue) == ("behind", 59, True)


@pytest.mark.parametrize(("day", "expected"), [("2026-02-05", "on_track"), ("2026-03-15", "behind")])
def test_nothing_is_behind_in_the_first_tenth_of_a_year(day, expected):
    happened = [point("2025-11-01", 40)]
    assert assess(ACTIVITIES, happened, date.fromisoformat(day)).status == expected


def test_an_unknown_base_year_is_named():
    baseline = point("2025-12-31", None)
    target = Target("yearly", baseline, grow(baseline, Decimal(50), 2028))

    progress = assess(target, [point("2026-03-01", 12)], date(2026, 4, 1))

    assert (progress.status, progress.reason, progress.reason_year) == ("no_data", "baseline_missing", 2025)
    assert progress.value == 12


def test_years_before_the_first_milestone_have_no_target_without_a_baseline():
    target = Target("yearly", None, (point("2027-12-31", 60),))
    assert assess(target, [point("2026-03-01", 12)], date(2026, 4, 1)).reason == "no_target"
    assert assess(target, [point("2027-03-01", 12)], date(2027, 4, 1)).left == 48


def test_a_falling_yearly_goal_is_a_ceiling():
    target = Target("yearly", point("2025-12-31", 100), (point("2026-12-31", 50),))
    assert status(target, 24, "2026-06-30") == "on_track"
    assert status(target, 51, "2026-06-30") == "behind"
    assert status(target, 51, "2026-01-05") == "at_risk"
    assert status(target, 50, "2026-12-31") == "reached"


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("year", "2026-01-01", "2026-12-31"),
        ("half", "2026-07-01", "2026-12-31"),
        ("quarter", "2026-07-01", "2026-09-30"),
        ("month", "2026-08-01", "2026-08-31"),
    ],
)
def test_each_period_is_counted_on_its_own(period, start, end):
    happened = [point("2026-08-01", 4), point("2025-08-01", 90), point(start, 0)]
    progress = assess(replace(WEBINARS, period=period), happened, date(2026, 8, 20))
    assert (progress.period_start, progress.period_end) == (
        date.fromisoformat(start),
        date.fromisoformat(end),
    )
    assert (progress.value, progress.status) == (4, "reached")


def test_fewer_a_year_later_on_is_still_at_least():
    fewer = replace(WEBINARS, milestones=(point("2026-12-31", 6), point("2027-12-31", 4)))
    assert status(fewer, 5, "2027-06-30") == "reached"


def test_nothing_ever_registered_is_no_status_and_nothing_this_quarter_is():
    quarterly = replace(WEBINARS, period="quarter")
    assert assess(quarterly, [], date(2026, 6, 1)).reason == "nothing_measured"
    assert assess(quarterly, [point("2026-03-31", 4)], date(2026, 6, 1)).status == "behind"
