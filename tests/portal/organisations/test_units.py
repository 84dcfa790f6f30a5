"""Units: a tree, in the order that people expect."""

import re
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.organisations.setup import Setup, _in_order
from portal.plugin_api import Role
from portal.tenancy import uuid7
from tests.actors import form_fields
from tests.reading import says

UNITS = "/o/hjertelag/units/"


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


def listed(browser):
    """(depth, name) of each unit on the page."""
    found = re.findall(r'<li class="depth-(\d)"><a[^>]*>([^<]*)</a>', browser.get(UNITS).text)
    return [(int(depth), unescape(name)) for depth, name in found]


def test_the_tree_is_shown_level_by_level_with_ae_oe_aa_last(factory, organisation, staff):
    agder = factory.unit(organisation, "Agder")
    for name in ("Østfold", "Ålesund", "Ærfuglvik", "Zakkariasdal", "akershus"):
        factory.unit(organisation, name)
    factory.unit(organisation, "Åmli", parent_id=agder)
    factory.unit(organisation, "Arendal", parent_id=agder)

    assert listed(staff) == [
        (0, "Hjertelaget"), (1, "Agder"), (2, "Arendal"), (2, "Åmli"), (1, "akershus"), (1, "Zakkariasdal"),
        (1, "Ærfuglvik"), (1, "Østfold"), (1, "Ålesund"),
    ]  # fmt: skip


def test_a_unit_is_added_below_the_one_that_was_chosen(factory, organisation, staff):
    agder = factory.unit(organisation, "Agder")

    staff.post(f"{UNITS}new", {"name": " Arendal ", "kind": "group", "parent_id": str(agder)})

    assert listed(staff) == [(0, "Hjertelaget"), (1, "Agder"), (2, "Arendal")]


def test_a_unit_is_renamed_and_keeps_its_activities(factory, organisation, staff, make_activity):
    agder = factory.unit(organisation, "Agder")
    make_activity(organisation, unit_id=agder)

    staff.post(f"{UNITS}{agder}", {"name": "Agder fylkeslag", "kind": "county"})

    assert (1, "Agder fylkeslag") in listed(staff)
    assert "Agder fylkeslag" in staff.get("/o/hjertelag/activities/").text


def test_the_first_unit_can_be_renamed_and_stays_the_organisation(factory, organisation, staff):
    path = f"{UNITS}{factory.root(organisation)}"

    staff.post(path, {"name": "Hjertelaget sentralt"})

    assert listed(staff) == [(0, "Hjertelaget sentralt")]
    assert factory.setup(organisation).root.kind == "organisation"


@pytest.mark.parametrize("typed", [{"name": ""}, {"name": "   "}, {"name": "x" * 121}, {"kind": "planet"}])
def test_bad_input_is_refused_and_nothing_changes(factory, organisation, staff, typed):
    factory.unit(organisation, "Agder")

    page = staff.post(f"{UNITS}new", {"name": "Arendal", **typed})

    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text
    assert len(listed(staff)) == 2


def test_an_empty_unit_is_removed(factory, organisation, staff):
    agder = factory.unit(organisation, "Agder")

    staff.post(f"{UNITS}{agder}/remove")

    assert listed(staff) == [(0, "Hjertelaget")]


def test_a_unit_with_activities_stays(factory, organisation, staff, make_activity):
    agder = factory.unit(organisation, "Agder")
    make_activity(organisation, unit_id=agder)

    page = staff.post(f"{UNITS}{agder}/remove")

    assert says(page, "Activities, goals, links or other units belong to this unit, so it stays.")
    assert (1, "Agder") in listed(staff)


def test_a_unit_with_units_below_it_stays(factory, organisation, staff):
    agder = factory.unit(organisation, "Agder")
    factory.unit(organisation, "Arendal", parent_id=agder)

    page = staff.post(f"{UNITS}{agder}/remove")

    assert says(page, "Activities, goals, links or other units belong to this unit, so it stays.")
    assert len(listed(staff)) == 3


def test_a_unit_that_a_goal_follows_stays(factory, organisation, staff):
    agder = factory.unit(organisation, "Agder")
    factory.goal(organisation, factory.plan(organisation), unit_id=agder)

    assert says(
        staff.post(f"{UNITS}{agder}/remove"),
        "Activities, goals, links or other units belong to this unit, so it stays.",
    )


def test_the_organisation_itself_cannot_be_removed(factory, organisation, staff):
    page = staff.post(f"{UNITS}{factory.root(organisation)}/remove")

    assert says(page, "This unit is the organisation itself. It cannot be removed.")
    assert len(listed(staff)) == 1


@pytest.mark.parametrize("role", [Role.UNIT_LEADER, Role.VOLUNTEER, Role.READER])
def test_others_change_no_units(organisation, actor, browser, role):
    opened = browser(actor(organisation, role))

    assert opened.get(UNITS).status_code == 403
    assert opened.send(f"{UNITS}new", {"csrf_token": opened.token(), "name": "Agder"}).status_code == 403


def test_a_foreign_parent_is_refused(factory, organisation, other_organisation, staff):
    theirs = factory.unit(other_organisation, "Deres")

    page = staff.post(f"{UNITS}new", {"name": "Vår", "parent_id": str(theirs)})

    assert page.status_code == 200
    assert len(listed(staff)) == 1


def test_two_who_rename_the_same_unit_are_shown_both_and_choose(factory, organisation, actor, browser, staff):
    path = f"{UNITS}{factory.unit(organisation, 'Agder')}"
    other = browser(actor(organisation, Role.ADMINISTRATOR))
    older = other.fields(path)
    staff.post(path, {"name": "Fra Kari"})

    page = other.send(path, {**older, "name": "Fra Nils"})
    assert says(page, "Somebody else saved this while you were writing")
    assert "Fra Kari" in page.text
    assert (1, "Fra Kari") in listed(staff)

    other.send(path, form_fields(page.text))
    assert (1, "Fra Nils") in listed(staff)


trees = st.lists(st.tuples(st.integers(0, 30), st.text("abcæøåABC ", min_size=1, max_size=4)), max_size=12)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(drawn=trees)
def test_below_a_unit_is_the_unit_and_all_whose_parents_lie_below_it(drawn):
    root = uuid7()
    rows = [(root, "rot", "organisation", None)]
    for parent, name in drawn:
        rows.append((uuid7(), name, "branch", rows[parent % len(rows)][0]))
    parent_of = {row[0]: row[3] for row in rows}
    setup = Setup(tuple(_in_order(rows[::-1])), frozenset(), {}, "NO", uuid7())

    def above(unit):
        return {unit} | (above(parent_of[unit]) if parent_of[unit] else set())

    for row in rows:
        assert setup.below(row[0]) == {other for other in parent_of if row[0] in above(other)}
    assert setup.root.id == root
    assert {node.id: node.depth for node in setup.units} == {unit: len(above(unit)) - 1 for unit in parent_of}


def test_below_a_unit_that_is_gone_is_nothing(factory, organisation):
    assert factory.setup(organisation).below(uuid7()) == frozenset()


def test_a_unit_that_somebody_has_access_for_stays(factory, organisation, staff, actor):
    agder = factory.unit(organisation, "Agder")
    actor(organisation, Role.VOLUNTEER, agder)

    page = staff.post(f"{UNITS}{agder}/remove")

    assert says(page, "Somebody has access for this unit, or is invited to it, so it stays.")
