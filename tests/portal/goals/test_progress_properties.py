"""The arithmetic of goals: what must hold for every goal and every history."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from portal.goals.progress import Point, Target, assess

RANK = {"no_data": -1, "behind": 0, "at_risk": 1, "on_track": 2, "reached": 3}

values = st.decimals(-10_000, 10_000, places=2)
dates = st.dates(date(2024, 1, 1), date(2032, 12, 31))
points = st.builds(Point, dates, values)
baselines = st.one_of(st.none(), points, st.builds(Point, dates, st.none()))
histories = st.lists(points, max_size=12)
targets = st.builds(
    Target,
    st.sampled_from(["level", "yearly", "per_period", "yes_no"]),
    baselines,
    st.lists(points, max_size=4).map(tuple),
    at_least=st.booleans(),
    decimals=st.integers(0, 2),
    period=st.sampled_from(["year", "half", "quarter", "month"]),
)
odd_values = st.sampled_from(["NaN", "sNaN", "Infinity", "-Infinity", "1e15", "-1e-15", "0"]).map(Decimal)
odd_points = st.builds(Point, st.dates(), st.one_of(st.none(), odd_values, values))


def rank(target: Target, history: list[Point], today: date) -> int:
    return RANK[assess(target, history, today).status]


@given(targets, st.lists(odd_points, max_size=8), st.lists(odd_points, max_size=3), odd_points, st.dates())
def test_nothing_makes_it_raise(target, history, milestones, baseline, today):
    assess(target, history, today)
    assess(replace(target, milestones=tuple(milestones), baseline=baseline), history, today)


@given(targets, st.lists(points, min_size=1, max_size=12), dates, st.decimals(0, 5_000, places=2))
def test_nearer_to_the_goal_is_never_a_worse_status(target, history, today, gain):
    latest = max(history, key=lambda m: (m.on, m.value if target.is_rising else -m.value))
    better = replace(latest, value=latest.value + (gain if target.is_rising else -gain))
    others = list(history)
    others.remove(latest)

    assert rank(target, [*others, better], today) >= rank(target, history, today)


@given(targets.filter(lambda t: t.kind == "level" and t.stops), histories, dates)
def test_a_milestone_met_early_is_never_at_risk(target, history, today):
    ahead = [stop for stop in target.stops if stop.on >= today]
    if not ahead or (target.known_baseline and target.known_baseline.on > today):
        return
    beyond = ahead[0].value + (1 if target.is_rising else -1)

    status = assess(target, [*(m for m in history if m.on < today), Point(today, beyond)], today).status

    assert status in {"reached", "on_track"}


@given(targets.filter(lambda t: t.is_flow and t.is_rising and t.stops), dates)
def test_a_period_that_has_what_is_asked_of_it_early_is_reached(target, today):
    asked = assess(target, [Point(today, Decimal(0))], today).next
    if asked is None or asked.on < today:
        return

    status = assess(target, [Point(today, asked.value + 1)], today).status

    assert status == "reached"


@given(targets, histories, dates, st.randoms(use_true_random=False))
def test_the_order_of_the_measurements_plays_no_part(target, history, today, random):
    shuffled = random.sample(history, len(history))
    assert assess(target, shuffled, today) == assess(target, history, today)


@given(targets.filter(lambda t: t.kind != "yes_no"), histories, dates, st.decimals("0.01", 1000, places=2))
def test_another_unit_of_measure_changes_no_status(target, history, today, factor):
    def scaled(point):
        return point and Point(point.on, None if point.value is None else point.value * factor)

    bigger = replace(target, baseline=scaled(target.baseline), milestones=tuple(scaled(m) for m in target.milestones))

    assert rank(bigger, [scaled(m) for m in history], today) == rank(target, history, today)


@given(targets.filter(lambda t: t.kind == "level"), histories, dates)
def test_something_is_left_until_the_next_milestone_is_met(target, history, today):
    progress = assess(target, history, today)
    if progress.left is not None:
        is_met = target.is_met_by(Fraction(progress.value), progress.next.exact)
        assert is_met or progress.left > 0
