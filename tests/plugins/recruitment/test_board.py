"""The board's page (rows R2, R7, R10, R19): where members come from, how far enrolments came, the goal, what to do next."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.recruitment.board import queries, tasks
from plugins.recruitment.board.queries import sources_of
from plugins.recruitment.campaigns.services import plan_campaign
from plugins.recruitment.codes.services import make_code
from plugins.recruitment.dues.models import BankFile, Invoice, Payment
from plugins.recruitment.joining.admitting import tidy_enrolments
from plugins.recruitment.joining.models import Enrolment
from plugins.recruitment.members.models import Membership
from plugins.recruitment.surfaces.models import SurfaceCare
from portal import clock
from portal.extensions import db
from portal.goals.models import MetricValue
from portal.organisations.models import ContactSurface
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.contract.counting import statements
from tests.plugins.recruitment.conftest import TODAY
from tests.reading import words_of

PAGE = "/o/hjertelag/recruitment/board/"
AIMS = [(date(2026, 12, 31), Decimal(801)), (date(2028, 12, 31), Decimal(1001)), (date(2030, 12, 31), Decimal(1500))]


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
def ward(inside):
    def work():
        found = ContactSurface(id=uuid7(), name="Poliklinikken")
        db.session.add(found)
        return found.id

    return inside(work)


@pytest.fixture
def code(inside):
    return lambda **about: inside(
        lambda: make_code(kind="printed", label="Brosjyren", a_day=100, about=about, by=None)
    )


@pytest.fixture
def enrolled(inside):
    def add(code, status="waiting", *, number=1, days=1, person_id=None):
        def work():
            sent = clock.now() - timedelta(days=days)
            confirmed = status in ("confirmed", "member")
            for _turn in range(number):
                key = uuid7()
                db.session.add(
                    Enrolment(
                        id=key, status=status, kind="patient", name="Kari Ny", email="", phone="", street="",
                        postal_code="", town="", language="nb", magazine="post", agreed=[], mark=key.hex,
                        code_id=code.id, surface_id=code.surface_id, campaign_id=code.campaign_id,
                        credited_unit_id=code.unit_id, sent_at=sent, confirmed_at=sent if confirmed else None,
                        confirmed_by="link" if confirmed else None, person_id=person_id,
                        closed_at=sent if status == "member" else None,
                    )
                )  # fmt: skip

        inside(work)

    return add


def line_of(page, name):
    """A row of one of its tables, from its name on."""
    return words_of(page).partition(f" {name} ")[2]


def test_members_are_told_by_surface_campaign_and_branch(staff, inside, agder, ward, code, enrolled):
    """Rows R7 and R10: what an enrolment is credited to, summed up for the board."""
    days = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 12, 31), "year": 2026}
    campaign = inside(lambda: plan_campaign(name="Høstkampanjen", by=None, patient=None, **days)).id
    of_ward, of_branch = code(surface_id=ward), code(unit_id=agder, campaign_id=campaign)
    enrolled(of_ward, "member", number=6)
    enrolled(of_ward, "waiting", number=1)
    enrolled(of_branch, "confirmed", number=8)

    page = staff.get(PAGE)

    assert line_of(page, "Poliklinikken").startswith("7 6 0")
    assert line_of(page, "Høstkampanjen").startswith("8 0 0")
    assert line_of(page, "Agder").startswith("8 0 0")
    assert line_of(page, "I alt").startswith("15 6 0")


def test_from_enrolled_to_paid_each_step_is_counted(staff, member, association, inside, code, enrolled):
    leaflet = code()
    her, him = member(association, "Kari Nordmann"), member(association, "Ola Nordmann")
    enrolled(leaflet, "member", person_id=her)
    enrolled(leaflet, "member", person_id=him)
    enrolled(leaflet, "waiting")
    inside(lambda: db.session.add(_bill(her, "paid", 1)))
    inside(lambda: db.session.add(_bill(him, "open", 2)))

    assert "3 Har meldt seg inn 2 Bekreftet 2 Ble medlemmer 1 Har betalt" in words_of(staff.get(PAGE))


def _bill(person_id, status, number):
    return Invoice(
        id=uuid7(), person_id=person_id, year=2026, number=number, kid=f"{number}", kind="patient", amount=40000,
        invoiced_on=date(2026, 2, 1), due_on=date(2026, 3, 1), status=status, paid=40000 if status == "paid" else 0,
        paid_on=date(2026, 2, 9) if status == "paid" else None,
    )  # fmt: skip


def test_only_members_are_counted_as_not_having_paid(staff, member, association, inside):
    here, gone = member(association, "Kari Nordmann"), member(association, "Ola Nordmann")
    inside(lambda: db.session.add_all([_bill(here, "open", 1), _bill(gone, "open", 2)]))
    left = {"ends_on": date(2026, 6, 1), "ending": "wish"}
    inside(lambda: db.session.query(Membership).filter_by(person_id=gone).update(left))

    assert "1 medlem har ikke betalt" in words_of(staff.get(PAGE))


def test_another_year_has_its_own_figures(staff, code, enrolled):
    enrolled(code(), "member", number=7, days=400)
    assert "Ingen har meldt seg inn ennå i år" in words_of(staff.get(PAGE))
    assert line_of(staff.get(f"{PAGE}?year=2025"), "I alt").startswith("7 7 0")


def test_the_last_hour_of_the_year_belongs_to_it_where_the_organisation_is(staff, inside, code, enrolled):
    enrolled(code(), "member", number=5)
    late = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    inside(lambda: db.session.query(Enrolment).update({"sent_at": late}))
    assert line_of(staff.get(PAGE), "I alt").startswith("5 5 0")
    inside(lambda: db.session.query(Enrolment).update({"sent_at": late + timedelta(hours=1)}))
    assert "Ingen har meldt seg inn ennå i år" in words_of(staff.get(PAGE))


def test_milestones_come_from_the_goal_that_follows_the_register(staff, association, factory, inside):
    """Row R2: 801, 1001 and 1500 stand in the plan, and the curve in the register's own figures."""
    plan = factory.plan(association)
    factory.goal(
        association, plan, "1500 betalende medlemmer", milestones=AIMS, source="metric", kind="level",
        metric="recruitment.paying_members", baseline_on=date(2024, 12, 31), baseline_value=Decimal(697),
    )  # fmt: skip
    inside(lambda: db.session.add_all(
        MetricValue(id=uuid7(), metric="recruitment.paying_members", on_date=on, value=value)
        for on, value in ((date(2026, 6, 1), 733), (TODAY, 745))
    ))  # fmt: skip

    page = words_of(staff.get(PAGE))

    assert "801 31. desember 2026" in page
    assert "1 001 31. desember 2028" in page.replace("\xa0", " ")
    assert "1 500 31. desember 2030" in page.replace("\xa0", " ")
    assert "745" in page


def test_other_milestones_are_shown_as_they_are_said(staff, association, factory):
    plan = factory.plan(association)
    factory.goal(
        association, plan, "300 betalende medlemmer", milestones=[(date(2027, 12, 31), Decimal(300))],
        source="metric", kind="level", metric="recruitment.paying_members",
    )  # fmt: skip
    page = words_of(staff.get(PAGE))
    assert "300 31. desember 2027" in page
    assert "801" not in page


def test_without_such_a_goal_it_says_how_to_get_one(staff):
    assert "Ingen mål følger de betalende medlemmene ennå" in words_of(staff.get(PAGE))


def test_each_sentence_leads_to_the_page_where_it_is_done(staff, inside, member, association, ward, code, enrolled):
    her = member(association, "Kari Nordmann")
    enrolled(code(), "confirmed")
    enrolled(code(), "waiting", number=2, days=8)
    enrolled(code(), "waiting", days=6)

    def more():
        file = BankFile(id=uuid7(), name="ocr.txt", sha256="0" * 64, read_at=clock.now())
        db.session.add_all([file, _bill(her, "open", 1)])
        db.session.flush()
        db.session.add(SurfaceCare(id=uuid7(), surface_id=ward, next_on=TODAY))
        db.session.add(Payment(id=uuid7(), file_id=file.id, on_date=TODAY, amount=100, mark="x"))

    inside(more)
    page = staff.get(PAGE).text

    said = {
        "1 innbetaling er kommet inn": "/recruitment/bank/unmatched",
        "1 har bekreftet og venter på å bli tatt opp": "/recruitment/enrolments/?state=confirmed",
        "2 meldte seg inn for over en uke siden": "/recruitment/enrolments/?state=waiting",
        "1 medlem har ikke betalt": "/recruitment/members/?state=open",
        "1 kontaktflate venter på at noen tar kontakt": "/recruitment/surfaces/?state=due",
        "Ingen kampanje er planlagt": "/recruitment/campaigns/new",
    }
    links = {words: page.rpartition(words)[0].rpartition('href="')[2].partition('"')[0] for words in said}
    assert {words: url for words, url in said.items() if not links[words].endswith(url)} == {}
    for url in said.values():
        assert staff.get(f"/o/hjertelag{url}").status_code == 200


def test_what_is_more_than_anybody_counts_is_told_as_more(staff, code, enrolled, monkeypatch):
    monkeypatch.setattr(queries, "MOST_COUNTED", 3)
    monkeypatch.setattr(tasks, "MOST_COUNTED", 3)
    enrolled(code(), "waiting", number=3, days=8)
    assert "3 meldte seg inn for over en uke siden" in words_of(staff.get(PAGE))
    enrolled(code(), "waiting", number=5, days=8)
    assert "Over 3 meldte seg inn for over en uke siden" in words_of(staff.get(PAGE))


def test_where_nothing_waits_nothing_is_said(staff, inside):
    days = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 12, 31), "year": 2026}
    inside(lambda: plan_campaign(name="Høst", by=None, patient=None, **days))
    assert "Hva dere kan gjøre nå" not in words_of(staff.get(PAGE))


def test_a_reader_is_told_of_no_group_below_five_and_of_nothing_that_only_staff_do(
    association, actor, browser, code, enrolled, agder
):
    enrolled(code(unit_id=agder), "member", number=3, days=30)
    enrolled(code(), "member", number=20, days=30)
    enrolled(code(), "confirmed", number=2, days=30)
    reader = browser(actor(association, Role.READER))

    page = reader.get(PAGE)

    assert "25 Har meldt seg inn 25 Bekreftet – Ble medlemmer 0 Har betalt" in words_of(page)
    assert line_of(page, "Agder").startswith("– 0 Foreningen – 0 I alt 25 0")
    assert "har bekreftet og venter" not in words_of(page)
    assert "En strek står for færre enn fem" in words_of(page)
    assert "Tall til og med 31. oktober 2026" in words_of(page)


#: what may happen from one day of a month to the next
NEWS = ("enrols", "confirms", "let_in", "pays", "forgotten")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(NEWS), st.integers(1, 7)), max_size=6))
def test_whatever_happens_in_a_month_a_reader_is_told_the_same_on_each_of_its_days(a_month, news):
    """Two days beside each other tell of nobody; staff see it at once, and the reader when the month is over."""
    assert a_month(news) == 1


@pytest.fixture
def a_month(inside, association, member, code, enrolled):
    """How many different figures a reader is told in November, while this happens in it."""
    leaflet = code()
    for status, days in (("waiting", 80), ("waiting", 55), ("waiting", 25), ("confirmed", 30), ("member", 40)):
        enrolled(leaflet, status, number=7, days=days)
    her = member(association, "Kari Nordmann")
    enrolled(leaflet, "member", number=7, days=60, person_id=her)
    bill = inside(lambda: db.session.merge(_bill(her, "open", 1)).id)

    def told():
        return repr(sorted(inside(lambda: sources_of(association.id, 2026, date(2026, 11, 1))), key=repr))

    def happens(what, number):
        if what == "enrols":
            return enrolled(leaflet, "waiting", number=number, days=1)
        if what == "pays":
            return inside(lambda: db.session.query(Invoice).filter_by(id=bill).update(
                {"status": "paid", "paid_on": date(2026, 11, 2 + number)}
            ))  # fmt: skip
        now = clock.now()
        changes = {
            "confirms": ("waiting", {"status": "confirmed", "confirmed_at": now}),
            "let_in": ("confirmed", {"status": "member", "closed_at": now}),
        }
        if what == "forgotten":
            with clock.stopped_at(datetime(2026, 11, 30, 23, tzinfo=UTC)):
                return inside(lambda: tidy_enrolments(association.id))
        status, values = changes[what]
        its = inside(lambda: db.session.query(Enrolment).filter_by(status=status).order_by(Enrolment.id).limit(number).all())
        mine = Enrolment.id.in_([one.id for one in its])
        return inside(lambda: db.session.query(Enrolment).filter(mine).update(values))

    def figures(news):
        found = {told()}
        for what, number in news:
            happens(what, number)
            found.add(told())
        return len(found)

    return figures


def test_what_a_month_brought_is_told_when_it_is_over(association, actor, browser, code, enrolled):
    enrolled(code(), "member", number=7, days=1)
    reader = browser(actor(association, Role.READER))
    assert "Ingen har meldt seg inn ennå i år" in words_of(reader.get(PAGE))
    with clock.stopped_at(datetime(2026, 12, 1, 12, tzinfo=UTC)):
        assert "7 Har meldt seg inn 7 Bekreftet 7 Ble medlemmer" in words_of(reader.get(PAGE))


def test_a_volunteer_has_no_such_page(association, actor, browser):
    assert browser(actor(association, Role.VOLUNTEER)).get(PAGE).status_code == 403


def test_another_associations_enrolments_are_not_among_them(factory, other_organisation, staff, code, enrolled, actor, browser):
    factory.plugin(other_organisation, "recruitment")
    enrolled(code(), "member", number=9)
    theirs = browser(actor(other_organisation, Role.STAFF))
    slug = other_organisation.slug
    assert "Ingen har meldt seg inn ennå i år" in words_of(theirs.get(f"/o/{slug}/recruitment/board/"))


def test_it_costs_at_most_eight_statements_however_much_there_is(app, staff, association, factory, code, enrolled):
    plan = factory.plan(association)
    factory.goal(association, plan, "Mål", milestones=AIMS, source="metric", kind="level", metric="recruitment.paying_members")
    staff.get(PAGE)
    with statements(app) as few:
        staff.get(PAGE)
    for _turn in range(3):
        enrolled(code(), "member", number=10)
    with statements(app) as many:
        staff.get(PAGE)
    assert len(few) == len(many) <= 8
