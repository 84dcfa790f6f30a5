"""Rows R17, R20 and R21: new branches, officers trained in recruitment talks, research."""

from datetime import date
from decimal import Decimal

import pytest

from plugins.recruitment.founding.models import Candidate, Founding, FoundingStep
from plugins.recruitment.founding.services import begin_founding
from plugins.recruitment.research.models import Application
from plugins.recruitment.research.queries import share_of_quota
from plugins.recruitment.research.services import add_application
from plugins.recruitment.talks.models import Officer
from plugins.recruitment.talks.queries import share_trained
from plugins.recruitment.talks.services import elect
from portal import clock
from portal.activities.models import Activity
from portal.calendar.models import DueItem
from portal.calendar.services import add_entry
from portal.erasure.services import erase
from portal.extensions import db
from portal.organisations.services import change_settings
from portal.people.models import Person
from portal.plugin_api import Role
from portal.privacy.retention import delete_what_is_over
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.plugins.recruitment.conftest import TODAY
from tests.reading import words_of

HOUSE = "/o/hjertelag/recruitment/"
TALKS, RESEARCH, FOUNDING = f"{HOUSE}talks/", f"{HOUSE}research/", f"{HOUSE}founding/"


@pytest.fixture
def inside(factory, association):
    def run(work):
        with factory.working_as(scope_of(association.id)):
            found = work()
            db.session.commit()
            return found

    return run


@pytest.fixture
def agder(factory, association):
    return factory.unit(association, "Agder", kind="branch")


@pytest.fixture
def kari(association, person, agder):
    return person(association, "Kari Nordmann", email="kari@example.org", unit_id=agder)


@pytest.fixture
def rogaland(inside):
    return inside(
        lambda: begin_founding(name="Rogaland", begun_on=date(2026, 3, 1), note="", by=None, language="nb")
    ).id


# Officers and talks


def test_the_share_of_officers_who_are_trained_is_told_by_office(staff, association, person, agder, inside):
    """Row R20: of two on the board one is trained, and the peer supporter lacks it."""
    her, him, ola = (person(association, f"{name} Nordmann") for name in ("Kari", "Per", "Ola"))

    def work():
        said = {"unit_id": agder, "since": date(2026, 3, 1), "by": None}
        elect(her, office="board", trained_on=date(2026, 5, 2), **said)
        elect(him, office="board", **said)
        elect(ola, office="peer", **said)

    inside(work)

    page = words_of(staff.get(TALKS))
    assert "Styret i et lokallag 1 av 2 har fått opplæring" in page
    assert "Likeperson 0 av 1 har fått opplæring" in page
    lacking = words_of(staff.get(f"{TALKS}?lacking=1"))
    assert "Per Nordmann" in lacking
    assert "Kari Nordmann" not in lacking


def test_the_figure_that_goals_follow_counts_each_person_once_and_only_who_holds_an_office(
    association, person, agder, inside
):
    """Row R20."""
    her, him = person(association, "Kari Nordmann"), person(association, "Per Nordmann")

    def work():
        said = {"unit_id": agder, "since": date(2026, 1, 1), "by": None}
        elect(her, office="board", trained_on=date(2026, 5, 2), **said)
        elect(her, office="peer", trained_on=date(2026, 5, 2), **said)
        elect(him, office="board", until=date(2026, 6, 1), **said)

    inside(work)
    assert inside(lambda: share_trained(association.id, TODAY)) == (1, 1)
    assert inside(lambda: share_trained(association.id, date(2026, 5, 1))) == (0, 2)


def test_an_officer_is_found_by_her_address_and_ticked_when_she_is_trained(staff, kari, agder, inside):
    said = {"email": "kari@example.org", "office": "board", "unit_id": str(agder), "since": "2026-03-01"}
    assert staff.post(f"{TALKS}new", said).status_code == 303
    officer = inside(lambda: db.session.query(Officer).one())
    address = f"{TALKS}{officer.id}"

    assert staff.send(address, {**staff.fields(address), "trained_on": "2026-11-20"}).status_code == 303

    assert inside(lambda: db.session.query(Officer).one()).trained_on == date(2026, 11, 20)


def test_somebody_who_is_not_in_the_register_is_refused_with_a_sentence(staff, inside, agder):
    page = staff.post(f"{TALKS}new", {"email": "ukjent@example.org", "office": "board", "unit_id": str(agder), "since": "2026-03-01"})
    assert "Én person i registeret må ha denne adressen" in words_of(page)
    assert inside(lambda: db.session.query(Officer).count()) == 0


def test_a_leader_elects_nobody_whom_she_may_not_see_and_is_told_what_she_is_told_of_nobody(
    factory, association, actor, browser, person, agder, inside
):
    person(association, "Berit Dahl", email="berit@example.org", unit_id=factory.unit(association, "Bergen"))
    leader = browser(actor(association, Role.UNIT_LEADER, agder))
    said = {"office": "board", "unit_id": str(agder), "since": "2026-01-01"}
    known, nobody = (
        leader.post(f"{TALKS}new", {**said, "email": email}) for email in ("berit@example.org", "nobody@example.org")
    )

    assert inside(lambda: db.session.query(Officer).count()) == 0
    assert words_of(known) == words_of(nobody)


def test_a_training_still_to_come_is_refused(staff, kari, agder, inside):
    said = {"email": "kari@example.org", "office": "board", "unit_id": str(agder), "since": "2026-03-01"}
    assert staff.post(f"{TALKS}new", {**said, "trained_on": "2026-11-23"}).status_code == 200
    assert inside(lambda: db.session.query(Officer).count()) == 0


def test_recruitment_as_a_standing_item_is_shown_and_its_lack_is_said(staff, factory, association, inside):
    """Row R20: in the year wheel and on board agendas."""
    assert "Rekruttering står ikke i årshjulet ennå" in words_of(staff.get(TALKS))
    root = factory.root(association)
    inside(lambda: add_entry(kind="standing", title="Rekruttering", on_date=date(2026, 1, 1), unit_id=root, by=None,
                             months=[1, 3, 5], until=date(2028, 12, 31)))  # fmt: skip
    page = words_of(staff.get(TALKS))
    assert "«Rekruttering» står i årshjulet og på agendaen 3 ganger i året" in page


def test_a_talk_is_registered_with_what_came_of_it_and_the_next_step(staff, inside, factory, association):
    """Row R20: who talked, with how many, result and next step, as any activity."""
    address = "/o/hjertelag/activities/register/recruitment.recruitment_talk"
    fields = staff.fields(address)
    fields |= {"number_participants": "2", "number_result": "later", "number_next_step": "Ringer i januar"}
    assert staff.send(address, fields).status_code == 303
    held = inside(lambda: db.session.query(Activity).one())
    assert held.answers["result"] == "later"
    assert held.answers["next_step"] == "Ringer i januar"
    assert held.numbers["result:later"] == 1


def test_a_leader_sees_the_officers_of_her_branch_alone(factory, association, actor, browser, person, agder, inside):
    bergen = factory.unit(association, "Bergen", kind="branch")
    her, him = person(association, "Kari Nordmann"), person(association, "Per Hansen")
    inside(lambda: elect(her, office="board", unit_id=agder, since=date(2026, 1, 1), by=None))
    other = inside(lambda: elect(him, office="board", unit_id=bergen, since=date(2026, 1, 1), by=None)).id
    leader = browser(actor(association, Role.UNIT_LEADER, agder))
    page = words_of(leader.get(TALKS))
    assert "Kari Nordmann" in page
    assert "Per Hansen" not in page
    assert leader.get(f"{TALKS}{other}").status_code == 404


def test_whoever_is_erased_is_no_officer_and_no_candidate(staff, association, kari, agder, rogaland, inside):
    inside(lambda: elect(kari, office="board", unit_id=agder, since=date(2026, 1, 1), by=None))
    staff.post(f"{FOUNDING}{rogaland}/candidates/new", {"email": "kari@example.org", "answer": "yes"})
    inside(lambda: erase(db.session.get(Person, (association.id, kari)), by=uuid7()))
    assert inside(lambda: db.session.query(Officer).count() + db.session.query(Candidate).count()) == 0


# Research


def test_applications_are_counted_against_the_quota_year_by_year(staff, association, inside):
    """Row R21: sent in this year and last, a planned one not among them."""

    def work():
        change_settings(association.id, "recruitment", {"research_quota": 4}, by=uuid7())
        said = {"fund": "outer", "place": "", "early": False, "kroner": None, "note": "", "by": None}
        for n, (year, state) in enumerate(((2025, "declined"), (2026, "sent"), (2026, "granted"), (2026, "planned"))):
            add_application(title=f"Prosjekt {n}", year=year, state=state, **said)

    inside(work)
    page = words_of(staff.get(RESEARCH))
    assert "2026 2 av 4 0 0" in page
    assert "2025 1 av 4 0 0" in page
    assert inside(lambda: share_of_quota(association.id, TODAY)) == (Decimal(2), Decimal(4))


def test_the_own_fund_is_announced_each_year_with_early_diagnosis_first(staff, inside):
    """Row R21: one call a year, its last day in the calendar, and early diagnosis first in the list."""
    call = {"year": "2026", "theme": "Tidlig diagnose", "early_first": "y", "opens_on": "2026-11-01", "closes_on": "2027-01-31"}
    assert staff.post(f"{RESEARCH}calls/new", call).status_code == 303
    due = inside(lambda: db.session.query(DueItem).filter_by(source="recruitment.call.milestone").one())
    assert (due.on_date, due.title) == (date(2027, 1, 31), "Søknadsfrist for forskningsfondet")
    again = staff.post(f"{RESEARCH}calls/new", call)
    assert "Det finnes allerede en utlysning for dette året" in words_of(again)

    for title, early in (("A Senvirkninger", ""), ("B Blodprøver", "y")):
        said = {"title": title, "fund": "own", "year": "2026", "state": "granted", **({"early": early} if early else {})}
        staff.post(f"{RESEARCH}new", said)
    page = words_of(staff.get(RESEARCH))
    assert page.index("B Blodprøver") < page.index("A Senvirkninger")
    assert "2026 0 2 1" in page


def test_a_reader_sees_research_and_changes_nothing(association, actor, browser, inside):
    reader = browser(actor(association, Role.READER))
    assert reader.get(RESEARCH).status_code == 200
    assert reader.get(f"{RESEARCH}new").status_code == 403
    assert reader.post(f"{RESEARCH}new", {"title": "X"}).status_code == 403
    assert inside(lambda: db.session.query(Application).count()) == 0


# New branches


def test_a_new_branch_begins_with_the_steps_of_the_plan_and_their_days(staff, inside):
    """Row R17: candidates, information meetings, letters, interim board, two activities, each with its day."""
    staff.post(f"{FOUNDING}new", {"name": "Rogaland", "begun_on": "2026-10-01"})
    steps = inside(lambda: db.session.query(FoundingStep).order_by(FoundingStep.position).all())
    titles = " ".join(one.title for one in steps)
    assert [word for word in ("kandidater", "informasjonsmøte", "brev", "interimsstyre", "to aktiviteter", "Stift") if word not in titles] == []
    assert [one.due_on for one in steps][:2] == [date(2026, 11, 1), date(2026, 12, 1)]
    dues = inside(lambda: db.session.query(DueItem).filter_by(source="recruitment.founding_step").all())
    assert len(dues) == len(steps)
    assert all(one.title.startswith("Rogaland: ") for one in dues)


def test_a_step_has_somebody_responsible_and_is_due_until_it_is_done(staff, rogaland, inside):
    """Row R17."""
    first = inside(lambda: db.session.query(FoundingStep).order_by(FoundingStep.position).first())
    address = f"{FOUNDING}{rogaland}/steps/{first.id}"
    staff.send(address, {**staff.fields(address), "responsible": "Hovedstyret"})
    page = words_of(staff.get(f"{FOUNDING}{rogaland}"))
    assert "Hovedstyret" in page
    assert "Siden 1. april 2026" in page

    staff.send(address, {**staff.fields(address), "done_on": "2026-05-01"})

    due = inside(lambda: db.session.query(DueItem).filter_by(source_id=first.id).one())
    assert due.done
    assert "Gjort 1. mai 2026" in words_of(staff.get(f"{FOUNDING}{rogaland}"))


def test_a_candidate_is_somebody_of_the_register_once(staff, kari, rogaland, inside):
    """Row R17."""
    address = f"{FOUNDING}{rogaland}/candidates/new"
    assert staff.post(address, {"email": "kari@example.org", "answer": "asked"}).status_code == 303
    assert "Personen er allerede kandidat" in words_of(staff.post(address, {"email": "kari@example.org", "answer": "yes"}))
    found = inside(lambda: db.session.query(Candidate).one())
    change = f"{FOUNDING}{rogaland}/candidates/{found.id}"
    staff.send(change, {**staff.fields(change), "answer": "board"})
    assert "Kari Nordmann Med i interimsstyret" in words_of(staff.get(f"{FOUNDING}{rogaland}"))


def test_the_activities_of_its_first_year_are_counted(staff, rogaland, inside, factory, association, agder, make_activity):
    """Row R17: at least two, of the branch itself, in twelve months; another branch's are not among them."""
    stavanger = factory.unit(association, "Stavanger", kind="branch")
    for unit, on in ((stavanger, date(2026, 6, 2)), (stavanger, date(2026, 8, 1)), (stavanger, date(2026, 4, 30)), (agder, date(2026, 7, 1))):
        make_activity(association, unit_id=unit, on_date=on)
    address = f"{FOUNDING}{rogaland}/change"
    staff.send(address, {**staff.fields(address), "founded_on": "2026-05-20", "unit_id": str(stavanger)})
    assert "2 aktiviteter er registrert det første året" in words_of(staff.get(f"{FOUNDING}{rogaland}"))
    assert inside(lambda: db.session.query(Founding).one()).founded_on == date(2026, 5, 20)

    assert "Skriv under «Endre» når årsmøtet er" in words_of(staff.get(f"{FOUNDING}{rogaland}"))
    staff.send(address, {**staff.fields(address), "meeting_on": "2026-08-01"})
    assert "1 av 2 aktiviteter det første året er registrert" in words_of(staff.get(f"{FOUNDING}{rogaland}"))
    staff.send(address, {**staff.fields(address), "meeting_on": "2026-08-02"})
    assert "2 aktiviteter er registrert det første året" in words_of(staff.get(f"{FOUNDING}{rogaland}"))
    other = make_activity(association, unit_id=stavanger, on_date=date(2026, 8, 2))
    inside(lambda: db.session.query(Activity).filter_by(id=other).update({"activity_type": "somewhere.else"}))
    assert "3 aktiviteter er registrert det første året" in words_of(staff.get(f"{FOUNDING}{rogaland}"))


def test_what_else_is_held_on_the_day_of_the_annual_meeting_is_counted(staff, rogaland, factory, association, make_activity):
    """Row R17: only a meeting of that day is taken for the annual meeting."""
    stavanger = factory.unit(association, "Stavanger", kind="branch")
    for kind, on in (("recruitment.peer_support", date(2026, 8, 1)), ("core.talk", date(2026, 9, 1))):
        make_activity(association, unit_id=stavanger, on_date=on, activity_type=kind)
    address = f"{FOUNDING}{rogaland}/change"
    said = {"founded_on": "2026-05-20", "unit_id": str(stavanger), "meeting_on": "2026-08-01"}
    staff.send(address, {**staff.fields(address), **said})
    assert "2 aktiviteter er registrert det første året" in words_of(staff.get(f"{FOUNDING}{rogaland}"))
    make_activity(association, unit_id=stavanger, on_date=date(2026, 8, 1))
    assert "2 aktiviteter er registrert det første året" in words_of(staff.get(f"{FOUNDING}{rogaland}"))


def test_a_year_after_the_branch_is_founded_nobody_needs_to_know_who_might_have_carried_it(
    staff, kari, rogaland, inside, association
):
    """Row R17. Kept while it is on its way, however long that takes."""
    staff.post(f"{FOUNDING}{rogaland}/candidates/new", {"email": "kari@example.org", "answer": "no"})
    inside(lambda: change_settings(association.id, "privacy", {"deletes": True}, by=uuid7()))
    address = f"{FOUNDING}{rogaland}/change"
    left = []
    with clock.stopped_at(clock.now().replace(year=2029)):
        inside(lambda: delete_what_is_over(association.id))
        left.append(inside(lambda: db.session.query(Candidate).count()))
    staff.send(address, {**staff.fields(address), "founded_on": "2026-05-20"})
    for year, month in ((2027, 5), (2027, 6)):
        with clock.stopped_at(clock.now().replace(year=year, month=month, day=1)):
            inside(lambda: delete_what_is_over(association.id))
            left.append(inside(lambda: db.session.query(Candidate).count()))

    assert left == [1, 1, 0]


def test_it_cannot_be_founded_before_it_began(staff, rogaland, inside):
    address = f"{FOUNDING}{rogaland}/change"
    page = staff.send(address, {**staff.fields(address), "founded_on": "2026-02-01"})
    assert "Det kan ikke være stiftet før arbeidet begynte" in words_of(page)
    assert inside(lambda: db.session.query(Founding).one()).founded_on is None


def test_a_leader_does_not_see_who_may_carry_a_new_branch(association, actor, browser, agder, rogaland):
    assert browser(actor(association, Role.UNIT_LEADER, agder)).get(f"{FOUNDING}{rogaland}").status_code == 403
