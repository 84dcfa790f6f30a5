"""Among thousands an index leads to whoever is looked for: where nobody is found, nobody's row was read."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.contract.counting import remembered
from tests.contract.stored import Stored
from tests.contract.test_plans import explained, nodes, quoted, rows_read
from tests.contract.world import World

MANY = 3_000
TABLES = ("person", "person_word", "recruitment_member")
#: hers and what hangs on it, and her words where another was looked up first
ROWS_OF_ONE = 20
PAGES = {
    "the register": "/o/ours/people/?q=",
    "members": "/o/ours/recruitment/members/?q=",
}
PERSON = """
INSERT INTO person (organisation_id, id, name, email, email_key, phone, street, postal_code, town, municipality, country,
    language, is_protected, sorting, words, added_at, version)
VALUES ({tenant}, {id}, 'Kari', '', '', '', '', '', '', '', 'NO', 'nb', false, {sorting}, {word}, '2026-01-01', 1)"""
WORD = """
INSERT INTO person_word (organisation_id, id, person_id, word, backwards)
VALUES ({tenant}, {id}, {person}, {word}, {backwards})"""
MEMBER = """
INSERT INTO recruitment_member (organisation_id, id, person_id, kind, starts_on, begun_at, version)
VALUES ({tenant}, {id}, {person}, 'patient', '2020-01-01', '2026-01-01', 1)"""


@pytest.fixture(scope="module")
def crowd(filled_world: World, stored: Stored) -> Iterator[World]:
    """Ours has three thousand members, each found by `kari` and by a word of her own."""
    stored.restore()
    with stored.open() as connection:
        connection.execute("BEGIN")
        for n in range(MANY):
            for statement in rows_of(stored, filled_world, n):
                connection.execute(statement)
        connection.execute("COMMIT")
    for name in TABLES:
        stored.run(f"ANALYZE {name}")
    yield filled_world
    stored.restore()
    stored.run("ANALYZE")


def rows_of(stored: Stored, world: World, n: int) -> Iterator[str]:
    tenant, person, own = quoted(stored, world.ours.id), quoted(stored, uuid4()), f"xq{n:05}y"
    said: dict[str, Any] = {"tenant": tenant, "person": person}
    yield PERSON.format(tenant=tenant, id=person, sorting=f"'{own}'", word=f"'kari {own}'")
    for word in ("kari", own):
        yield WORD.format(**said, id=quoted(stored, uuid4()), word=f"'{word}'", backwards=f"'{word[::-1]}'")
    yield MEMBER.format(**said, id=quoted(stored, uuid4()))


def asked_of(crowd: World, path: str) -> list[tuple[str, Any]]:
    browser = crowd.browser("staff")
    with remembered(crowd.app) as seen:
        assert browser.get(path).status_code == 200
    found = [(sql, values) for sql, values in seen if "FROM person_word" in sql]
    assert found, "nobody was looked for"
    return found


def read_for(crowd: World, stored: Stored, path: str) -> int:
    plans = [explained(stored, crowd, *one) for one in asked_of(crowd, path)]
    return sum(rows_read(node) for plan in plans for node in nodes(plan) if node.get("Relation Name") in TABLES)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("search", "most"), [("zzyzx", 0), ("kari zzyzx", 0), ("xq01234", ROWS_OF_ONE), ("1234y kari", ROWS_OF_ONE)]
)
def test_only_the_rows_of_whoever_is_found_are_read(
    crowd: World, stored: Stored, page: str, search: str, most: int, on_postgresql: bool
) -> None:
    """Goes red where words are looked for with LIKE, and without the indexes on them."""
    if not on_postgresql:
        pytest.skip("SQLite does not say how many rows it reads")
    assert read_for(crowd, stored, PAGES[page] + search) <= most


@pytest.mark.parametrize("page", PAGES)
def test_no_word_is_looked_for_from_end_to_end(crowd: World, stored: Stored, page: str, on_postgresql: bool) -> None:
    """SQLite's plan does not depend on what is looked for."""
    if on_postgresql:
        pytest.skip("PostgreSQL says how many rows it reads")
    for sql, values in asked_of(crowd, PAGES[page] + "zzyzx"):
        with stored.open() as connection:
            steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
        assert [step for step in steps if step.startswith("SCAN")] == [], steps
        used = [name for name in ("word", "backwards") if any(f"INDEX ix_person_word_{name} " in step for step in steps)]
        assert used == ["word", "backwards"], steps


@pytest.mark.parametrize("page", PAGES)
def test_who_is_found_by_a_half_from_either_side_is_shown(crowd: World, page: str) -> None:
    for search in ("xq01234", "01234y", "1234y kari"):
        assert crowd.browser("staff").get(PAGES[page] + search).text.count(">Kari<") == 1
