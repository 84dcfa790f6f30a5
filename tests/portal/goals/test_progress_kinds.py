"""Shares, coverage, goals told in words, and sums: worked examples and what must always hold."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.goals.progress import (
    Point,
    Report,
    Target,
    assess,
    can_add,
    recent_counts,
    running_counts,
    share_point,
    summed,
)

RANK = {"no_data": -1, "behind": 0, "at_risk": 1, "on_track": 2, "reached": 3}


def day(text: str) -> date:
    return date.fromisoformat(text)


def point(on: str, value: int | str | None) -> Point:
    return Point(day(on), None if value is None else Decimal(value))


def share(on: str, part: int, whole: int) -> Point:
    return share_point(day(on), Decimal(part), Decimal(whole))


ANSWERED = Target("share", point("2025-12-31", 60), (point("2026-12-31", 80),))
COUNTIES = Target("coverage", point("2025-12-31", 9), (point("2030-12-31", 15),), places=15)
QUOTA = Target("told", None, (point("2026-12-31", 1),))


# Shares


def test_twelve_of_forty_is_thirty_per_cent():
    progress = assess(ANSWERED, [share("2026-06-01", 12, 40)], day("2026-06-01"))
    assert (progress.value, progress.of, progress.left) == (30, (12, 40), 50)


def test_a_third_is_exact():
    assert share("2026-06-01", 1, 3).exact == Fraction(100, 3)
    third = replace(ANSWERED, baseline=None, milestones=(point("2026-12-31", "33.3333"),))
    assert assess(third, [share("2026-06-01", 1, 3)], day("2026-06-01")).status == "reached"


def test_a_share_just_below_its_goal_has_not_reached_it():
    assert assess(ANSWERED, [share("2026-12-31", 799, 1000)], day("2026-12-31")).status == "on_track"
    assert assess(ANSWERED, [share("2026-12-31", 800, 1000)], day("2026-12-31")).status == "reached"


@pytest.mark.parametrize("whole", [Decimal(0), None, Decimal(-4), Decimal("NaN")])
def test_a_share_of_nothing_is_unknown(whole):
    unknown = share_point(day("2026-06-01"), Decimal(3), whole)
    assert assess(ANSWERED, [unknown], day("2026-06-01")).reason == "nothing_measured"


# A missing baseline


def test_growth_over_a_year_without_a_figure_has_no_status_and_says_which_year():  # row R4
    for kind in ("level", "share", "yearly"):
        target = Target(kind, point("2025-12-31", None), (), grows=True)
        progress = assess(target, [point("2026-06-01", 40)], day("2026-06-02"))
        assert (progress.status, progress.reason, progress.reason_year) == ("no_data", "baseline_missing", 2025)


# Coverage


def test_ten_of_fifteen_counties_are_judged_by_the_path():
    covered = running_counts([day("2024-01-01")] * 9 + [day("2026-03-01")])
    progress = assess(COUNTIES, covered, day("2026-12-31"))  # 10.2 are expected, 5 % of the way is 0.3
    assert (progress.value, progress.expected, progress.left, progress.status) == (10, 10, 5, "on_track")
    assert assess(COUNTIES, covered, day("2027-12-31")).status == "behind"


def test_without_a_baseline_it_starts_with_none_a_year_before_the_first_milestone():
    target = replace(COUNTIES, baseline=None, milestones=(point("2026-12-31", 10),))
    assert assess(target, running_counts([day("2020-05-01")] * 5), day("2026-07-01")).status == "on_track"
    assert assess(target, running_counts([day("2020-05-01")] * 2), day("2026-07-01")).status == "behind"


def test_an_activity_covers_its_place_for_twelve_months():
    months = [("Agder", day("2025-03-01")), ("Oslo", day("2025-11-01")), ("Oslo", day("2026-02-01"))]

    counts = {p.on: p.value for p in recent_counts(months, day("2026-04-15"))}

    assert [counts[day(on)] for on in ("2025-03-01", "2025-12-01", "2026-02-01", "2026-03-01")] == [1, 2, 2, 1]
    assert max(counts) == day("2026-04-01")


# Told in words


def told(status: str, on: str = "2026-09-14") -> Report:
    return Report(day(on), status, "Søknadene er sendt.")


def test_a_goal_without_a_number_has_the_status_of_its_latest_report():  # row R5
    assert assess(QUOTA, [], day("2026-10-01"), told("at_risk")).status == "at_risk"
    assert assess(QUOTA, [], day("2026-10-01")).reason == "not_told"
    assert assess(QUOTA, [], day("2026-09-01"), told("at_risk")).reason == "not_told"


def test_a_deadline_passed_unreached_is_behind_whatever_was_said():
    assert assess(QUOTA, [], day("2027-01-01"), told("on_track")).status == "behind"
    assert assess(QUOTA, [], day("2027-01-01"), told("reached")).status == "reached"


def test_a_report_holds_for_a_year_and_reached_for_ever():
    late = day("2028-01-01")
    endless = replace(QUOTA, milestones=())
    assert assess(endless, [], late, told("on_track")).reason == "told_long_ago"
    assert assess(endless, [], late, told("reached")).status == "reached"


# Sums


def test_stocks_add_each_ones_latest():
    agder = [point("2026-01-31", 10), point("2026-06-30", 14)]
    oslo = [point("2026-03-31", 30)]
    assert [p.value for p in summed("level", [agder, oslo])] == [10, 40, 44]


def test_flows_add_all_they_have_and_shares_their_parts_and_wholes():
    flows = summed("yearly", [[point("2026-01-31", 3)], [point("2026-01-31", 4), point("2026-02-01", 5)]])
    shares = summed("share", [[share("2026-01-31", 12, 40)], [share("2026-02-28", 8, 20)]])
    assert sum(p.value for p in flows) == 12
    assert (shares[-1].of, shares[-1].exact) == ((20, 60), Fraction(100, 3))


def test_only_what_counts_alike_is_added():
    assert can_add("level", "yes_no")
    assert not any(can_add(*pair) for pair in (("level", "yearly"), ("share", "level"), ("told", "told")))


# What must always hold

days_ = st.dates(date(2024, 1, 1), date(2032, 12, 31))
goals = st.lists(st.builds(Point, days_, st.integers(0, 100).map(Decimal)), min_size=1, max_size=4).map(tuple)
bases = st.none() | st.builds(Point, days_, st.integers(0, 100).map(Decimal))
parts = st.lists(st.tuples(days_, st.integers(0, 40), st.integers(1, 40)), min_size=1, max_size=8)


@given(goals, bases, parts, days_, st.booleans(), st.integers(0, 40))
def test_one_more_in_the_part_never_makes_a_share_worse(milestones, baseline, measured, today, at_least, more):
    target = Target("share", baseline, milestones, at_least=at_least)
    latest = max(range(len(measured)), key=lambda at: (measured[at][0], at))
    points = [share_point(on, Decimal(part), Decimal(whole)) for on, part, whole in measured]
    gain = more if target.is_rising else -more
    better = list(points)
    on, part, whole = measured[latest]
    better[latest] = share_point(on, Decimal(part + gain), Decimal(whole))
    others = [p for at, p in enumerate(points) if at != latest and p.on != on]

    before = assess(target, [*others, points[latest]], today).status
    assert RANK[assess(target, [*others, better[latest]], today).status] >= RANK[before]


@given(goals, bases, st.lists(days_, max_size=12), days_, days_)
def test_one_more_place_never_makes_coverage_worse(milestones, baseline, covered, another, today):
    target = Target("coverage", baseline, milestones, places=100)
    another = min(another, today)
    covered = [on for on in covered if on <= today]

    before = assess(target, running_counts(covered), today).status
    assert RANK[assess(target, running_counts([*covered, another]), today).status] >= RANK[before]


@given(goals, bases, days_)
def test_a_milestone_met_early_never_shows_as_behind(milestones, baseline, today):
    for kind in ("share", "coverage"):
        target = Target(kind, baseline, milestones, places=200)
        ahead = [stop for stop in target.stops if stop.on >= today]
        if not ahead or (baseline and baseline.on > today):
            continue
        beyond = ahead[0].value + (1 if target.is_rising else -1)
        met = share_point(today, beyond, Decimal(100)) if kind == "share" else Point(today, beyond)
        assert assess(target, [met], today).status in {"reached", "on_track"}


@given(st.lists(st.lists(st.tuples(days_, st.integers(0, 99)), min_size=1, max_size=4), min_size=1, max_size=4))
def test_the_last_sum_is_the_sum_of_the_last(series):
    """Of several figures on one day the later written one counts."""
    histories = [[Point(on, Decimal(value)) for on, value in sorted(one, key=lambda p: p[0])] for one in series]
    lasts = [max(one, key=lambda p: p.on).on for one in histories]
    expected = sum([p for p in one if p.on == last][-1].value for one, last in zip(histories, lasts, strict=True))
    assert summed("level", histories)[-1].value == expected


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 40)), max_size=12), days_)
def test_recent_counts_are_what_counting_by_hand_gives(had, today):
    months = [(place, (date(2024, 1, 1) + timedelta(days=31 * at)).replace(day=1)) for place, at in had]
    for counted in recent_counts(months, today):
        at = counted.on.year * 12 + counted.on.month
        by_hand = {place for place, on in months if 0 <= at - (on.year * 12 + on.month) < 12}
        assert counted.value == len(by_hand)
        assert counted.on <= today
