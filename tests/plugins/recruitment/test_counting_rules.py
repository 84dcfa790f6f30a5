"""Row R15: the arithmetic of what counts, over all that could be typed."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from plugins.recruitment.counting.models import FORMS
from plugins.recruitment.counting.rules import DEFAULTS, Done, Shipped, needed_minutes, rule_on, verdict_on
from plugins.recruitment.counting.telling import rule_in_words, tell
from portal.i18n import use_language

DAYS = some.dates(date(2020, 1, 1), date(2030, 12, 31))
RULES = some.builds(
    Shipped,
    form=some.sampled_from(FORMS),
    starts_on=DAYS,
    ends_on=some.none() | DAYS,
    is_counted=some.booleans(),
    least_people=some.integers(0, 20),
    sessions=some.integers(1, 4),
    least_minutes=some.integers(0, 120),
    by_peer=some.booleans(),
)
DONE = some.builds(
    Done,
    form=some.none() | some.sampled_from([*FORMS, "other"]),
    on=DAYS,
    people=some.none() | some.integers(0, 30),
    minutes=some.none() | some.integers(0, 500),
    led=some.none() | some.booleans(),
)


def group(people=3, minutes=45, led=True, on=date(2026, 3, 1), form="group"):
    return Done(form, on, people, minutes, led)


def test_what_comes_along_is_what_the_funder_says_in_public():  # row R15
    assert verdict_on(group(1, None, None, form="talk"), DEFAULTS).counts
    assert verdict_on(group(3, 45), DEFAULTS).counts
    assert verdict_on(group(12, 90, None, form="course"), DEFAULTS).counts
    assert verdict_on(group(2, 45), DEFAULTS).said["faults"] == ["people"]
    assert verdict_on(group(3, 44), DEFAULTS).said["faults"] == ["minutes"]
    assert verdict_on(group(3, 45, led=False), DEFAULTS).said["faults"] == ["led"]
    assert verdict_on(group(12, 89, None, form="course"), DEFAULTS).said["faults"] == ["minutes"]
    assert verdict_on(group(2, 30, led=None), DEFAULTS).said["faults"] == ["people", "minutes", "led_unsaid"]


def test_what_is_not_said_does_not_count_and_says_so():  # row R15
    assert verdict_on(Done(None, date(2026, 3, 1), 9, 90, True), DEFAULTS).said["faults"] == ["unsaid"]
    assert verdict_on(group(form="other"), DEFAULTS).said["faults"] == ["other"]
    assert verdict_on(group(None, None, None), DEFAULTS).said["faults"] == [
        "people_unsaid", "minutes_unsaid", "led_unsaid"
    ]  # fmt: skip


@given(DONE, some.lists(RULES, max_size=5))
def test_it_counts_where_nothing_is_wrong_and_only_there(done, rules):
    verdict = verdict_on(done, [*DEFAULTS, *rules])
    assert verdict.counts == (verdict.said["faults"] == [])


@given(DONE, some.lists(RULES, max_size=5), some.integers(0, 30), some.integers(0, 500))
def test_more_people_and_more_time_never_count_less(done, rules, people, minutes):
    more = Done(done.form, done.on, (done.people or 0) + people, (done.minutes or 0) + minutes, done.led)
    if verdict_on(done, [*DEFAULTS, *rules]).counts:
        assert verdict_on(more, [*DEFAULTS, *rules]).counts


@given(RULES, some.integers(-3, 3), some.integers(-3, 3))
def test_the_limit_itself_is_enough_and_one_less_is_not(rule, people, minutes):
    done = Done(
        rule.form, rule.starts_on, max(rule.least_people + people, 0), max(needed_minutes(rule) + minutes, 0), True
    )
    fine = rule.is_counted and done.people >= rule.least_people and done.minutes >= needed_minutes(rule)
    open_rule = Shipped(**{**vars(rule), "ends_on": None})
    assert verdict_on(done, [open_rule]).counts == fine


@given(some.lists(RULES, max_size=8), some.sampled_from(FORMS), DAYS)
def test_one_rule_holds_on_a_day_the_one_that_began_last(rules, form, on):
    found = rule_on(rules, form, on)
    there = [r for r in rules if r.form == form and r.starts_on <= on and (r.ends_on is None or r.ends_on >= on)]
    assert (found is None) == (there == [])
    if found:
        assert found in there
        assert found.starts_on == max(rule.starts_on for rule in there)


@given(DONE, some.lists(RULES, max_size=5), RULES)
def test_a_rule_says_nothing_of_days_before_it_began_or_after_it_ended(done, rules, later):
    outside = done.on < later.starts_on or (later.ends_on is not None and done.on > later.ends_on)
    if outside or later.form != done.form:
        assert verdict_on(done, [*rules, later]) == verdict_on(done, rules)


@given(DONE, some.lists(RULES, max_size=5), some.sampled_from(["nb", "da", "en"]))
def test_each_verdict_is_a_sentence_in_each_language(done, rules, language):
    with use_language(language):
        said = tell(verdict_on(done, [*DEFAULTS, *rules]))
        assert said.endswith(".")
        assert "%(" not in said
        assert all(rule_in_words(rule) for rule in rules)


def test_a_rule_that_ended_gives_way_to_the_one_before():
    short = Shipped(form="group", starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 31), least_people=2)
    day = timedelta(days=1)
    assert rule_on([*DEFAULTS, short], "group", short.ends_on) is short
    assert rule_on([*DEFAULTS, short], "group", short.ends_on + day) is DEFAULTS[1]
    assert rule_on([*DEFAULTS, short], "group", short.starts_on - day) is DEFAULTS[1]
