"""The register of members with 50,000 of them: the list and the search read no more rows than they need, the count one pass."""

from collections.abc import Iterator

import pytest

from plugins.recruitment.board.queries import MOST_COUNTED
from plugins.recruitment.members.queries import number_paying
from portal import clock
from portal.tenancy.scope import organisation as scope_of
from tests.contract.counting import remembered, statements
from tests.contract.stored import Stored
from tests.contract.test_plans import explained, nodes, rows_read
from tests.contract.world import World
from tests.factories import Factory

pytestmark = pytest.mark.long
MANY, ENROLLED = 50_000, 3_000
#: a page, one more to know whether there are others, for each of the tables that a row is put together from, and slack
ROWS_OF_A_PAGE = 400
#: her row and what hangs on it, and her words where another was looked up first
ROWS_OF_ONE = 20
WIDE, OVERVIEW = 8, 6
MEMBERS = "/o/ours/recruitment/members/"

PEOPLE = """
INSERT INTO person (organisation_id, id, name, email, email_key, phone, street, postal_code, town, municipality, country,
    language, is_protected, unit_id, sorting, words, added_at, version)
SELECT '{tenant}', md5('p' || n)::uuid, 'Kari Nr' || n, 'nr' || n || '@example.org', 'nr' || n || '@example.org',
    '+47' || (40000000 + n), 'Lia ' || n, lpad((mod(n, 9000) + 1)::text, 4, '0'), 'Byen', '', 'NO', 'nb', false,
    '{unit}', 'nr' || lpad(mod(n * 7919, 99991)::text, 6, '0') || ' kari', 'kari nr' || n || ' nr' || n || '@example.org',
    '2026-01-01', 1
FROM generate_series(1, {many}) AS n"""
WORDS = """
INSERT INTO person_word (organisation_id, id, person_id, word, backwards)
SELECT DISTINCT ON (person.id, word) '{tenant}'::uuid, gen_random_uuid(), person.id, word, reverse(word)
FROM person, regexp_split_to_table(words, '\\W+') AS word
WHERE organisation_id = '{tenant}' AND name LIKE 'Kari Nr%'"""
TIMES = """
INSERT INTO recruitment_member (organisation_id, id, person_id, kind, unit_id, starts_on, ends_on, ending, begun_at, version)
SELECT '{tenant}', gen_random_uuid(), md5('p' || n)::uuid, (ARRAY['patient', 'next_of_kin', 'supporter'])[mod(n, 3) + 1],
    '{unit}', '{today}'::date - 400 - mod(n, 3000), CASE WHEN mod(n, 17) = 0 THEN '{today}'::date - mod(n, 300) END,
    CASE WHEN mod(n, 17) = 0 THEN 'wish' END, '2026-01-01', 1
FROM generate_series(1, {many}) AS n"""
BILLS = """
INSERT INTO recruitment_invoice (organisation_id, id, person_id, year, number, kid, kind, amount, invoiced_on, due_on,
    status, paid_on, paid, reminders, version)
SELECT '{tenant}', gen_random_uuid(), md5('p' || n)::uuid, {year} - y, n * 2 + y, 'k' || n || 'x' || y, 'patient', 40000,
    '{today}'::date - 200, '{today}'::date - 170, CASE WHEN mod(n, 20) = 0 THEN 'open' ELSE 'paid' END,
    CASE WHEN mod(n, 20) = 0 THEN NULL ELSE '{today}'::date - 180 END, CASE WHEN mod(n, 20) = 0 THEN 0 ELSE 40000 END, 0, 1
FROM generate_series(1, {many}) AS n, generate_series(0, 1) AS y"""
ENROLMENTS = """
INSERT INTO recruitment_joining (organisation_id, id, status, kind, name, email, phone, street, postal_code, town, language,
    magazine, agreed, mark, code_id, person_id, sent_at, confirmed_at, why, version)
SELECT '{tenant}', gen_random_uuid(), 'member', 'patient', '', '', '', '', '', '', 'nb', 'post', '[]', 'm' || {year} || n,
    (SELECT id FROM recruitment_code WHERE organisation_id = '{tenant}' LIMIT 1), md5('p' || n)::uuid,
    '{year}-01-02'::date + mod(n, 300), '2026-01-01', '', 1
FROM generate_series(1, {enrolled}) AS n"""
#: a dozen years of it: dues that were paid, times that are over, enrolments
HISTORY = (
    """
INSERT INTO recruitment_invoice (organisation_id, id, person_id, year, number, kid, kind, amount, invoiced_on, due_on,
    status, paid_on, paid, reminders, version)
SELECT '{tenant}', gen_random_uuid(), md5('p' || n)::uuid, y, n, 'k' || n || 'x' || y, 'patient', 40000,
    make_date(y, 2, 1), make_date(y, 3, 1), 'paid', make_date(y, 2, 20), 40000, 0, 1
FROM generate_series(1, {many}) AS n, generate_series({year} - 7, {year} - 2) AS y""",
    """
INSERT INTO recruitment_member (organisation_id, id, person_id, kind, unit_id, starts_on, ends_on, ending, begun_at, version)
SELECT '{tenant}', gen_random_uuid(), md5('p' || n)::uuid, 'supporter', '{unit}', '{today}'::date - 6000 + y,
    '{today}'::date - 5000 + y, 'changed', '2026-01-01', 1
FROM generate_series(1, {many}) AS n, generate_series(1, 2) AS y""",
)
TABLES = ("person", "person_word", "recruitment_member", "recruitment_invoice", "recruitment_joining")


@pytest.fixture(scope="module")
def crowd(filled_world: World, stored: Stored, on_postgresql: bool) -> Iterator[World]:
    if not on_postgresql:
        pytest.skip("SQLite does not say how many rows it reads")
    stored.restore()
    ours = filled_world.ours
    said = {"tenant": ours.id, "unit": ours.arguments["unit_id"], "many": MANY, "enrolled": ENROLLED, "today": clock.today(),
            "year": clock.today().year}  # fmt: skip
    for table in (PEOPLE, "ANALYZE person", WORDS, TIMES, BILLS, ENROLMENTS):  # each word is checked to be somebody's
        stored.run(table.format(**said))
    for name in TABLES:
        stored.run(f"ANALYZE {name}")
    yield filled_world
    stored.restore()
    for name in TABLES:
        stored.run(f"ANALYZE {name}")


def read_by(crowd: World, stored: Stored, path: str) -> tuple[int, int, float]:
    """(statements, rows that they read in the register, milliseconds of the slowest) of a page that is open already."""
    browser = crowd.browser("staff")
    assert browser.get(path).status_code == 200
    with remembered(crowd.app) as seen:
        browser.get(path)
    plans = [explained(stored, crowd, sql, values) for sql, values in seen if any(f"FROM {t}" in sql for t in TABLES)]
    rows = [rows_read(node) for plan in plans for node in nodes(plan) if node.get("Relation Name") in TABLES]
    return len(seen), sum(rows), max([plan["Actual Total Time"] for plan in plans], default=0.0)


#: what the page shows is in an index's order: it stops when the page is full
SHORT = {
    "the list": MEMBERS,
    "its middle": f"{MEMBERS}?after={'0' * 32}_nr050000",
    "who owes": f"{MEMBERS}?state=open",
    "who has left": f"{MEMBERS}?state=left",
    "a name": f"{MEMBERS}?q=nr4",
    "a kind in a branch": f"{MEMBERS}?kind=supporter&unit=UNIT",
}
#: on the way to thirty who fit, a few times as many do not; of a word that many have, with the words of each
OTHERS_PASSED_BY = {"who owes": 10, "a name": 3}


@pytest.mark.parametrize("page", SHORT)
def test_the_list_stops_when_the_page_is_full(crowd: World, stored: Stored, page: str) -> None:
    path = SHORT[page].replace("UNIT", str(crowd.ours.arguments["unit_id"]))
    asked, rows, milliseconds = read_by(crowd, stored, path)
    print(page, asked, rows, milliseconds)
    assert asked <= WIDE
    assert rows <= ROWS_OF_A_PAGE * OTHERS_PASSED_BY.get(page, 1)


def test_a_name_that_nobody_has_reads_nothing(crowd: World, stored: Stored) -> None:
    asked, rows, milliseconds = read_by(crowd, stored, f"{MEMBERS}?q=zzyzx")
    print("nobody", asked, rows, milliseconds)
    assert asked <= WIDE
    assert rows == 0


@pytest.mark.parametrize("said", ["nr44444", "44444", "400 44 444", "nr44444@example.org", "kari nr44444"])
def test_whom_one_word_tells_from_all_others_is_found_at_once(crowd: World, stored: Stored, said: str) -> None:
    asked, rows, milliseconds = read_by(crowd, stored, f"{MEMBERS}?q={said}")
    print(said, asked, rows, milliseconds)
    assert rows <= ROWS_OF_ONE


@pytest.mark.parametrize(
    "path",
    ["numbers/", "numbers/funder", "numbers/staying", "win-back/", "reminders/", "magazine/"],
)
def test_counts_read_each_table_once(crowd: World, stored: Stored, path: str) -> None:
    """One pass over members, invoices and people: never a row per member and page."""
    asked, rows, milliseconds = read_by(crowd, stored, f"/o/ours/recruitment/{path}")
    print(path, asked, rows, milliseconds)
    assert asked <= WIDE
    assert rows <= 6 * MANY


def test_the_board_reads_the_years_enrolments_and_counts_no_farther_than_it_tells(crowd: World, stored: Stored) -> None:
    """Goes red where it looks for each member among those who have not paid."""
    asked, rows, milliseconds = read_by(crowd, stored, "/o/ours/recruitment/board/")
    print("board", asked, rows, milliseconds)
    assert asked <= OVERVIEW
    assert rows <= 2 * ENROLLED + 3 * MOST_COUNTED


def test_the_metric_is_one_statement(crowd: World, stored: Stored) -> None:
    on = clock.today()
    with Factory(crowd.app).working_as(scope_of(crowd.ours.id)), statements(crowd.app) as seen:
        found = number_paying(crowd.ours.id, on, (on.year, on.year - 1))
    assert found > MANY * 0.8
    assert len([sql for sql in seen if "recruitment_member" in sql]) == 1


def test_years_gone_by_cost_the_board_the_list_and_the_metric_nothing(crowd: World, stored: Stored) -> None:
    """Three times as many times as a member, four times as many invoices, enrolments of six more years."""
    pages = [f"{MEMBERS}?state=left", "/o/ours/recruitment/board/"]
    before = [read_by(crowd, stored, path)[1] for path in pages] + [invoices_read_by_the_metric(crowd, stored)]
    said = {"tenant": crowd.ours.id, "unit": crowd.ours.arguments["unit_id"], "many": MANY, "enrolled": ENROLLED, "today": clock.today()}
    year = clock.today().year
    for table in HISTORY:
        stored.run(table.format(**said, year=year))
    for gone in range(year - 6, year):
        stored.run(ENROLMENTS.format(**said, year=gone))
    for name in TABLES:
        stored.run(f"ANALYZE {name}")

    after = [read_by(crowd, stored, path)[1] for path in pages] + [invoices_read_by_the_metric(crowd, stored)]
    print(before, after)
    assert all(now <= once * 1.1 for once, now in zip(before, after, strict=True))


def invoices_read_by_the_metric(crowd: World, stored: Stored) -> int:
    on = clock.today()
    with Factory(crowd.app).working_as(scope_of(crowd.ours.id)), remembered(crowd.app) as seen:
        number_paying(crowd.ours.id, on, (on.year, on.year - 1))
    [asked] = [one for one in seen if "recruitment_member" in one[0]]
    plan = explained(stored, crowd, *asked)
    return sum(rows_read(node) for node in nodes(plan) if node.get("Relation Name") == "recruitment_invoice")
