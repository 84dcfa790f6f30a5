"""How the database finds what a page lists, with forty thousand rows: by index, and no more rows than it shows."""

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from psycopg import ClientCursor

from portal.paging import Position
from tests.contract.counting import remembered
from tests.contract.stored import Stored
from tests.contract.world import World

MANY, ELSEWHERE = 40_000, 16_000
#: a page of the list, one more to know whether there are others, and some slack
ROWS_OF_A_PAGE = 40
LARGE = {"activity", "activity_tally"}

ACTIVITIES = """
INSERT INTO activity (
    organisation_id, id, activity_type, unit_id, on_date, numbers, note, registered_at, version,
    status, answers, title, place, is_public, registered_as, words, verdicts
)
SELECT {tenant}, {id}, 'core.meeting', {unit}, {day}, '{{"participants": 8}}', '', '2026-01-01', 1,
    'held', '{{}}', '', '', false, '', '', '{{}}'
FROM {series}"""
TALLIES = """
INSERT INTO activity_tally (organisation_id, id, activity_type, measure, month, unit_id, total)
SELECT {tenant}, {id}, 'core.n' || n, 'activities', {day}, {unit}, 3 FROM {series}"""
WORDS = {
    "postgresql": {
        "id": "gen_random_uuid()", "day": "date '2026-01-01' - n % 3000", "series": "generate_series(1, {rows}) AS n",
    },
    "sqlite": {
        "id": "lower(hex(randomblob(16)))", "day": "date('2026-01-01', '-' || (n % 3000) || ' days')",
        "series": "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {rows}) SELECT n FROM s)",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def busy_world(filled_world, stored) -> Iterator[World]:
    """Ours has registered a great deal, and so have others."""
    stored.restore()
    for tenant, rows in ((filled_world.ours, MANY), (filled_world.theirs, ELSEWHERE)):
        words = WORDS["sqlite" if stored.config.sqlite else "postgresql"]
        values = {"tenant": quoted(stored, tenant.id), "unit": quoted(stored, tenant.arguments["unit_id"]), **words}
        for table in (ACTIVITIES, TALLIES):
            stored.run(table.format(**{**values, "series": words["series"].format(rows=rows)}))
    stored.run("ANALYZE")
    yield filled_world
    stored.restore()
    stored.run("ANALYZE")


def quoted(stored: Stored, value: UUID) -> str:
    return f"'{value.hex}'" if stored.config.sqlite else f"'{value}'"


AFTER = f"&after={Position.read('2022-05-05_' + UUID(int=7).hex)}"
#: what the list can be narrowed to and sorted by; a search within a time, for without one it reads all of ours
NARROWED = [
    "sort=oldest",
    "sort=registered",
    "type=core.meeting",
    "type=core.talk",
    "type=core.meeting&type=core.talk&sort=oldest",
    "type=core.talk&sort=registered",
    "unit=UNIT",
    "unit=UNIT&type=core.meeting&sort=oldest",
    "period=last_year",
    "from=2023-01-01&to=2023-03-31&sort=oldest",
    "month=2024-05&type=core.meeting",
    "status=planned",
    "status=cancelled&sort=oldest",
    "status=planned&type=core.meeting&period=this_year",
    "mine=1",
    "mine=1&type=core.meeting&sort=registered",
    "q=nothing&from=2024-01-01&to=2024-02-28",
    "sort=oldest" + AFTER,
    "sort=registered" + AFTER,
    "type=core.meeting" + AFTER,
]
PAGES = {
    "the start page": "/o/ours/",
    "the list": "/o/ours/activities/",
    "the list, further on": f"/o/ours/activities/?after={Position.read('2022-05-05_' + UUID(int=7).hex)}",
    **{f"the list, {asked}": f"/o/ours/activities/?{asked}" for asked in NARROWED},
    **{
        f"the figures, {asked}": f"/o/ours/figures/?{asked}" for asked in ("", "type=core.talk", "unit=UNIT", "whole=1")
    },
    "the plan": "/o/ours/goals/",
    "a plugin's page": "/o/ours/recruitment/",
}


@pytest.fixture(params=["administrator", "reader", "unit_leader", "volunteer"])
def who(request) -> str:
    return str(request.param)


@pytest.mark.parametrize("page", PAGES)
def test_no_large_table_is_read_from_end_to_end(busy_world, stored, page, who):
    with remembered(busy_world.app) as seen:
        busy_world.browser(who).get(address(busy_world, page))
    about = [(sql, values) for sql, values in seen if any(re.search(rf"\b{name}\b", sql) for name in LARGE)]
    assert about or (page, who) == ("a plugin's page", "volunteer"), "nothing was read of them"
    for sql, values in about:
        assert scanned(stored, busy_world, sql, values) == []


@pytest.mark.parametrize("page", ["the list", "the list, further on"])
def test_the_list_reads_no_more_rows_than_it_shows(busy_world, stored, page, on_postgresql):
    if not on_postgresql:
        pytest.skip("SQLite does not say how many rows it reads")
    for sql, values in list_statements(busy_world, PAGES[page], "administrator"):
        plan = explained(stored, busy_world, sql, values)
        assert sum(rows_read(node) for node in nodes(plan) if node.get("Relation Name") == "activity") <= ROWS_OF_A_PAGE


MIXED = """UPDATE activity SET
    activity_type = CASE mod(abs(hashtext(id::text)), 8) WHEN 0 THEN 'core.talk' ELSE 'core.meeting' END,
    unit_id = (SELECT units[1 + mod(abs(hashtext(id::text || 'u')), cardinality(units))]
        FROM (SELECT array_agg(id) AS units FROM unit WHERE organisation_id = {tenant}) of_ours)
    WHERE organisation_id = {tenant}"""


@pytest.fixture
def mixed_world(busy_world, stored, on_postgresql) -> World:
    """Ours are of several units and two types, so that neither alone leads to the few that are both."""
    if not on_postgresql:
        pytest.skip("SQLite does not say how many rows it reads")
    stored.run(MIXED.format(tenant=quoted(stored, busy_world.ours.id)))
    stored.run("ANALYZE activity")
    return busy_world


def test_a_type_and_a_unit_together_are_found_by_their_own_index(mixed_world, stored):
    """Goes red without ix_activity_unit_type."""
    leaf = mixed_world.ours.arguments["unit_figures.write:unit_id"]
    for sql, values in list_statements(mixed_world, f"/o/ours/activities/?type=core.talk&unit={leaf}", "administrator"):
        plan = explained(stored, mixed_world, sql, values)
        assert sum(rows_read(node) for node in nodes(plan) if node.get("Relation Name") == "activity") <= ROWS_OF_A_PAGE


@pytest.fixture
def many_have_written(busy_world, stored, on_postgresql) -> World:
    """Ours were registered by two people, one day after the other, none of it by the volunteer."""
    if not on_postgresql:
        pytest.skip("SQLite does not say how many rows it reads")
    stored.run("UPDATE activity SET registered_by = md5('w' || mod(abs(hashtext(id::text)), 2))::uuid")
    stored.run("CLUSTER activity USING ix_activity_newest")
    stored.run("ANALYZE activity")
    return busy_world


def test_a_plan_that_is_kept_does_not_look_for_her_activities_among_all(many_have_written, stored):
    """Goes red without ix_activity_own."""
    (asked,) = [asked for asked in list_statements(many_have_written, "/o/ours/", "volunteer") if "due_item" in asked[0]]
    plan = explained_as_kept(stored, many_have_written, *asked)
    assert sum(rows_read(node) for node in nodes(plan) if node.get("Relation Name") == "activity") <= ROWS_OF_A_PAGE


def address(world: World, page: str) -> str:
    return PAGES[page].replace("UNIT", str(world.ours.arguments["unit_id"]))


def list_statements(world: World, path: str, who: str) -> list[tuple[str, Any]]:
    with remembered(world.app) as seen:
        world.browser(who).get(path)
    return [(sql, values) for sql, values in seen if "FROM activity" in sql]


def test_the_control_sees_a_table_read_from_end_to_end(busy_world, stored):
    assert scanned(stored, busy_world, "SELECT count(note) FROM activity WHERE note LIKE 'x%'", None) == ["activity"]


def scanned(stored: Stored, world: World, sql: str, values: Any) -> list[str]:
    """The large tables that this statement reads from end to end."""
    if stored.config.sqlite:
        with stored.open() as connection:
            connection.create_collation("people", lambda a, b: (a > b) - (a < b))
            steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values or ())]
        return [step.split()[1] for step in steps if step.startswith("SCAN") and step.split()[1] in LARGE]
    plan = explained(stored, world, sql, values)
    return [node["Relation Name"] for node in nodes(plan) if is_scan(node) and node["Relation Name"] in LARGE]


def is_scan(node: dict[str, Any]) -> bool:
    return node["Node Type"].removeprefix("Parallel ") == "Seq Scan"


def explained(stored: Stored, world: World, sql: str, values: Any) -> dict[str, Any]:
    """The plan as the portal's own role gets it, row-level security included, and what it really read."""
    with stored.open() as connection, connection.transaction():
        connection.execute("SET LOCAL ROLE portal_app")
        connection.execute("SET LOCAL max_parallel_workers_per_gather = 0")  # as the portal asks
        connection.execute(f"SET LOCAL app.organisation_id = '{world.ours.id}'")
        (found,) = connection.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", values).fetchone()
    return plan_in(found)


def explained_as_kept(stored: Stored, world: World, sql: str, values: Any) -> dict[str, Any]:
    """The same of a plan that was made before anybody asked, as the server keeps one (`portal.tenancy.kept`)."""
    names = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", sql)))
    prepared = re.sub(r"%\((\w+)\)s", lambda match: f"${names.index(match[1]) + 1}", sql).replace("%%", "%")
    with stored.open() as connection, connection.transaction(), ClientCursor(connection) as cursor:
        connection.execute("SET LOCAL ROLE portal_app")
        connection.execute("SET LOCAL max_parallel_workers_per_gather = 0")  # as the portal asks
        connection.execute(f"SET LOCAL app.organisation_id = '{world.ours.id}'")
        connection.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        cursor.execute(f"PREPARE kept AS {prepared}")
        filled = ", ".join(["%s"] * len(names))
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE kept({filled})", [values[name] for name in names])
        (found,) = cursor.fetchone()
        cursor.execute("DEALLOCATE kept")
    return plan_in(found)


def plan_in(found: Any) -> dict[str, Any]:
    said = json.loads(found) if isinstance(found, str) else found
    plan: dict[str, Any] = said[0]["Plan"]
    return plan


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def rows_read(node: dict[str, Any]) -> int:
    """What it gave on and what it read in vain."""
    return int((node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"])
