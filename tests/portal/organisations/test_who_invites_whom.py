"""Who may give, change and end which access."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from portal import clock
from portal.extensions import db
from portal.organisations.models import Access, Invitation, Organisation
from portal.organisations.rules import can_give
from portal.plugin_api import Role
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields
from tests.reading import letters_to, says

INVITE = "/o/hjertelag/access/invite"
GUEST = "gry@example.org"


@pytest.fixture
def agder(factory, organisation):
    return factory.unit(organisation, "Agder")


@pytest.fixture
def arendal(factory, organisation, agder):
    return factory.unit(organisation, "Arendal", parent_id=agder)


@pytest.fixture
def innlandet(factory, organisation):
    return factory.unit(organisation, "Innlandet")


@pytest.fixture
def access_of(factory, organisation):
    """The page about somebody's access."""

    def found(actor):
        with factory.working_as(scope_of(organisation.id)):
            row = db.session.scalars(select(Access).where(Access.user_id == actor.id)).one()
        return f"/o/hjertelag/access/{row.id}"

    return found


def give(actor, role, unit_id):
    db.session.add(Access(user_id=actor.id, role=role, unit_id=unit_id, created_at=clock.now()))
    db.session.commit()


def test_a_unit_leader_invites_volunteers_to_her_unit_and_below(factory, organisation, actor, browser, agder, arendal):
    leader = browser(actor(organisation, Role.UNIT_LEADER, agder))

    for number, unit in enumerate((agder, arendal)):
        email = f"gjest{number}@example.org"
        assert leader.post(INVITE, {"email": email, "role": "volunteer", "unit_id": str(unit)}).status_code == 303
        assert len(letters_to(factory, email)) == 1


def test_a_unit_leader_invites_nobody_beside_or_above_her_unit(factory, organisation, actor, browser, agder, innlandet):
    leader = browser(actor(organisation, Role.UNIT_LEADER, agder))
    offered = leader.get(INVITE).text

    assert str(agder) in offered
    for unit in (innlandet, factory.root(organisation)):
        assert str(unit) not in offered
        page = leader.post(INVITE, {"email": GUEST, "role": "volunteer", "unit_id": str(unit)})
        assert page.status_code in (200, 403)
    assert letters_to(factory, GUEST) == []


@pytest.mark.parametrize(
    ("role", "gives"),
    [
        (Role.ADMINISTRATOR, set(Role)),
        (Role.STAFF, {Role.UNIT_LEADER, Role.VOLUNTEER}),
        (Role.UNIT_LEADER, {Role.VOLUNTEER}),
    ],
)
@pytest.mark.parametrize("given", list(Role))
def test_each_role_gives_what_it_may_and_no_more(factory, organisation, actor, browser, agder, role, gives, given):
    opened = browser(actor(organisation, role, agder if role is Role.UNIT_LEADER else None))

    page = opened.post(INVITE, {"email": GUEST, "role": given.value, "unit_id": str(agder)})

    assert page.status_code == (303 if given in gives else 200)
    assert len(letters_to(factory, GUEST)) == (given in gives)


def test_the_rule_itself_knows_units(app, factory, organisation, agder, arendal, innlandet):
    """The forms offer no other unit; were one of them to, the rule still refuses."""
    with factory.working_as(NOBODY):
        as_it_is_now = db.session.get_one(Organisation, organisation.id)
    leader = factory.viewer(as_it_is_now, Role.UNIT_LEADER, agder)
    both = replace(leader, accesses=((Role.UNIT_LEADER, agder), (Role.VOLUNTEER, innlandet)))

    with factory.working_as(scope_of(organisation.id)):
        for viewer in (leader, both):
            given = [can_give(viewer, Role.VOLUNTEER, unit) for unit in (agder, arendal, innlandet)]
            assert given == [True, True, False]
            assert not can_give(viewer, Role.UNIT_LEADER, agder)


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.READER])
def test_volunteers_and_readers_neither_see_the_list_nor_invite(factory, organisation, actor, browser, role):
    opened = browser(actor(organisation, role))

    assert opened.get("/o/hjertelag/access/").status_code == 403
    typed = {"csrf_token": opened.token(), "email": GUEST, "role": "volunteer"}
    assert opened.send(INVITE, typed).status_code == 403
    assert letters_to(factory, GUEST) == []


def test_a_unit_leader_sees_who_has_access_in_her_units_only(organisation, actor, browser, agder, arendal, innlandet):
    leader = actor(organisation, Role.UNIT_LEADER, agder)
    hers, other = actor(organisation, Role.VOLUNTEER, arendal), actor(organisation, Role.VOLUNTEER, innlandet)
    above = actor(organisation, Role.STAFF)

    page = browser(leader).get("/o/hjertelag/access/").text

    assert hers.email in page
    assert other.email not in page
    assert above.email not in page


def test_a_unit_leader_changes_and_ends_only_her_volunteers(
    organisation, actor, browser, access_of, agder, arendal, innlandet
):
    leader = browser(actor(organisation, Role.UNIT_LEADER, agder))
    hers = access_of(actor(organisation, Role.VOLUNTEER, arendal))
    other = access_of(actor(organisation, Role.VOLUNTEER, innlandet))
    colleague = access_of(actor(organisation, Role.UNIT_LEADER, arendal))

    answers = [[leader.get(path + end).status_code for end in ("", "/end")] for path in (hers, other, colleague)]

    assert answers == [[200, 200], [404, 404], [403, 403]]


def test_staff_neither_make_nor_end_administrators(organisation, actor, browser, access_of):
    staff = browser(actor(organisation, Role.STAFF))
    boss, volunteer = (access_of(actor(organisation, role)) for role in (Role.ADMINISTRATOR, Role.VOLUNTEER))

    assert staff.get(boss).status_code == 403
    assert staff.send(f"{boss}/end", {"csrf_token": staff.token()}).status_code == 403
    assert staff.post(volunteer, {"role": "administrator"}).status_code == 200
    assert staff.get(volunteer).status_code == 200


def test_another_organisations_access_is_a_page_that_does_not_exist(
    factory, organisation, other_organisation, actor, browser
):
    stranger = actor(other_organisation, Role.VOLUNTEER)
    with factory.working_as(scope_of(other_organisation.id)):
        theirs = db.session.scalars(select(Access).where(Access.user_id == stranger.id)).one().id
    boss = browser(actor(organisation, Role.ADMINISTRATOR))

    foreign = boss.get(f"/o/hjertelag/access/{theirs}")
    missing = boss.get("/o/hjertelag/access/01890000-0000-7000-8000-000000000000")

    assert (foreign.status_code, foreign.data) == (missing.status_code, missing.data)
    assert foreign.status_code == 404


def test_a_changed_role_holds_from_the_next_request(organisation, actor, browser, access_of):
    kari = actor(organisation, Role.STAFF)
    opened, boss = browser(kari), browser(actor(organisation, Role.ADMINISTRATOR))
    assert opened.get("/o/hjertelag/units/").status_code == 200

    boss.post(access_of(kari), {"role": "reader"})

    assert opened.get("/o/hjertelag/units/").status_code == 403
    assert opened.get("/o/hjertelag/").status_code == 200


def test_an_ended_access_closes_the_next_page_and_nothing_elsewhere(
    factory, organisation, other_organisation, actor, browser, access_of
):
    kari = actor(organisation, Role.STAFF)
    opened, boss = browser(kari), browser(actor(organisation, Role.ADMINISTRATOR))
    path, there = access_of(kari), factory.root(other_organisation)
    with factory.working_as(scope_of(other_organisation.id)):
        give(kari, Role.READER, there)

    boss.post(f"{path}/end")

    assert opened.get("/o/hjertelag/").status_code == 404
    assert opened.get("/o/lungelag/").status_code == 200


def test_moving_to_a_unit_where_she_is_already_is_refused_with_a_sentence(
    factory, organisation, actor, browser, access_of, agder, innlandet
):
    kari = actor(organisation, Role.VOLUNTEER, agder)
    path = access_of(kari)
    boss = browser(actor(organisation, Role.ADMINISTRATOR))
    with factory.working_as(scope_of(organisation.id)):
        give(kari, Role.UNIT_LEADER, innlandet)

    page = boss.post(path, {"role": "volunteer", "unit_id": str(innlandet)})

    assert page.status_code == 200
    assert says(page, "She has access there already. Change or end that one.")


def test_two_who_change_the_same_access_are_shown_both_and_choose(organisation, actor, browser, access_of, agder):
    kari = actor(organisation, Role.VOLUNTEER, agder)
    one, two = (browser(actor(organisation, Role.ADMINISTRATOR)) for _turn in range(2))
    path = access_of(kari)
    older = two.fields(path)
    one.post(path, {"role": "staff"})

    page = two.send(path, {**older, "role": "unit_leader"})

    assert page.status_code == 200
    assert says(page, "Somebody else saved this while you were writing")
    two.send(path, {**older, **form_fields(page.text), "role": "unit_leader"})
    assert form_fields(one.get(path).text)["role"] == "unit_leader"


def test_what_she_invited_before_she_left_lets_nobody_in(organisation, actor, browser, factory):
    """She could have invited an address of her own."""
    boss, leaving = actor(organisation, Role.ADMINISTRATOR), actor(organisation, Role.ADMINISTRATOR)
    opened = browser(leaving)
    opened.post("/o/hjertelag/access/invite", {"email": "back@example.org", "role": "administrator"})
    with factory.working_as(scope_of(organisation.id)):
        access_id = db.session.scalars(select(Access.id).where(Access.user_id == leaving.id)).one()

    browser(boss).post(f"/o/hjertelag/access/{access_id}/end")

    with factory.working_as(scope_of(organisation.id)):
        assert db.session.scalars(select(Invitation).where(Invitation.closed_at.is_(None))).all() == []
