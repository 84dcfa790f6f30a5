"""Rows R13, R14, R16: peers are trained and followed up, and what is lacking stands on a list with one press to register it."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from plugins.recruitment.gatherings.models import Gathering, GatheringPeer
from plugins.recruitment.gatherings.queries import courses_with_a_peer, meetings_held
from plugins.recruitment.gatherings.services import plan_gathering, say_who
from plugins.recruitment.peers.models import PACK, Peer
from plugins.recruitment.peers.queries import ids_of_peers, peers_followed_up, trained_peers
from plugins.recruitment.peers.rules import half_of, lacks, talk_due_on
from plugins.recruitment.peers.services import add_talk, make_peer, say_all_due, set_status
from portal import clock
from portal.calendar.models import DueItem
from portal.errors import PortalError
from portal.extensions import db
from portal.organisations.services import change_settings
from portal.plugin_api import Role
from portal.privacy.retention import delete_what_is_over
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.reading import words_of

PEERS, GAPS = "/o/hjertelag/recruitment/peers/", "/o/hjertelag/recruitment/peers/gaps"
GATHERINGS = "/o/hjertelag/recruitment/gatherings/"
NOTHING = {"unit_id": None, "focus": "", "surface_id": None, "trained_on": None, "course": "", "agreed_on": None, "pack": []}
ALL = {**NOTHING, "trained_on": date(2025, 3, 1), "agreed_on": date(2025, 3, 1), "pack": list(PACK)}


@pytest.fixture
def inside(factory, association):
    def run(work):
        with factory.working_as(scope_of(association.id)):
            found = work()
            db.session.commit()
            return found

    return run


@pytest.fixture
def peer(inside, association, person):
    def add(name="Kari Likeperson", **said):
        her = person(association, name)
        begun = {"begun_on": date(2025, 3, 1), **said}
        inside(lambda: make_peer(her, by=None, language="nb", **{**NOTHING, **begun}))
        return her

    return add


def of(person_id):
    return db.session.query(Peer).filter_by(person_id=person_id).one()


def gathering(inside, kind="course", starts_on=date(2026, 12, 20), title="Kurs på Montebello"):
    def plan():
        said = {"kind": kind, "title": title, "place": "", "starts_on": starts_on, "days": 5}
        return plan_gathering(by=None, language="nb", **said).id

    return inside(plan)


def was_held(inside, gathering_id, people):
    def hold():
        found = db.session.query(Gathering).filter_by(id=gathering_id).one()
        say_who(found, people, offered=people, held_days=1, by=None, language="nb")

    inside(hold)


def dues(inside, source):
    return inside(lambda: [(one.on_date, one.done) for one in db.session.query(DueItem).filter_by(source=source)])


@pytest.mark.parametrize(
    ("said", "lacking"),
    [
        ({}, "Opplæring, Avtale, Oppstartspakke, Oppfølgingssamtale dette halvåret"),
        ({"trained_on": date(2025, 4, 1)}, "Avtale, Oppstartspakke, Oppfølgingssamtale dette halvåret"),
        (ALL, "Oppfølgingssamtale dette halvåret"),
        ({**ALL, "pack": list(PACK[:2])}, "Oppstartspakke, Oppfølgingssamtale dette halvåret"),
    ],
)
def test_the_list_says_what_each_peer_lacks(staff, peer, said, lacking):  # row R13
    peer(**said)
    assert lacking in words_of(staff.get(GAPS))


def test_one_press_registers_each_of_it_and_then_she_lacks_nothing(staff, peer, inside):  # row R13
    her = peer()
    was_held(inside, gathering(inside, "meeting", date(2026, 9, 1)), [])

    for what in ("training", "agreement", "pack", "talk", "attended"):
        assert "Kari Likeperson" in words_of(staff.get(GAPS))
        assert staff.send(GAPS, {**staff.fields(GAPS), "what": f"{what}:{her}"}).status_code == 303

    assert "Ingen likeperson mangler noe" in words_of(staff.get(GAPS))
    page = words_of(staff.get(f"{PEERS}{her}"))
    assert "22. november 2026" in page
    assert "Rutiner, Maler, Brosjyrer og annet materiell, Hvordan aktiviteter registreres" in page


def test_a_press_about_nobody_or_nothing_is_a_page_that_does_not_exist(staff, peer):
    her = peer()
    for what in ("training:", "training", f"hacking:{her}", "training:0192c3f0-0000-7000-8000-000000000000"):
        assert staff.send(GAPS, {**staff.fields(GAPS), "what": what}).status_code == 404


def test_two_talks_a_year_are_one_in_each_half(inside, peer):  # row R13
    her = peer(**ALL)

    def talk(on):
        inside(lambda: add_talk(of(her), on=on, note="", by=None, language="nb"))

    talk(date(2026, 2, 1))
    assert inside(lambda: lacks(of(her), date(2026, 11, 22), None)) == ["talk"]
    assert inside(lambda: peers_followed_up(of(her).organisation_id, date(2026, 11, 22))) == (0, 1)
    talk(date(2026, 8, 1))
    assert inside(lambda: lacks(of(her), date(2026, 11, 22), None)) == []
    assert inside(lambda: peers_followed_up(of(her).organisation_id, date(2026, 11, 22))) == (1, 1)
    assert half_of(date(2026, 6, 30)) == (date(2026, 1, 1), date(2026, 6, 30))
    assert half_of(date(2026, 7, 1)) == (date(2026, 7, 1), date(2026, 12, 31))


def test_the_next_talk_is_due_to_whoever_follows_her_up_and_names_nobody(staff, inside, peer, association):  # row R13
    her = peer(**ALL)
    assert dues(inside, "recruitment.peer_talk") == [(date(2026, 12, 31), False)]
    staff.send(GAPS, {**staff.fields(f"{PEERS}{her}"), "what": f"follow:{her}"})
    item = inside(lambda: db.session.query(DueItem).filter_by(source="recruitment.peer_talk").one())
    assert item.title == "Oppfølgingssamtale med en likeperson"
    assert item.user_id is not None
    inside(lambda: add_talk(of(her), on=date(2026, 11, 1), note="", by=None, language="nb"))
    assert dues(inside, "recruitment.peer_talk") == [(date(2027, 6, 30), False)]
    with clock.stopped_at(datetime(2027, 7, 2, 12, tzinfo=UTC)):
        inside(lambda: say_all_due(association.id))
    assert dues(inside, "recruitment.peer_talk") == [(date(2027, 12, 31), False)]


def test_what_a_new_peer_lacks_is_due_after_three_months_until_she_has_it(staff, inside, peer):  # row R13
    her = peer(begun_on=date(2026, 11, 1))
    assert dues(inside, "recruitment.peer_begin") == [(date(2027, 1, 30), False)]
    for what in ("training", "agreement", "pack"):
        staff.send(GAPS, {**staff.fields(GAPS), "what": f"{what}:{her}"})
    assert dues(inside, "recruitment.peer_begin") == [(date(2027, 1, 30), True)]


def test_who_pauses_or_ends_is_on_no_list_and_nothing_is_due(staff, inside, peer, association):  # row R13
    her = peer()
    answer = staff.post(f"{PEERS}{her}/status", {"status": "ended", "reason": "illness", "on_date": "2026-11-20"})

    assert answer.status_code == 303
    assert "Ingen likeperson mangler noe" in words_of(staff.get(GAPS))
    assert "Sykdom" in words_of(staff.get(f"{PEERS}{her}"))
    assert {done for _on, done in dues(inside, "recruitment.peer_talk")} == {True}
    assert inside(lambda: db.session.scalars(ids_of_peers(association.id)).all()) == []
    with pytest.raises(PortalError):
        inside(lambda: set_status(of(her), status="active", reason=None, on=date(2024, 1, 1), by=None, language="nb"))


def test_the_agreement_is_kept_as_evidence_and_only_for_her_branch(factory, staff, inside, peer, association, actor, browser):  # row R13
    agder, elsewhere = factory.unit(association, "Agder"), factory.unit(association, "Oslo")
    her = peer(unit_id=agder)
    sent = {"agreed_on": "2026-11-01", "files": (BytesIO(b"%PDF-1.7 avtale"), "avtale.pdf")}
    assert staff.post(f"{PEERS}{her}/change", sent).status_code == 303

    leader = browser(actor(association, Role.UNIT_LEADER, agder))
    stranger = browser(actor(association, Role.UNIT_LEADER, elsewhere))
    page = leader.get(f"{PEERS}{her}").text
    address = page.partition('href="/o/hjertelag/files/')[2].partition('"')[0]
    assert leader.get(f"/o/hjertelag/files/{address}").status_code == 200
    assert stranger.get(f"/o/hjertelag/files/{address}").status_code == 404
    assert stranger.get(f"{PEERS}{her}").status_code == 404


def test_a_course_without_a_peer_is_warned_of_and_due_until_one_is_booked(staff, inside, peer):  # row R14
    her, course = peer(**ALL), gathering(inside)

    assert "Kurs på Montebello" in words_of(staff.get(GAPS))
    assert "Ingen likeperson er ført opp på dette kurset ennå" in words_of(staff.get(f"{GATHERINGS}{course}"))
    assert dues(inside, "recruitment.course_peer") == [(date(2026, 11, 8), False)]
    assert staff.post(f"{GATHERINGS}{course}", {"ticked": str(her)}).status_code == 303
    assert "Kurs på Montebello" not in words_of(staff.get(GAPS))
    assert dues(inside, "recruitment.course_peer") == [(date(2026, 11, 8), True)]
    staff.post(f"{GATHERINGS}{course}", {"ticked": []})
    assert dues(inside, "recruitment.course_peer") == [(date(2026, 11, 8), False)]


@pytest.mark.parametrize("status", ["paused", "ended"])
def test_a_course_whose_booked_peer_has_quit_is_warned_of_again(staff, inside, peer, association, status):  # row R14
    her, course = peer(), gathering(inside)
    staff.send(f"{GATHERINGS}{course}", {**staff.fields(f"{GATHERINGS}{course}"), "ticked": [str(her)]})
    assert dues(inside, "recruitment.course_peer") == [(date(2026, 11, 8), True)]

    inside(lambda: set_status(of(her), status=status, reason="time", on=clock.today(), by=None, language="nb"))

    assert dues(inside, "recruitment.course_peer") == [(date(2026, 11, 8), False)]
    assert "Kurs på Montebello" in words_of(staff.get(GAPS)).partition("Kurs uten likeperson")[2]
    assert inside(lambda: courses_with_a_peer(association.id, date(2026, 12, 31))) == (0, 1)
    inside(lambda: set_status(of(her), status="active", reason=None, on=clock.today(), by=None, language="nb"))
    assert dues(inside, "recruitment.course_peer") == [(date(2026, 11, 8), status == "paused")]


# row R13
def test_where_a_peer_was_is_kept_while_she_is_one_and_for_some_months_after(inside, peer, association):
    her, meeting = peer(), gathering(inside, kind="meeting", starts_on=date(2025, 3, 2))
    was_held(inside, meeting, [her])
    inside(lambda: change_settings(association.id, "privacy", {"deletes": True}, by=uuid7()))

    def left(year, month):
        with clock.stopped_at(clock.now().replace(year=year, month=month, day=1)):
            inside(lambda: delete_what_is_over(association.id))
            return inside(lambda: db.session.query(GatheringPeer).count())

    assert left(2035, 1) == 1
    for status in ("ended", "active"):
        inside(lambda: set_status(of(her), status=status, reason="time", on=date(2026, 11, 20), by=None, language="nb"))  # noqa: B023
    assert left(2035, 1) == 1
    inside(lambda: set_status(of(her), status="ended", reason="time", on=date(2026, 11, 20), by=None, language="nb"))
    assert (left(2028, 11), left(2028, 12)) == (1, 0)


def test_a_cancelled_course_needs_no_peer(staff, inside, association):  # row R14
    course = gathering(inside)
    staff.post(f"{GATHERINGS}{course}/change", {"is_cancelled": "y"})

    assert "Kurs på Montebello" not in words_of(staff.get(GAPS))
    assert inside(lambda: courses_with_a_peer(association.id, date(2026, 11, 22))) == (0, 0)


def test_who_was_booked_and_did_not_come_took_no_part(staff, inside, peer, association):  # row R14
    one, other = peer("Anne Er"), peer("Berit Ikke")
    course = gathering(inside, starts_on=date(2026, 11, 2))
    staff.post(f"{GATHERINGS}{course}", {"ticked": [str(one), str(other)]})
    staff.post(f"{GATHERINGS}{course}", {"ticked": [str(one)], "held": "y", "held_days": "4"})

    states = inside(lambda: {row.person_id: row.state for row in db.session.query(GatheringPeer)})
    assert states == {one: "attended", other: "absent"}
    assert "4" in words_of(staff.get(f"{GATHERINGS}{course}"))
    assert inside(lambda: courses_with_a_peer(association.id, date(2026, 11, 22))) == (1, 1)


def test_what_lies_ahead_was_not_held(staff, inside, peer):
    her, course = peer(), gathering(inside)
    answer = staff.post(f"{GATHERINGS}{course}", {"ticked": [str(her)], "held": "y"})
    assert "Det har ikke vært holdt ennå." in words_of(answer)


def test_four_online_meetings_a_year_are_counted(staff, inside, peer, association):  # row R16
    her = peer(**ALL)
    for month in (2, 5, 9):
        was_held(inside, gathering(inside, "meeting", date(2026, month, 1), f"Møte {month}"), [her])
    was_held(inside, gathering(inside, "meeting", date(2025, 9, 1)), [her])

    assert inside(lambda: meetings_held(association.id, date(2026, 11, 22))) == 3
    assert "3 av 4 nettmøter er holdt i 2026." in words_of(staff.get(GATHERINGS))
    assert inside(lambda: of(her).attended_on) == date(2026, 9, 1)


def test_four_webinars_a_year_are_counted_from_what_is_registered(factory, association, staff):  # row R16
    plan = factory.plan(association)
    goal, _indicator = factory.goal(
        association, plan, "Fire webinarer", kind="per_period", period="year", source="activities",
        activity_types=["core.webinar"],
    )  # fmt: skip
    for _time in range(2):
        staff.post("/o/hjertelag/activities/register/core.webinar", {"number_participants": "20"})

    assert "2" in words_of(staff.get(f"/o/hjertelag/goals/{goal}"))


def test_branches_without_a_peer_stand_on_the_list(factory, association, staff, peer):  # row R13
    agder = factory.unit(association, "Agder")
    factory.unit(association, "Rogaland")
    peer(unit_id=agder)

    page = words_of(staff.get(GAPS))
    assert "Lokallag uten likeperson Rogaland" in page


def test_trained_and_active_peers_are_a_figure_for_goals(inside, peer, association):  # row R13
    peer("Anne Ferdig", **ALL)
    peer("Berit Ny")
    gone = peer("Cato Sluttet", **ALL)
    inside(lambda: set_status(of(gone), status="paused", reason="time", on=clock.today(), by=None, language="nb"))

    assert inside(lambda: trained_peers(association.id, date(2026, 11, 22))) == 1


def test_a_leader_sees_the_peers_of_her_branch_alone(factory, association, peer, actor, browser):
    agder, oslo = factory.unit(association, "Agder"), factory.unit(association, "Oslo")
    peer("Anne Agder", unit_id=agder)
    hidden = peer("Olav Oslo", unit_id=oslo)
    leader = browser(actor(association, Role.UNIT_LEADER, agder))

    for page in (PEERS, GAPS):
        assert "Anne Agder" in words_of(leader.get(page))
        assert "Olav Oslo" not in leader.get(page).text
    pressed = leader.send(GAPS, {**leader.fields(GAPS), "what": f"training:{hidden}"})
    assert pressed.status_code == 404


def test_talk_due_on_is_the_end_of_a_half_year():
    class Row:
        talked_on = None

    assert talk_due_on(Row, date(2026, 3, 1)) == date(2026, 6, 30)
