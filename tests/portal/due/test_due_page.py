"""The page of all that is due: late first, then what comes, narrowed and paged."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from portal.calendar.models import CalendarEntry
from portal.calendar.services import count_back
from portal.extensions import db
from portal.organisations.services import switch_off
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.contract.counting import statements
from tests.portal.due.conftest import PAGE
from tests.reading import says


@pytest.fixture
def opened(organisation, actor, browser):
    def look(role=Role.STAFF, unit_id=None, asked=""):
        return browser(actor(organisation, role, unit_id)).get(PAGE + asked)

    return look


def headings(page):
    return [part.partition("</h2>")[0].rpartition(">")[2] for part in page.text.split("<section>")[1:]]


def test_it_is_grouped_and_in_order(monday, opened, due, entry):
    due("Til våren", monday + timedelta(days=150))
    due("Glemt", monday - timedelta(days=40))
    due("På søndag", monday + timedelta(days=6))
    due("Over uka", monday + timedelta(days=7))
    entry("Møte i dag", monday)

    page = opened()

    assert headings(page) == ["Over fristen", "I dag", "Denne uken", "Senere"]
    titles = ["Glemt", "Møte i dag", "På søndag", "Over uka", "Til våren"]
    assert sorted(titles, key=page.text.index) == titles


def test_what_is_done_passed_or_somebody_else_s_is_left_out(monday, opened, due, entry, other_organisation):
    due("Gjort", monday, done=True)
    due("En annens", monday, user_id=UUID(int=7))
    due("De andres", monday, where=other_organisation)
    due("Milepæl som er forbi", monday - timedelta(days=3), source="goals.milestone")
    entry("Møte som er holdt", monday - timedelta(days=3))
    entry("Står fast", monday, kind="standing", months=[11])
    due("Igjen", monday)

    page = opened()

    assert "Igjen" in page.text
    for title in ("Gjort", "En annens", "De andres", "er forbi", "er holdt", "Står fast"):
        assert title not in page.text, title


def test_what_lasts_stands_on_today_and_what_comes_each_year_on_its_next_day(monday, opened, entry):
    entry("Kampanje", monday - timedelta(days=30), until=monday + timedelta(days=30))
    entry("Årsfrist", date(2019, 11, 20), kind="deadline", yearly=True)

    page = opened()

    assert headings(page) == ["I dag", "Senere"]
    assert "20. november 2027" in page.text
    assert "20. november 2019" not in page.text


def test_mine_only_leaves_what_is_meant_for_her(monday, organisation, actor, browser, due, entry):
    kari = actor(organisation, Role.STAFF)
    due("Karis sak", monday, user_id=kari.id)
    due("Alles sak", monday)
    entry("Alles møte", monday)

    page = browser(kari).get(PAGE + "?mine=1").text

    assert [title in page for title in ("Karis sak", "Alles sak", "Alles møte")] == [True, False, False]


def test_a_unit_leaves_what_is_its_own_and_below(monday, opened, factory, organisation, due, entry):
    north, south = factory.unit(organisation, "Nord"), factory.unit(organisation, "Sør")
    group = factory.unit(organisation, "Nordgruppa", parent_id=north)
    for title, unit in (("Nords sak", north), ("Gruppas sak", group), ("Sørs sak", south), ("Alles sak", None)):
        due(title, monday, unit_id=unit)
    entry("Sørs møte", monday, unit_id=south)
    entry("Nords møte", monday, unit_id=north)
    entry("Sørs årsmøte", monday, unit_id=south, yearly=True)

    page = opened(asked=f"?unit={north}").text

    seen = ("Nords sak", "Gruppas sak", "Nords møte")
    unseen = ("Sørs sak", "Alles sak", "Sørs møte", "Sørs årsmøte")
    assert [title in page for title in (*seen, *unseen)] == [True] * 3 + [False] * 4


def test_a_volunteer_sees_neither_another_unit_s_nor_what_is_for_staff(monday, opened, factory, organisation, due):
    north, south = factory.unit(organisation, "Nord"), factory.unit(organisation, "Sør")
    due("Sørs sak", monday, unit_id=south)
    due("For kontoret", monday, right="goals.measure")
    due("Nords sak", monday, unit_id=north)

    page = opened(Role.VOLUNTEER, north).text

    assert [title in page for title in ("Nords sak", "Sørs sak", "For kontoret")] == [True, False, False]


def test_a_plugin_that_is_off_is_silent(monday, opened, due, factory, organisation):
    factory.plugin(organisation, "recruitment")
    due("Verveprat", monday, source="recruitment.talk", right="recruitment.see")
    on = opened().text
    with factory.working_as(scope_of(organisation.id)):
        switch_off(organisation.id, "recruitment", by=None)
        db.session.commit()

    assert ("Verveprat" in on, "Verveprat" in opened().text) == (True, False)


def test_the_pages_follow_each_other_without_a_gap_or_a_twin(monday, organisation, actor, browser, due, entry):
    """Several on each day, of all kinds, so that pages break in the middle of a day."""
    titles = set()
    for number in range(14):
        on = monday + timedelta(days=number // 3)
        due(f"sak {number:02}.", on)
        entry(f"møte {number:02}.", on)
        entry(f"fast {number:02}.", on.replace(year=2020), kind="deadline", yearly=True)
        due(f"sein {number:02}.", monday - timedelta(days=number // 4 + 1))
        titles |= {f"{kind} {number:02}." for kind in ("sak", "møte", "fast", "sein")}
    hers, path, seen = browser(actor(organisation, Role.STAFF)), PAGE, []
    for _page in range(5):
        text = hers.get(path).text
        seen += [title for title in titles if title in text]
        following = text.partition('rel="next" href="')[2].partition('"')[0]
        if not following:
            break
        path = following.replace("&amp;", "&")

    assert sorted(seen) == sorted(titles)


@pytest.mark.parametrize("asked", ["?after=x", "?after=2026-11-23_x", "?unit=x", f"?unit={UUID(int=7)}", "?mine="])
def test_a_mangled_address_shows_the_page(monday, opened, due, asked):
    due("Noe", monday)
    assert opened(asked=asked).status_code == 200


def test_an_empty_page_says_what_comes_here_and_to_whom_how_to_begin(opened):
    leader, reader = opened(Role.UNIT_LEADER), opened(Role.READER)
    assert says(leader, "Nothing is due")
    assert "calendar/new/deadline" in leader.text
    assert "calendar/new/deadline" not in reader.text
    assert says(opened(asked="?mine=1"), "Nothing is due with this choice.")


def test_the_start_page_and_the_menu_lead_to_it(organisation, actor, browser, due, monday):
    due("Noe", monday)
    page = browser(actor(organisation, Role.READER)).get("/o/hjertelag/")
    assert page.text.count('href="/o/hjertelag/due/"') == 2
    assert says(page, "All that is due")


def test_it_costs_at_most_six_statements_however_much_is_due(
    app, monday, organisation, actor, browser, due, entry, factory
):
    north = factory.unit(organisation, "Nord")
    hers = browser(actor(organisation, Role.UNIT_LEADER, north))
    for number in range(35):
        due(f"sak {number}", monday + timedelta(days=number), unit_id=north)
        entry(f"møte {number}", monday + timedelta(days=number), yearly=number % 2 == 0)
    hers.get(PAGE)
    with statements(app) as seen:
        page = hers.get(f"{PAGE}?unit={north}")
    assert page.status_code == 200
    assert len(seen) <= 6, seen


# row A4
def test_the_plan_counts_back_from_election_day_first_step_early(opened, entry, factory, organisation, actor):
    """20 November 2029, and what must be done a year and 48 weeks before."""
    election = entry("Kommunal- og regionsrådsvalg", date(2029, 11, 20))
    by = actor(organisation, Role.STAFF).id
    with factory.working_as(scope_of(organisation.id)):
        day = db.session.get(CalendarEntry, (organisation.id, election))
        count_back(day, title="Tal med områdekonsulenten", weeks=52, by=by)
        count_back(day, title="Sæt tid af på et møde", weeks=48, by=by)
        db.session.commit()

    page = opened().text

    order = ["Tal med områdekonsulenten", "21. november 2028", "Sæt tid af på et møde", "19. desember 2028",
             "Kommunal- og regionsrådsvalg", "20. november 2029"]  # fmt: skip
    assert sorted(order, key=page.index) == order
