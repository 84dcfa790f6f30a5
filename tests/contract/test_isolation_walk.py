"""Every page, walked by everybody: no word of another organisation turns up anywhere, and our own do."""

from collections.abc import Iterator
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest
from sqlalchemy import JSON, String

from portal.tenancy import Base
from tests.contract.addresses import routes
from tests.contract.stored import Stored
from tests.contract.world import CODES, ROLES, Tenant, World

#: written down, and shown on no page yet
LETTERS = {f"message.{part}" for part in ("html", "recipient", "subject", "text")}
ON_NO_PAGE = LETTERS | {"audit_entry.changes", "invitation.name"}
#: JSON that nobody types words into
#: built with issue "Activities through forms": whoever builds the page takes its columns out
STILL_TO_SHOW = {
    "activity.answers", "activity.place", "activity.registered_as", "activity.title", "activity.words",
    "activity_kind.help", "activity_kind.label", "activity_kind.questions", "registration_link.label",
    "registration_link.token",
}  # fmt: skip
NUMBERS = {
    "action.quarters",
    "activity.numbers",
    "calendar_entry.months",
    "due_item.arguments",
    "indicator.activity_types",
    "unit_report.numbers",
}
PAGES = [route for route in routes() if "GET" in route.methods and not route.rule.startswith("/static/")]


def walk(world: World, who: str) -> Iterator[tuple[str, str]]:
    """(address, all that it answers) of every page, with our ids and with theirs, here and there."""
    for slug in ("ours", "theirs"):
        for route in PAGES:
            for path in {route.address(world, ids=ids, slug=slug) for ids in ("own", "foreign")}:
                answer = world.browser(who).get(path)
                yield path, f"{answer.headers}\n{text_of(answer.data)}"


def text_of(content: bytes) -> str:
    """A page as it is; a spreadsheet with all that is packed into it."""
    if not content.startswith(b"PK"):
        return content.decode()
    with ZipFile(BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


@pytest.fixture(scope="module")
def walked(quiet_world) -> dict[str, dict[str, str]]:
    """What each principal is told on each page. Seen once, read by all tests here."""
    return {who: dict(walk(quiet_world, who)) for who in ("nobody", "stranger", "operator", *ROLES)}


def found(told: dict[str, str], words: set[str]) -> set[str]:
    everything = "\n".join(told.values())
    return {word for word in words if word in everything}


def leaks(told: dict[str, str], tenant: Tenant) -> list[str]:
    """The addresses where a word of this organisation turns up."""
    return sorted(path for path, text in told.items() if any(word in text for word in tenant.words.all))


@pytest.mark.parametrize("who", ROLES)
def test_no_page_of_ours_holds_a_word_of_theirs(quiet_world, walked, who):
    assert leaks(walked[who], quiet_world.theirs) == []


def test_a_stranger_finds_no_word_of_ours(quiet_world, walked):
    told = {path: text for path, text in walked["stranger"].items() if not path.startswith("/invitation/")}
    assert leaks(told, quiet_world.ours) == []


def test_nobody_finds_a_word_without_a_link_that_was_mailed_to_her(quiet_world, walked):
    public = ("/invitation/", "/confirm-address/", "/new-password/")
    told = {path: text for path, text in walked["nobody"].items() if not path.startswith(public)}
    assert leaks(told, quiet_world.ours) == leaks(told, quiet_world.theirs) == []


def test_the_operator_finds_names_of_organisations_and_nothing_inside(quiet_world, walked):
    for tenant in (quiet_world.ours, quiet_world.theirs):
        told = {path: text for path, text in walked["operator"].items() if not path.startswith("/invitation/")}
        assert found(told, tenant.words.all) == set(tenant.words.made["organisation.name"])


def test_the_control_finds_what_each_column_holds(quiet_world, walked):
    """Seen by somebody of ours: a walk that sees nothing would prove nothing."""
    told = {f"{who} {path}": text for who in ROLES for path, text in walked[who].items()}
    unseen = {column for column, words in quiet_world.ours.words.made.items() if not found(told, set(words))}
    assert unseen <= ON_NO_PAGE | STILL_TO_SHOW
    assert leaks(walked["stranger"], quiet_world.theirs), "the other organisation's own administrator sees its words"


def test_a_reader_is_told_less_than_staff(quiet_world, walked):
    """A note may tell about people."""
    notes = set(quiet_world.ours.words.made["activity.note"])
    assert found(walked["staff"], notes)
    assert found(walked["reader"], notes) == set()


def test_both_organisations_hold_a_word_in_every_column_that_people_write_into(quiet_world, stored):
    """A new column is walked from its first day on: fill it in tests/contract/world.py or plan.py."""
    empty = [
        (tenant.slug, f"{table}.{column}")
        for tenant in (quiet_world.ours, quiet_world.theirs)
        for table, column in written_columns()
        if not held(stored, tenant, table, column)
    ]
    assert empty == []


def written_columns() -> list[tuple[str, str]]:
    return [
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        if table.info.get("tenant")
        for column in table.columns
        if isinstance(column.type, (String, JSON)) and f"{table.name}.{column.name}" not in CODES | NUMBERS
    ]


def held(stored: Stored, tenant: Tenant, table: str, column: str) -> bool:
    rows = stored.run(f'SELECT organisation_id, "{column}" FROM "{table}"')
    texts = [str(value) for organisation, value in rows if UUID(str(organisation)) == tenant.id]
    return any(word in text for text in texts for word in tenant.words.all)
