"""The picture of a goal: what is drawn, how small it is, and the table of the same numbers."""

import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.goals.curve import Row, curve_svg, curve_table, status_mark
from portal.goals.progress import Point, Target
from portal.i18n import use_language

STATUSES = ("reached", "on_track", "at_risk", "behind", "no_data")


def point(day: str, value: int | str) -> Point:
    return Point(date.fromisoformat(day), Decimal(value))


MEMBERS = Target(
    "level",
    point("2025-12-31", 700),
    (point("2026-12-31", 801), point("2028-12-31", 1001), point("2030-12-31", 1500)),
)
MEASURED = [point(f"2026-{month:02}-28", 700 + 7 * month) for month in range(1, 7)]
ACTIVITIES = Target("yearly", point("2025-12-31", 40), (point("2028-12-31", 60),))
HAPPENED = [point("2025-03-01", 30), point("2025-11-01", 10), point("2026-02-10", 5), point("2026-05-20", 9)]
TODAY = date(2026, 7, 15)


def drawn(target: Target, measured: list[Point], today: date = TODAY, **options: bool) -> str:
    return curve_svg(target, measured, today, title="Paying members", description="742 of 801", **options)


def path(svg: str, name: str) -> str:
    found = re.search(rf'<path class="curve-{name}" d="([^"]*)"', svg)
    return found[1] if found else ""


def test_the_picture_is_named_and_described_by_ids_of_its_own():
    first, second = (ElementTree.fromstring(drawn(MEMBERS, MEASURED)) for _ in range(2))

    named = {svg.get("aria-labelledby") for svg in (first, second)}

    assert len(named) == 2
    assert first.get("role") == "img"
    ids = [first.find(tag).get("id") for tag in ("title", "desc")]
    assert " ".join(ids) == first.get("aria-labelledby")


def test_what_the_organisation_wrote_is_escaped():
    svg = curve_svg(MEMBERS, MEASURED, TODAY, title="<script>", description='"&')
    assert "<script>" not in svg
    assert "&lt;script&gt;" in svg


def test_the_strict_csp_finds_nothing_to_forbid():
    svg = drawn(MEMBERS, MEASURED) + "".join(status_mark(status) for status in STATUSES)
    assert not re.search(r"style=|fill=|stroke=|#[0-9a-f]{3}|<script|href|on\w+=", svg)


def test_a_curve_shows_the_plan_the_measurements_and_the_milestones():
    svg = drawn(MEMBERS, MEASURED)

    assert path(svg, "plan").count("L") == 3
    assert path(svg, "dots").count("h0") == 1 + len(MEASURED)
    assert path(svg, "stops").count("z") == 3


def test_milestones_and_years_are_written_in_the_readers_way():
    with use_language("en"):
        svg = drawn(MEMBERS, MEASURED, compact=True)

    assert re.findall(">([^<>]+)</text>", svg) == [*map(str, range(2026, 2031)), "1,500", "1,001", "801"]


def test_more_is_higher_and_later_is_further_right():
    xs, ys = zip(
        *(map(int, spot.split()) for spot in path(drawn(MEMBERS, MEASURED), "line")[1:].split("L")),
        strict=True,
    )
    assert list(xs) == sorted(xs)
    assert list(ys) == sorted(ys, reverse=True)
    assert ys[0] > ys[-1]


def test_a_flow_runs_up_from_zero_beside_the_year_before():
    svg = drawn(ACTIVITIES, HAPPENED)

    assert path(svg, "plan").startswith("M8 100L")
    assert path(svg, "line").startswith("M8 100H")
    assert path(svg, "before").endswith(f"H312V{_height(40, of=47)}")
    assert path(drawn(ACTIVITIES, HAPPENED[2:]), "before") == ""


def test_todays_line_is_left_out_when_the_picture_ends_before_today():
    assert path(drawn(ACTIVITIES, HAPPENED), "now")
    assert not path(drawn(ACTIVITIES, HAPPENED, date(2029, 3, 1)), "now")


@pytest.mark.parametrize("count", [0, 6, 60, 600])
def test_a_cards_curve_stays_below_1600_bytes(count):
    many = [Point(date.fromordinal(TODAY.toordinal() - day), Decimal(700 + day % 97)) for day in range(count)]
    compounding = tuple(point(f"{year}-12-31", 100_000 + year) for year in range(2026, 2041))

    for target in (MEMBERS, ACTIVITIES, Target("level", point("2024-12-31", 700), compounding)):
        assert len(drawn(target, many, compact=True).encode()) < 1600


def test_labels_do_not_lie_upon_each_other():
    crowded = Target("level", point("2025-12-31", 0), tuple(point(f"2026-{m:02}-01", m) for m in range(1, 13)))
    svg = drawn(crowded, [])
    xs = [int(x) for x, label in re.findall(r'<text x="(\d+)" y="\d+" text-anchor="end">(\d+)<', svg)]
    assert len(xs) > 3
    assert path(svg, "stops").count("z") == 12
    assert min(abs(a - b) for a in xs for b in xs if a != b) >= 7


def test_there_is_no_picture_of_nothing():
    assert curve_svg(Target("level"), [], TODAY, title="t", description="d") == ""


def test_the_table_holds_a_levels_measurements_and_milestones():
    assert curve_table(MEMBERS, MEASURED[-1:], TODAY) == [
        Row(date(2025, 12, 31), Decimal(700), Decimal(700)),
        Row(date(2026, 6, 28), Decimal(742), Decimal(750)),
        Row(date(2026, 12, 31), None, Decimal(801)),
        Row(date(2028, 12, 31), None, Decimal(1001)),
        Row(date(2030, 12, 31), None, Decimal(1500)),
    ]


def test_the_table_of_a_flow_runs_up_month_by_month_and_begins_with_the_year_before():
    rows = curve_table(ACTIVITIES, HAPPENED, TODAY)

    assert rows[0] == Row(date(2025, 1, 31), Decimal(0), None)
    assert rows[11] == Row(date(2025, 12, 31), Decimal(40), None)
    assert rows[13] == Row(date(2026, 2, 28), Decimal(5), Decimal(8))
    assert rows[-2:] == [Row(TODAY, Decimal(14), Decimal(25)), Row(date(2026, 12, 31), None, Decimal(47))]


def test_a_months_table_goes_by_its_days():
    target = Target("per_period", None, (point("2026-12-31", 4),), period="month")
    rows = curve_table(target, [point("2026-07-03", 1)], TODAY)
    assert [row.on.day for row in rows] == [1, 3, 15, 31]
    assert [row.value for row in rows] == [0, 1, 1, None]


def test_each_status_has_a_shape_of_its_own_that_only_decorates():
    marks = [status_mark(status) for status in STATUSES]
    assert len({re.sub(r"class=\"[^\"]*\"", "", mark) for mark in marks}) == len(STATUSES)
    assert all('aria-hidden="true"' in mark and ElementTree.fromstring(mark) is not None for mark in marks)


points = st.builds(Point, st.dates(), st.decimals(-1_000_000, 1_000_000, places=2))


@given(
    st.builds(
        Target,
        st.sampled_from(["level", "yearly", "per_period", "yes_no"]),
        st.one_of(st.none(), points, st.builds(Point, st.dates(), st.none())),
        st.lists(points, max_size=6).map(tuple),
        period=st.sampled_from(["year", "half", "quarter", "month"]),
    ),
    st.lists(points, max_size=30),
    st.dates(),
    st.booleans(),
)
def test_every_goal_can_be_drawn_within_its_frame(target, history, today, compact):
    svg = drawn(target, history, today, compact=compact)
    curve_table(target, history, today)
    if svg:
        ElementTree.fromstring(svg)
        spots = re.findall(r"(?:^M|L)(-?\d+) (-?\d+)", path(svg, "line") + path(svg, "plan"))
        assert all(0 <= int(x) <= 320 and 0 <= int(y) <= 120 for x, y in spots)


def _height(value: int, *, of: int) -> int:
    """Where a value stands in a picture 120 high with room for words above and below."""
    return 100 - round(80 * value / of)
