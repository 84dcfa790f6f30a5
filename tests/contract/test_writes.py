"""Every form there is, sent by somebody who may: written down once, however often it is sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest

from tests.contract.addresses import named, routes
from tests.contract.at_once import held, together
from tests.contract.stored import Stored
from tests.contract.world import PRINCIPALS
from tests.contract.writes import (
    ORGANISATIONS,
    PLATFORMS,
    WITHOUT_KEY,
    WRITES_NOTHING,
    opened,
    pages_that_write,
    writes,
)

WRITING = [route for route in pages_that_write() if route.endpoint not in WRITES_NOTHING]
KEYED = [route for route in pages_that_write() if route.endpoint not in WITHOUT_KEY]
#: forms where something is typed that the key remembers; passwords are not remembered
TYPED = [
    route for route in KEYED
    if route.endpoint not in {
        "access.end", "access.invitation", "access.withdraw", "accounts.confirm_email", "accounts.new_password",
        "activities.remove", "goals.remove", "platform.show", "plugins.show", "profile.password", "units.remove",
    }
]  # fmt: skip


def test_every_page_that_takes_a_form_is_tried(world):
    tried, there = set(writes(world)), {route.endpoint for route in pages_that_write()}
    assert there - tried == set(), "say in tests/contract/writes.py what is typed into these forms"
    assert tried - there == set()
    assert {name for name, write in writes(world).items() if write.other} == {route.endpoint for route in TYPED}


@named([route for route in routes() if "GET" in route.methods])
def test_looking_changes_nothing(world, stored, route):
    before = stored.everything()
    for who in PRINCIPALS:
        for ids in ("own", "foreign"):
            world.browser(who).get(route.address(world, ids=ids))
    assert stored.everything() == before


@named(WRITING)
def test_what_is_done_is_written_down_in_her_name(world, stored, route):
    sheet = opened(world, route.endpoint)
    before = entries(stored, ORGANISATIONS), entries(stored, PLATFORMS)

    answer = sheet.send()

    assert answer.status_code == 303, answer.text
    made = entries(stored, sheet.write.trail) - before[sheet.write.trail == PLATFORMS]
    assert made, "no entry in the trail"
    assert {who for _id, who in made} == {whose(sheet, stored)}


def entries(stored: Stored, trail: str) -> set[tuple[UUID, UUID | None]]:
    rows = stored.run(f"SELECT id, user_id FROM {trail}")
    return {(UUID(str(row)), UUID(str(user)) if user else None) for row, user in rows}


def whose(sheet, stored: Stored) -> UUID | None:
    """Who must stand there: who pressed, or whom the link is for."""
    if sheet.path.startswith("/invitation/"):
        return newest_account(stored)
    name = sheet.write.by if sheet.write.whose is None else sheet.write.whose
    return sheet.world.actor(name).id if name else None


def newest_account(stored: Stored) -> UUID:
    return UUID(str(stored.run("SELECT id FROM user_account ORDER BY created_at DESC LIMIT 1")[0][0]))


@named(KEYED)
def test_pressing_twice_does_it_once_and_leads_to_the_same_place(world, stored, route):
    sheet = opened(world, route.endpoint)
    untouched = stored.everything()
    first, done = sheet.send(), stored.everything()

    second = sheet.send()

    assert (second.status_code, second.location) == (303, first.location), second.text
    assert stored.everything() == done
    assert done != untouched


@named(TYPED)
def test_the_same_key_with_other_words_is_refused_and_changes_nothing(world, stored, route):
    sheet = opened(world, route.endpoint)
    sheet.send()
    done = stored.everything()

    refused = sheet.send(**sheet.write.other)

    assert refused.status_code == 409
    assert "Dette skjemaet er sendt før med andre ord" in refused.text or refused.text.count("<p class=\"lead\">") == 1
    assert stored.everything() == done


@named(KEYED)
def test_two_sendings_at_the_same_moment_do_it_once(world, stored, route):
    once = rows_after(stored, lambda: opened(world, route.endpoint).send())
    stored.restore()
    sheet = opened(world, route.endpoint)

    def both() -> None:
        with held(stored):
            pass

    answers = together(stored, lambda: sheet.send(), lambda: sheet.send(browser=twin(sheet)))

    assert [answer.status_code for answer in answers] == [303, 303], [answer.text[:2000] for answer in answers]
    assert len({answer.location for answer in answers}) == 1
    assert rows_after(stored, lambda: None) == once
