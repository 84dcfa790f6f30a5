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

#: written down, searched or sent, and shown on no page
LETTERS = {f"message.{part}" for part in ("html", "off_url", "recipient", "subject", "text")}
#: what she is sorted and found by
FOUND_BY = {"person.email_key", "person.sorting", "person.words", "recruitment_surface.words"}
ON_NO_PAGE = LETTERS | FOUND_BY | {
    "activity.words", "invitation.name", "personal_link.email", "recruitment_payment.note",
    "shared_goal.unit_one", "waiting_contact.event_name",
}  # fmt: skip
#: JSON that nobody types words into
NUMBERS = {
    "action.quarters",
    "activity.numbers",
    "activity.verdicts",
    "calendar_entry.months",
    "due_item.arguments",
    "indicator.activity_types",
    "recruitment_joining.agreed",
    "recruitment_peer.pack",
    "shared_goal.milestones",
    "unit_report.numbers",
}
#: below it lies what an organisation shows to all, and the columns that may stand there
ROOF = "/p/"
OPEN_TO_ALL = {
    "activity.answers", "activity.place", "activity.title", "organisation.name", "registration_link.label",
    "registration_link.token", "unit.name",
    "consent_purpose.name", "consent_wording.da", "consent_wording.nb", "recruitment_campaign.name", "recruitment_code.token",
}  # fmt: skip
#: whoever got the link by mail may read what it is about
MAILED = ("/invitation/", "/confirm-address/", "/new-password/")
#: whoever has the secret address of her calendar feed reads what she may see; its other organisation's words never
FEEDS = {"ours": "/p/ours/due/", "theirs": "/p/theirs/due/"}
PAGES = [route for route in routes() if "GET" in route.methods and not route.rule.startswith("/static/")]


def walk(world: World, who: str) -> Iterator[tuple[str, str]]:
    """(address, all that it answers) of every page, with our ids and with theirs, here and there."""
    for slug in ("ours", "theirs"):
        for route in PAGES:
            for path in {route.address(world, ids=ids, slug=slug) for ids in ("own", "foreign")}:
                answer = world.browser(who).get(path)
                yield path, f"{answer.headers}\n{text_of(answer.data)}"


def text_of(content: bytes) -> str:
    """A page as it is; a calendar with its folded lines whole; a spreadsheet with all that is packed into it."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace").replace("\r\n ", "")
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
    """The addresses where a word of this organisation turns up, other than what its own open pages tell everybody.

    A page may repeat its own address: who asked for it knew it. What stands in a secret feed is asked below.
    """
    others = {path: text for path, text in told.items() if not path.startswith(FEEDS[tenant.slug])}
    return sorted(
        path for path, text in others.items() if any(word in text.replace(path, "") for word in kept(path, tenant))
    )


def kept(path: str, tenant: Tenant) -> set[str]:
    """The words that this page must not hold."""
    return private(tenant) if path.startswith(f"/p/{tenant.slug}/") else set(tenant.words.all)


def private(tenant: Tenant) -> set[str]:
    """Its words that stand on no open page."""
    return {word for column, words in tenant.words.made.items() if column not in OPEN_TO_ALL for word in words}


def closed(told: dict[str, str], *but: str) -> dict[str, str]:
    """Without the pages that are open to all, and others that begin so."""
    return {path: text for path, text in told.items() if not path.startswith((ROOF, *but))}


def without_feeds(told: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in told.items() if not path.startswith(tuple(FEEDS.values()))}


@pytest.mark.parametrize("who", ROLES)
def test_no_page_of_ours_holds_a_word_of_theirs(quiet_world, walked, who):
    assert leaks(closed(walked[who]), quiet_world.theirs) == []


@pytest.mark.parametrize("who", ["nobody", "stranger", *ROLES])
def test_an_open_page_tells_what_is_meant_for_all_and_only_of_its_own_organisation(quiet_world, walked, who):
    for here, other in ((quiet_world.ours, quiet_world.theirs), (quiet_world.theirs, quiet_world.ours)):
        pages = without_feeds(walked[who])
        told = {path: text for path, text in pages.items() if path.startswith(f"{ROOF}{here.slug}/")}
        meant = {word for column in OPEN_TO_ALL for word in here.words.made[column]}
        assert found(told, set(here.words.made["activity.title"])), "the control: something is told"
        assert leaks(told, other) == []
        assert found(told, here.words.all) <= meant


def test_a_stranger_finds_no_word_of_ours(quiet_world, walked):
    assert leaks(closed(walked["stranger"], "/invitation/"), quiet_world.ours) == []


def test_nobody_finds_a_word_without_a_link_that_was_mailed_to_her(quiet_world, walked):
    told = closed(walked["nobody"], *MAILED)
    assert leaks(told, quiet_world.ours) == leaks(told, quiet_world.theirs) == []


def test_the_operator_finds_names_of_organisations_and_nothing_inside(quiet_world, walked):
    for tenant in (quiet_world.ours, quiet_world.theirs):
        told = closed(walked["operator"], "/invitation/")
        assert found(told, tenant.words.all) == set(tenant.words.made["organisation.name"])


def test_open_pages_tell_nobody_what_they_tell_all_of_us_and_no_more(quiet_world, walked):
    ours = {
        who: {path: text for path, text in without_feeds(pages).items() if path.startswith("/p/ours/")}
        for who, pages in walked.items()
    }
    told = {who: found(pages, quiet_world.ours.words.all) for who, pages in ours.items()}
    assert told["nobody"] & set(quiet_world.ours.words.made["registration_link.label"])
    assert {who: words for who, words in told.items() if words != told["nobody"]} == {}


def test_a_feed_tells_the_same_to_whoever_has_its_address_and_nothing_that_its_owner_may_not_see(quiet_world, walked):
    """It is the volunteer's: notes of activities, and what is for staff, stand in no feed."""
    feeds = {
        who: {path: text for path, text in walked[who].items() if path.startswith(FEEDS["ours"]) and ".ics" in path}
        for who in walked
    }
    seen = {who: found(told, quiet_world.ours.words.all) for who, told in feeds.items()}
    made = quiet_world.ours.words.made
    assert seen["nobody"] & set(made["calendar_entry.title"])
    assert seen["nobody"] & set(made["due_item.title"])
    columns = ("organisation.name", "unit.name", "calendar_entry.title", "calendar_entry.place", "due_item.title")
    assert seen["nobody"] <= {word for column in columns for word in made[column]}
    assert {who for who, words in seen.items() if words != seen["nobody"]} == set()


def test_the_control_finds_what_each_column_holds(quiet_world, walked):
    """Seen by somebody of ours: a walk that sees nothing would prove nothing."""
    told = {f"{who} {path}": text for who in ROLES for path, text in walked[who].items()}
    unseen = {column for column, words in quiet_world.ours.words.made.items() if not found(told, set(words))}
    assert unseen <= ON_NO_PAGE
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
