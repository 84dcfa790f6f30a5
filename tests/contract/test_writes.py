"""Every form there is, sent by somebody who may: written down once, however often it is sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from portal.plugin_api import house
from tests.contract.addresses import named, routes
from tests.contract.stored import Rows, Stored
from tests.contract.together import together
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
#: the sign-in that a second sending comes with may be over by then
ENDS_THE_SIGN_IN = {"profile.password": {"/profile/", "/sign-in"}, "my_account.close": {"/sign-in"}}
#: forms where something is typed that the key remembers: no passwords, and nothing once an invitation is used up
TYPED = [
    route for route in KEYED
    if route.endpoint not in {
         "access.end",
         "access.invitation",
         "access.withdraw",
         "accounts.confirm_email",
         "accounts.new_password",
         "actions.drop",
         "actions.remove",
         "actions.result_remove",
         "actions.sheet",
         "actions.step_remove",
         "actions.take_in",
         "imports.drop",
         "lists.new",
         "lists.look",
         "lists.drop",
         "my_account.close",
         "links.revoke",
         "consents.link",
         "open_consents.off",
         "returned.lift",
         "sendings.again",
         "sendings.begin",
         "sendings.resume",
         "sendings.stop",
         "partners.again",
         "partners.end",
         "shared_goals.end",
         "shared_goals.next_plan",
         "imports.look",
         "imports.new",
         "imports.undo",
         "activities.remove",
         "calendar.remove",
         "coverage.remove",
         "doubles.apart",
         "doubles.together",
         "erasure.person",
         "files.remove",
         "goals.remove",
         "intake.drop",
         "intake.make",
         "invitations.answer",
         "kinds.bring_back",
         "kinds.hide",
         "kinds.remove",
         "kinds.restore",
         "open_due.off",
         "plans.close",
         "plans.remove",
         "plans.remove_area",
         "plans.remove_goal",
         "plans.remove_indicator",
         "plans.reopen",
         "platform.show",
         "plugins.show",
         "profile.password",
         "recruitment_bank.index",
         "recruitment_bank.undo",
         "recruitment_codes.close",
         "recruitment_counting.again",
         "recruitment_joining.admit",
         "recruitment_joining.ask",
         "recruitment_dues.let_off",
         "recruitment_members.stay",
         "recruitment_surfaces.person_remove",
         "shared_links.close",
         "takeout.index",
         "trail.take_out",
         "programme.again",
         "programme.remove",
         "told.remove",
         "unit_figures.remove",
         "units.remove",
         "waiting.remove",
         "waiting.show",
         "year_reports.reopen",
         "year_reports.send",
    }
]  # fmt: skip


def test_every_page_that_takes_a_form_is_tried(world):
    tried, there = set(writes(world)), {route.endpoint for route in pages_that_write()}
    assert there - tried == set(), "say in tests/contract/writes.py what is typed into these forms"
    assert tried - there == set()
    assert {name for name, write in writes(world).items() if write.other} == {route.endpoint for route in TYPED}


@named([route for route in routes() if "GET" in route.methods])
def test_looking_changes_nothing(world, stored, route):
    """But that somebody looked at a person's record is written down."""
    before = stored.all_but_traces()
    for who in PRINCIPALS:
        for ids in ("own", "foreign"):
            world.browser(who).get(route.address(world, ids=ids))
    assert stored.all_but_traces() == before


@named(WRITING)
def test_what_is_done_is_written_down_in_her_name(world, stored, route):
    sheet = opened(world, route.endpoint)
    before = entries(stored, ORGANISATIONS), entries(stored, PLATFORMS)

    answer = sheet.send()

    assert answer.status_code == 303, answer.text
    made = entries(stored, sheet.write.trail) - before[sheet.write.trail == PLATFORMS]
    assert made, "no entry in the trail"
    at_the_other_end = {None} if sheet.write.crosses else set()
    assert {who for _id, who in made} - at_the_other_end == {whose(sheet, stored)}
    assert untold(world, stored, {key for key, _who in made}, sheet.write.trail) == set()


def untold(world, stored: Stored, made: set[UUID], trail: str) -> set[str]:
    """What was written down and has no sentence in the audit log, in some language: a hook `audit_actions` declares it."""
    with world.app.app_context():
        declared = house().audit_actions
    rows = stored.run(f"SELECT id, action FROM {trail}")
    planted = ("test.",)  # kinds of these tests themselves
    done = {action for key, action in rows if UUID(str(key)) in made and not action.startswith(planted)}
    return done - declared.keys()


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
    untouched = contents(stored)
    first, done = sheet.send(), contents(stored)

    second = sheet.send()

    assert (second.status_code, second.location) == (303, first.location), second.text
    assert contents(stored) == done
    assert done != untouched


def contents(stored: Stored) -> Rows:
    """All but the counters of tries, which count a refused one as well, and who looked."""
    return stored.all_but_traces()


@named(TYPED)
def test_the_same_key_with_other_words_is_refused_and_changes_nothing(world, stored, route):
    sheet = opened(world, route.endpoint)
    sheet.send()
    done = contents(stored)

    refused = sheet.send(**sheet.write.other)

    assert refused.status_code == 409
    assert "Dette skjemaet er sendt før, med et annet innhold." in refused.text
    assert contents(stored) == done


@named(KEYED)
def test_two_sendings_at_the_same_moment_do_it_once(world, stored, route):
    opened(world, route.endpoint).send()
    once = sizes(stored)
    stored.restore()
    sheet = opened(world, route.endpoint)
    twin = sheet.twin()

    answers = together(stored, sheet.send, lambda: sheet.send(browser=twin))

    assert [answer.status_code for answer in answers] == [303, 303], [answer.text[:3000] for answer in answers]
    ways = {answer.location for answer in answers}
    assert len(ways) == 1 or ways == ENDS_THE_SIGN_IN.get(route.endpoint)
    assert sizes(stored) == once


def sizes(stored: Stored) -> dict[str, int]:
    return {table: len(rows) for table, rows in contents(stored).items()}


def test_without_the_unique_index_two_at_the_same_moment_register_twice(world, stored):
    """The control: it is this index that holds, and the test above sees when it does not."""
    sheet = opened(world, "activities.create")
    twin = sheet.twin()
    before = sizes(stored)["activity"]

    with index_gone(stored):
        together(stored, sheet.send, lambda: sheet.send(browser=twin))
        assert sizes(stored)["activity"] == before + 2


@contextmanager
def index_gone(stored: Stored) -> Iterator[None]:
    stored.run("DROP INDEX uq_audit_entry_form_key")
    try:
        yield
    finally:
        stored.run("DELETE FROM audit_entry")
        stored.run("CREATE UNIQUE INDEX uq_audit_entry_form_key ON audit_entry (organisation_id, form_key)")
