"""Fast by its shape: how many statements and bytes a page costs, and that neither rows nor plugins add to it.

The numbers are the table "Fast by its shape" in the architecture. SET LOCAL and
reading who looks are counted, opening and closing a transaction is not.
"""

import socket
from dataclasses import dataclass

import pytest
from flask import Flask

from portal.app import FEATURES
from portal.plugin_api import house
from tests.contract.addresses import Route, named, routes
from tests.contract.counting import statements
from tests.contract.growth import UNITS, grow
from tests.contract.world import World, a_setting
from tests.contract.writes import opened, pages_that_write, writes

OVERVIEW, FORM, WIDE, POST = 6, 4, 8, 8
#: a tree, a register, a report, a sheet beside all that it may change
WIDE_PAGES = {
    "actions.matrix", "actions.show", "actions.take_in", "figures.index", "goals.plan", "goals.show", "plans.show", "reports.show",
    "recruitment_dues.index", "recruitment_members.show", "recruitment_peers.gaps", "sendings.show", "shared_goals.goal",
    "year_reports.index", "year_reports.sheet", "year_reports.summed", "yearwheel.index",
}  # fmt: skip
#: which activities are counted in the base year stands in the row; only then can they be counted, to be confirmed;
#: a sheet's rows beside what is there already; who has told of the year, and who leads the others
#: who agrees, to what, in which words; a payment and the invoices that it may be for; what members pay and how many
#: have not been asked; a shared goal and what it can follow, a goal and to whom it can be offered, or with whom it goes on; two of the register
#: beside each other; all that hangs on a person, counted; a letter and how many get it; what a plan shares; a code and
#: what may have come by it; an enrolment and whom it may be already; what waits and who agreed with it; a contact surface with who
#: is in charge, when somebody was in touch, and its actions; rules and what they would judge otherwise;
#: a peer and the contact surfaces, a course and the peers; who has left, when, and what she said last
DEARER = {
    "contacts.call": 6, "doubles.pair": 6, "erasure.person": 8, "handouts.person": 8, "plans.follow": 5,
    "recruitment_gatherings.show": 5, "recruitment_peers.change": 5, "recruitment_peers.join": 5,
    "recruitment_counting.again": 5, "recruitment_codes.new": 6, "recruitment_codes.show": 5, "recruitment_help.enrol": 6, "recruitment_joining.admit": 5,
    "recruitment_joining.asking": 5, "recruitment_magazine.choose": 5, "returned.lift": 5, "sendings.prepare": 5, "waiting.show": 5,
    "consents.give": 5, "consents.withdraw": 5, "goals.baseline": 5, "imports.look": 5, "recruitment_bank.match": 5,
    "recruitment_dues.ask": 6, "recruitment_surfaces.show": 7, "recruitment_surfaces.person": 5,
    "recruitment_surfaces.person_remove": 5, "recruitment_win_back.answer": 6, "returned.letter": 5,
    "shared_goals.next_plan": 5, "shared_goals.offer": 5, "shared_goals.source": 5, "year_reports.reminder": 5,
}  # fmt: skip
#: all that is kept about somebody: a statement for each table that holds something about people, and for what it names;
#: where else her name stands, and whose the notes are
WHOLE_PERSON = {"erasure.words": 10, "handouts.file": 43, "my_data.file": 43}
#: erasing and merging read and change each of these tables, seals the log and takes her values out of it
ERASED = 81
#: that somebody looked at a person's record
LOOK = 1
#: a letter is written at both ends, each locked and with its entry; on PostgreSQL the scope, at each change;
#: what a form costs to send where it writes more than one row: a letter with its words, an account with its sessions and
#: accesses, a row with all that hangs on it, its dates and its files; a sheet's rows; a new organisation; an enrolment with
#: its link, its letter and its place, and what somebody is let in with: person, membership, magazine, dues, welcome;
#: who was met: a person, her yes, the contact, the day to call her; a file for the worker to make: the entry of who takes
#: it out, the job, its key; a sending with its job; what a list's columns hold, remembered, with its job; a withdrawal and the letters that it stops;
#: an account that is closed, in one organisation; what is done about a peer, with its days and the figures to measure;
#: postal codes, locked so that two do not overwrite each other; a no, with the letters that it takes back; somebody of the
#: register with the words that she is found by
DEARER_POSTS = {
    "recruitment_gatherings.change": 9, "recruitment_gatherings.show": 11, "recruitment_peers.change": 9,
    "recruitment_peers.join": 9, "recruitment_peers.status": 10, "open_consents.off": 10, "recruitment_peers.talk": 9,
    "access.invitation": 10, "access.invite": 11, "accounts.confirm_email": 9, "accounts.forgotten_password": 10,
    "people.change": 9, "actions.remove": 9, "actions.step": 9, "actions.surface": 9, "consents.withdraw": 11, "recruitment_bank.index": 10,
    "recruitment_founding.step_new": 9, "recruitment_surfaces.change": 12, "recruitment_surfaces.new": 10,
    "activity_sheets.make": 12, "consents.link": 9, "contacts.add": 17, "contacts.call": 10, "figures.take_out": 11,
    "goals.remove": 9, "open_consents.ask": 11, "sendings.begin": 9, "sendings.resume": 9,
    "trail.letter": 10, "trail.take_out": 12,
    "recruitment_help.enrol": 18, "recruitment_joining.admit": 26, "recruitment_joining.ask": 13, "recruitment_joining.turn_down": 9,
    "recruitment_postal.index": 9, "recruitment_win_back.answer": 11,
    "recruitment_open.form": 16, "recruitment_open.join": 15,
    "actions.step_new": 9, "actions.take_in": 13, "invitations.answer": 13,
    "imports.look": 11, "imports.undo": 10, "lists.columns": 9, "plans.close": 10,
    "my_account.close": 30, "partners.again": 11, "partners.answer": 22, "partners.ask": 22, "partners.end": 26, "partners.invite": 10,
    "shared_goals.answer": 32, "shared_goals.end": 30, "shared_goals.give": 30, "shared_goals.next_plan": 35, "shared_goals.offer": 30,
    "plans.remove": 9, "plans.remove_area": 14, "plans.remove_goal": 15, "plans.remove_indicator": 12,
    "waiting.index": 17, "waiting.show": 18,
    "plans.reopen": 9, "platform.new": 17, "profile.address": 14, "profile.password": 11, "units.remove": 10,
}  # fmt: skip
#: the first after a change of setup reads the rules that judge it too: a statement and its savepoint's two
RULES = 3
#: who looks, the draft, the entry, the draft's end; on PostgreSQL the scope, twice
MADE_FROM_DRAFT = 6
#: an insert for each kind of row that a plan is made of: plan, area, goal, indicator, milestone, action, step
KINDS_OF_PLAN = 7
#: a look and an insert for each of them, for places, measurements, reports and files too
COPIED = 30
#: a chapter of a report that a plugin writes: its savepoint, the units, its figures
CHAPTER = 3
#: pages that only somebody else than the administrator has
HERS = {"activities.last": "volunteer", "mine.thanks": "volunteer"}
KB = 1000
PLAN = "{n}. Område\n\nMål: Flere er med innen 2030\n\nTiltak:\n- Ring dem vi ikke har hørt fra\n- Skriv brev\n\n"
PAGES = [route for route in routes() if "GET" in route.methods and not route.rule.startswith("/static/")]
#: plugins' own pages are gone with them, and so is what they let register, set and bring in
GONE = {"activities.create", "plugins.settings"} | {one.endpoint for one in PAGES if one.plugin == "lists"}
CORE = {feature.PLUGIN.name for feature in FEATURES}
STAYING = [route for route in PAGES if route.plugin in CORE and route.endpoint not in GONE]


@dataclass(frozen=True)
class Price:
    statements: int
    size: int


def price(world: World, route: Route) -> Price:
    """Of a page that was opened before, as the one who works with it."""
    who = who_opens(world, route)
    browser, path = world.browser(who), route.address(world)
    browser.get(path)
    with statements(world.app) as seen:
        page = browser.get(path)
    assert page.status_code in (200, 303), path
    return Price(len(seen), len(page.data))


def who_opens(world: World, route: Route) -> str:
    if route.endpoint in HERS:
        return HERS[route.endpoint]
    if route.endpoint in writes(world):
        return writes(world)[route.endpoint].by
    return {"operator": "operator", "public": "nobody"}.get(route.right, "administrator")


def prices(world: World, pages: list[Route] = PAGES) -> dict[str, Price]:
    return {route.endpoint: price(world, route) for route in pages}


@pytest.fixture(scope="module")
def measured(filled_world, stored) -> dict[str, dict[str, Price]]:
    """Each page with few rows, with many, and without plugins; measured once, read by all tests here."""
    stored.restore()
    with a_setting(filled_world.app):
        few = prices(filled_world)
        stored.run("DELETE FROM plugin_activation")
        stored.change_setups()
        bare = prices(filled_world, STAYING)
        stored.restore()
        grow(filled_world)
        return {"few rows": few, "no plugins": bare, "many rows": prices(filled_world)}


def must(route: Route) -> int:
    if route.endpoint in WHOLE_PERSON:
        return WHOLE_PERSON[route.endpoint]
    if route.endpoint in WIDE_PAGES:
        return WIDE
    look = LOOK if route.shows else 0
    return look + (DEARER.get(route.endpoint, FORM) if "POST" in route.methods else OVERVIEW)


@pytest.fixture
def of_plugins(whole_app: Flask, route: Route) -> int:
    """The statements of their own that plugins bring to a page."""
    with whole_app.app_context():
        return CHAPTER * len(house().report_chapters) if route.endpoint == "reports.show" else 0


@named(PAGES)
def test_no_page_asks_the_database_more_often_than_it_may(measured, route, of_plugins):
    assert measured["many rows"][route.endpoint].statements <= must(route) + of_plugins


@named(PAGES)
def test_rows_add_no_statement(measured, route):
    few, many = measured["few rows"][route.endpoint], measured["many rows"][route.endpoint]
    assert few.statements == many.statements


@named(STAYING)
def test_plugins_add_no_statement(measured, route, of_plugins):
    on, off = measured["few rows"][route.endpoint], measured["no plugins"][route.endpoint]
    assert on.statements - off.statements <= of_plugins


def test_the_sign_in_page_asks_nothing(measured):
    assert measured["few rows"]["accounts.sign_in"].statements == 0


def test_start_page_and_list_weigh_at_most_30_kb(measured):
    """With six goals and their curves, and with thirty activities."""
    sizes = {name: measured["many rows"][name].size for name in ("start.index", "activities.index")}
    assert {name: size for name, size in sizes.items() if not 6 * KB < size <= 30 * KB} == {}


#: in kB: a list of questions for each column of the sheet, a field for each kind of what is kept: as a wide page has rows
HEAVIER = {"imports.columns": 14, "privacy.retention": 14, "recruitment_peers.change": 13}


@named([route for route in PAGES if "POST" in route.methods])
def test_a_form_weighs_at_most_12_kb(measured, route):
    """With as many units to choose from as a list may have."""
    assert measured["many rows"][route.endpoint].size <= HEAVIER.get(route.endpoint, 12) * KB


def test_the_form_for_an_activity_with_thirty_units_weighs_no_more(world):
    grow(world)
    page = world.browser("administrator").get("/o/ours/activities/register/recruitment.peer_support")
    assert page.text.count("<option") == UNITS
    assert len(page.data) <= 12 * KB


def test_a_row_of_a_wide_page_weighs_at_most_500_bytes(measured):
    few, many = (measured[rows]["activities.index"].size for rows in ("few rows", "many rows"))
    assert (many - few) / 28 <= 500


@pytest.mark.parametrize("grown", [False, True], ids=["few rows", "many rows"])
def test_registering_costs_the_same_however_much_there_is(world, grown):
    if grown:
        grow(world)
    assert opened(world, "activities.create").send().status_code == 303  # what is kept with the setup is read once
    sheet = opened(world, "activities.create")
    with statements(world.app) as seen:
        assert sheet.send().status_code == 303
    assert len(seen) == own_statements(world) <= POST, "\n".join(seen)


@pytest.mark.parametrize("endpoint", [route.endpoint for route in pages_that_write()])
def test_no_form_costs_more_to_send_than_it_may(world, endpoint):
    sheet = opened(world, endpoint)
    with statements(world.app) as seen:
        assert sheet.send().status_code == 303
    whole = {"doubles.pair": ERASED, "erasure.person": ERASED}
    made = {"intake.make": MADE_FROM_DRAFT + KINDS_OF_PLAN, "plans.follow": COPIED, "activities.create": POST + RULES}
    assert len(seen) <= {**DEARER_POSTS, **made, **whole}.get(endpoint, POST), "\n".join(seen)


@pytest.mark.parametrize("times", [1, 40])
def test_a_plan_is_made_with_one_statement_for_each_kind_of_row_however_many_lines(world, times):
    browser = world.browser("staff")
    form = browser.fields("/o/ours/intake/")
    text = "".join(PLAN.format(n=n) for n in range(1, times + 1))
    draft = browser.send("/o/ours/intake/", {**form, "text": text}).location
    sheet = browser.fields(f"{draft}/plan")
    with statements(world.app) as seen:
        assert browser.send(f"{draft}/plan", sheet).status_code == 303
    assert len({sql for sql in seen if sql.startswith("INSERT")}) >= 4
    assert len(seen) <= MADE_FROM_DRAFT + KINDS_OF_PLAN, "\n".join(seen)


def own_statements(world: World) -> int:
    """Who looks, the counters, the job, the activity, its entry; on PostgreSQL the scope, twice."""
    return 5 if world.app.config["PORTAL"].sqlite else 7


def test_the_first_page_after_a_change_of_units_or_plugins_reads_them_once(world, stored):
    """Five statements more: units, plugins, settings, types, the words of consents that a type asks with.

    The next page costs what it always did.
    """
    browser = world.browser("administrator")
    browser.get("/o/ours/")
    counts = []
    stored.change_setups()
    for _time in range(2):
        with statements(world.app) as seen:
            browser.get("/o/ours/")
        counts.append(len(seen))
    assert counts[0] == counts[1] + 5


def test_no_page_calls_anybody_over_the_network(world, monkeypatch):
    """No cache, no mail, no other host: only the database, whose connection stands."""
    browser = world.browser("administrator")
    browser.get("/o/ours/")

    def refuse(*_args: object) -> None:
        raise AssertionError("a page opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert browser.get("/o/ours/").status_code == 200
    assert opened(world, "access.invite").send().status_code == 303
