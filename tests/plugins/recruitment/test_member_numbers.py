"""Rows R2, R3, R11: how many pay on a day is one question with one answer; and who stays."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.members.figures import paying_members
from plugins.recruitment.members.models import Membership
from plugins.recruitment.numbers.counting import HIDDEN, Cohort, cohorts, count_on, roughly
from plugins.recruitment.numbers.places import county_of
from portal import clock
from portal.extensions import db
from portal.organisations.models import Access
from portal.organisations.queries import setup_now
from portal.people.models import Person
from portal.people.services import derive
from portal.plugin_api import Role
from portal.sheets.reading import read_workbook
from portal.tenancy import uuid7
from tests.plugins.recruitment.conftest import TODAY
from tests.reading import words_of

PAGE = "/o/hjertelag/recruitment/numbers/"
days = st.dates(date(2022, 1, 1), TODAY)
#: (joined, left after so many days, then in another branch for so many, which year she paid for and on which day)
lives = st.lists(
    st.tuples(days, st.integers(1, 900) | st.none(), st.booleans(), st.sampled_from([2023, 2024, 2025, 2026]), days),
    max_size=8,
)


def live(number, life, unit):
    joined, after, moves, year, paid_on = life
    her = Person(id=uuid7(), name=f"Nr {number}", postal_code="4611" if number % 2 else "", street="", language="nb",
                 country="NO", town="", phone="", email="", added_at=clock.now())  # fmt: skip
    derive(her)
    db.session.add(her)
    db.session.flush()
    left = joined + timedelta(days=after) if after else None
    times = [(joined, left, "changed" if moves and left else "wish" if left else None, None)]
    if moves and left:
        times.append((left, None, None, unit))
    for starts_on, ends_on, ending, unit_id in times:
        db.session.add(Membership(id=uuid7(), person_id=her.id, kind="patient", unit_id=unit_id, starts_on=starts_on,
                                  ends_on=ends_on, ending=ending, begun_at=clock.now()))  # fmt: skip
    db.session.add(Invoice(id=uuid7(), person_id=her.id, year=year, number=number, kid=f"{number}", kind="patient",
                           amount=100, paid=100, invoiced_on=paid_on, due_on=paid_on, status="paid", paid_on=paid_on))  # fmt: skip
    db.session.flush()


# rows R2, R3
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=lives, on=days)
def test_page_form_and_metric_give_one_answer_on_any_day(inside, association, factory, people, on):
    setup = factory.setup(association)
    with inside():
        for model in (Invoice, Membership, Person):
            db.session.execute(delete(model))
        for number, life in enumerate(people, 1):
            live(number, life, setup.root.id)
        now = setup_now(association.id)
        count = count_on(association.id, now, on)
        wanted = sum(1 for life in people if pays(life, on))

        assert int(paying_members(association.id, on)) == count.total == wanted
        assert {table.totals[-1] for table in count.tables} == {wanted}
        db.session.rollback()


def pays(life, on):
    """Reckoned anew, from what was made up."""
    joined, after, moves, year, paid_on = life
    left = joined + timedelta(days=after) if after else None
    is_member = joined <= on and (left is None or on < left or moves)
    return is_member and paid_on <= on and (year == on.year or (year == on.year - 1 and on.month <= 6))


@pytest.fixture
def paid(inside):
    def pay(person_id, year=2025, on=date(2025, 3, 1)):
        with inside():
            number = db.session.query(Invoice).count() + 1
            db.session.add(Invoice(id=uuid7(), person_id=person_id, year=year, number=number, kid=f"{number}",
                                   kind="patient", amount=100, paid=100, invoiced_on=on, due_on=on, status="paid",
                                   paid_on=on))  # fmt: skip
            db.session.commit()

    return pay


# row R11
def test_the_funders_form_counts_by_county_and_branch_on_the_last_day_of_the_year(
    staff, association, member, paid, factory
):
    agder = factory.unit(association, "Agder")
    for name, code in (("A", "4611"), ("B", "4611"), ("C", "0570")):
        paid(member(association, name, unit_id=agder if code == "4611" else None, postal_code=code))
    member(association, "Har ikke betalt", unit_id=agder, postal_code="4611")

    page = words_of(staff.get(f"{PAGE}funder?year=2025"))
    assert "31. desember 2025 hadde 3 medlemmer betalt." in page
    assert "Agder Agder 2" in page
    assert "Oslo Direkte medlem 1" in page
    counties, branches, _kinds = read_workbook(staff.get(f"{PAGE}funder.xlsx?year=2025").data, "a.xlsx")
    assert ("Agder", 2) in counties.rows
    assert ("Agder", "Agder", 2) in branches.rows
    assert counties.rows[-1][-1] == branches.rows[-1][-1] == 3


# row R2
def test_a_day_is_chosen_and_the_answer_is_that_days(staff, association, member, paid):
    paid(member(association, "Kari"), 2026, date(2026, 3, 5))

    assert "hadde ett medlem betalt" in words_of(staff.get(f"{PAGE}?on=2026-03-05"))
    assert "hadde 0 medlemmer betalt" in words_of(staff.get(f"{PAGE}?on=2026-03-04"))
    assert "Velg en dag som har vært" in words_of(staff.get(f"{PAGE}?on=2030-01-01"))
    assert "Velg en dag som har vært" in words_of(staff.get(f"{PAGE}?on=i-går"))


def test_whoever_may_see_no_people_sees_no_group_below_five(association, actor, browser, member, paid, staff, factory):
    agder = factory.unit(association, "Agder")
    for n in range(9):
        paid(member(association, f"Nr {n}", unit_id=agder if n < 3 else None), 2026, date(2026, 3, 5))
    reader = browser(actor(association, Role.READER))

    assert "Agder 3" in words_of(staff.get(PAGE))
    assert "Agder – 0 0 – Direkte medlem – 0 0 – I alt 9 0 0 9" in words_of(reader.get(PAGE))
    assert reader.get(f"{PAGE}funder").status_code == 403
    assert reader.get("/o/hjertelag/recruitment/win-back/").status_code == 403


def test_whoever_may_see_no_people_is_not_told_what_one_day_brought(association, actor, browser, member, paid):
    for n in range(9):
        paid(member(association, f"Nr {n}"), 2026, date(2026, 3, 5))
    paid(member(association, "Siste"), 2026, date(2026, 3, 6))
    reader = browser(actor(association, Role.READER))

    for day in ("2026-03-05", "2026-03-06", ""):
        assert "31. oktober 2026 hadde 10 medlemmer betalt" in words_of(reader.get(f"{PAGE}?on={day}"))
    assert "31. desember 2025 hadde 0 medlemmer betalt" in words_of(reader.get(f"{PAGE}?on=2025-12-31"))


def test_a_leader_who_reads_figures_too_sees_her_own_branch_and_no_small_one_of_others(
    association, actor, browser, inside, member, paid, factory
):
    """The whole less her own nine would tell of the three in Oslo."""
    agder, oslo = factory.unit(association, "Agder"), factory.unit(association, "Oslo")
    for n in range(12):
        paid(member(association, f"Nr {n}", unit_id=agder if n < 9 else oslo), 2026, date(2026, 3, 5))
    person = actor(association, Role.READER)
    with inside():
        db.session.add(Access(id=uuid7(), user_id=person.id, role="unit_leader", unit_id=agder, created_at=clock.now()))
        db.session.commit()

    page = words_of(browser(person).get(PAGE))
    assert "Agder 9 0 0 9" in page
    assert "Oslo – 0 0 –" in page
    assert "I alt – 0 0 –" in page


def test_an_association_of_fewer_than_five_is_not_told_of(association, actor, browser, member, paid):
    paid(member(association, "Kari"), 2026, date(2026, 3, 5))

    page = words_of(browser(actor(association, Role.READER)).get(PAGE))
    assert "Direkte medlem – 0 0 –" in page
    assert "ett medlem" not in page


# what is told of how long they stay
COHORTS = st.integers(5, 130).flatmap(
    lambda joined: st.tuples(st.just(joined), st.lists(st.integers(0, joined), min_size=1, max_size=3))
)


@given(COHORTS)
def test_what_is_told_of_a_year_lets_five_have_left_and_nobody_have_died(found):
    """Another year that is told in the same words: nobody is known to be among fewer than five."""
    joined, left = found
    told = [roughly(Cohort(2024, joined, 0, ((joined - gone, joined),)), 0) for gone in left]
    for gone, words in zip(left, told, strict=True):
        same = [n for n in range(joined + 1) if roughly(Cohort(2024, joined, 0, ((joined - n, joined),)), 0) == words]
        assert gone == 0 or max(same) >= 5


@given(st.integers(5, 130), st.integers(1, 4), st.data())
def test_how_few_have_died_does_not_show(joined, died, data):
    left = data.draw(st.integers(1, joined - died))
    words = roughly(Cohort(2024, joined, died, ((joined - died - left, joined - died),)), 0)
    nobody = {roughly(Cohort(2024, joined, 0, ((joined - n, joined),)), 0) for n in range(joined + 1)}
    assert words in nobody or words == HIDDEN


def test_a_reader_is_told_shares_in_steps_and_not_how_many_have_left(association, actor, browser, inside, member, staff):
    for n in range(24):
        her = member(association, f"Nr {n}", since=date(2024, 3, 1))
        if n < 2:
            with inside():
                ended = {"ending": "wish", "ends_on": date(2025, 5, 1)}
                db.session.query(Membership).filter_by(person_id=her).update(ended)
                db.session.commit()
    page = words_of(browser(actor(association, Role.READER)).get(f"{PAGE}staying"))

    assert "2024 24 100 % 75 % –" in page
    assert "var minst 75 % fortsatt medlem ved utgangen av 2025" in page
    assert "Har sluttet" not in page
    assert "2024 24 100 % 92 %" in words_of(staff.get(f"{PAGE}staying"))


# row R11
def test_who_joined_in_a_year_is_followed_with_death_apart(inside, association, member, staff):
    ends = {"A": ("wish", date(2025, 5, 1)), "B": ("died", date(2025, 5, 1)), "C": None, "D": None, "E": None}
    for name, end in ends.items():
        her = member(association, name, since=date(2024, 3, 1))
        if end:
            with inside():
                db.session.query(Membership).filter_by(person_id=her).update({"ending": end[0], "ends_on": end[1]})
                db.session.commit()
    with inside():
        [cohort] = cohorts(association.id, TODAY)

    assert (cohort.year, cohort.joined, cohort.died, cohort.left) == (2024, 5, 1, 1)
    assert cohort.stayed == ((5, 5), (3, 4))
    page = words_of(staff.get(f"{PAGE}staying"))
    assert "Av dem som meldte seg inn i 2024, var 75 % fortsatt medlem ved utgangen av 2025." in page


def test_whoever_changes_branch_has_joined_once(inside, association, member):
    her = member(association, "Kari", since=date(2024, 3, 1))
    with inside():
        db.session.query(Membership).update({"ends_on": date(2024, 6, 1), "ending": "changed"})
        db.session.add(Membership(id=uuid7(), person_id=her, kind="patient", unit_id=None, starts_on=date(2024, 6, 1),
                                  begun_at=clock.now()))  # fmt: skip
        db.session.commit()
        [cohort] = cohorts(association.id, TODAY)

    assert (cohort.joined, cohort.stayed) == (1, ((1, 1), (1, 1)))


@pytest.mark.parametrize(
    ("code", "county"),
    [("0570", "Oslo"), ("4611", "Agder"), ("4012", "Rogaland"), ("5035", "Vestland"), ("5525", "Rogaland"),
     ("9009", "Troms"), ("9510", "Finnmark"), ("9999", "Finnmark"), ("", ""), ("12", "")],
)  # fmt: skip
def test_a_postal_code_lies_in_a_county(code, county):
    assert county_of(code, "", "NO", TODAY) == county


def test_a_municipality_says_it_better_and_danish_regions_change():
    assert county_of("4611", "1103", "NO", TODAY) == "Rogaland"
    assert county_of("4000", "", "DK", date(2026, 12, 31)) == "Sjælland"
    assert county_of("4000", "", "DK", date(2027, 1, 1)) == "Østdanmark"
    assert county_of("111 20", "", "SE", TODAY) == ""
