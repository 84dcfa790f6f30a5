"""The list of activities, searched, filtered and sorted: what is found, what is not, and how one finds back."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import clock
from portal.plugin_api import Role
from tests.reading import says

LIST = "/o/hjertelag/activities/"
TODAY = clock.today()


def rows(page):
    return re.findall(r'<li><a href="/o/hjertelag/activities/[0-9a-f-]{36}">([^<]*)<', page.text)


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


@pytest.fixture
def find(staff):
    """The titles that are found, in their order."""

    def found(**asked):
        return rows(staff.client.get(LIST, query_string=asked))

    return found


@pytest.fixture
def make(factory, organisation):
    def made(title, **values):
        return factory.activity(organisation, title=title, **values)

    return made


@pytest.fixture
def chest(make, factory, organisation):
    """A few activities that differ in everything."""
    north = factory.unit(organisation, "Nordland")
    town = factory.unit(organisation, "Bodø", parent_id=north)
    make("Åpen kafé", place="Biblioteket på Ås", unit_id=north, on_date=TODAY - timedelta(days=1))
    make("Turgruppe", unit_id=town, on_date=TODAY - timedelta(days=2), activity_type="core.other")
    make("Foredrag om søvn", on_date=TODAY - timedelta(days=400), activity_type="core.talk")
    make("Julebord", on_date=TODAY + timedelta(days=20), status="planned")
    make("Avlyst tur", on_date=TODAY - timedelta(days=3), status="cancelled")
    make("Fra lenken", status="waiting")
    return {"north": north, "town": town}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kafé", ["Åpen kafé"]),
        ("ÅPEN", ["Åpen kafé"]),
        ("ape", []),
        ("ibliotek", ["Åpen kafé"]),
        ("søv", ["Foredrag om søvn"]),
        ("bodø", ["Turgruppe"]),
        ("møte", ["Åpen kafé"]),
        ("kafé ås", ["Åpen kafé"]),
        ("kafé søvn", []),
        ("%", []),
        ("_", []),
        ("/", []),
        ("' or 1=1 --", []),
    ],
)
def test_a_search_finds_half_words_in_titles_places_types_and_units(find, chest, words, found):
    assert find(q=words) == found


def test_wildcards_are_found_as_themselves(find, make):
    make("100 % frivillig")
    make("a_b")
    make("og/eller")

    assert find(q="%") == ["100 % frivillig"]
    assert find(q="_b") == ["a_b"]
    assert find(q="g/e") == ["og/eller"]


def test_a_search_does_not_read_notes(find, make):
    make("Samtale", note="Hun heter Hemmeligsen")

    assert find(q="hemmeligsen") == []


def test_a_filter_by_type_unit_and_period(find, chest):
    assert find(type="core.talk") == ["Foredrag om søvn"]
    assert find(type=["core.talk", "core.other"]) == ["Turgruppe", "Foredrag om søvn"]
    assert find(unit=chest["north"]) == ["Åpen kafé", "Turgruppe"], "with what lies below"
    assert find(unit="bod") == ["Turgruppe"]
    assert find(**{"to": (TODAY - timedelta(days=300)).isoformat()}) == ["Foredrag om søvn"]
    yesterday = f"{TODAY - timedelta(days=1):%d.%m.%Y}"
    assert find(**{"from": yesterday, "to": yesterday}) == ["Åpen kafé"]


def test_this_year_and_last_year(find, make):
    make("I fjor", on_date=date(TODAY.year - 1, 12, 31))
    make("I år", on_date=date(TODAY.year, 1, 1))

    assert find(period="this_year") == ["I år"]
    assert find(period="last_year") == ["I fjor"]


def test_two_days_in_the_wrong_order_mean_the_time_between_them(find, chest):
    assert find(**{"from": TODAY.isoformat(), "to": (TODAY - timedelta(days=1)).isoformat()}) == ["Åpen kafé"]


def test_only_what_was_held_is_listed_until_something_else_is_asked_for(find, chest):
    assert find() == ["Åpen kafé", "Turgruppe", "Foredrag om søvn"]
    assert find(status="planned") == ["Julebord"]
    assert find(status="cancelled") == ["Avlyst tur"]
    assert find(status="waiting") == ["Fra lenken"]


def test_what_waits_is_for_those_who_look_it_through(organisation, chest, actor, browser):
    reader = browser(actor(organisation, Role.READER))
    leader = browser(actor(organisation, Role.UNIT_LEADER, chest["north"]))

    assert "Fra lenken" not in rows(reader.get(f"{LIST}?status=waiting"))
    assert rows(leader.get(f"{LIST}?status=waiting")) == []


def test_what_she_registered_herself(organisation, make, actor, browser):
    her, other = actor(organisation, Role.STAFF), actor(organisation, Role.STAFF)
    make("Hennes", by=her.id)
    make("En annens", by=other.id)

    assert rows(browser(her).get(f"{LIST}?mine=1")) == ["Hennes"]


@pytest.mark.parametrize(
    "asked", [{}, {"q": "e"}, {"period": "this_year"}, {"type": "core.meeting"}, {"unit": "Hjerte"}]
)
def test_no_filter_shows_a_volunteer_what_others_registered(organisation, make, actor, browser, asked):
    her = actor(organisation, Role.VOLUNTEER)
    make("Hennes egen", by=her.id)
    make("En annens")

    assert rows(browser(her).client.get(LIST, query_string=asked)) == ["Hennes egen"]


def test_a_leader_finds_her_units_and_her_own_once_each(organisation, chest, make, actor, browser):
    leader = actor(organisation, Role.UNIT_LEADER, chest["north"])
    make("Hennes i eget lag", unit_id=chest["town"], by=leader.id)
    make("Hennes hos andre", by=leader.id)
    found = [
        rows(browser(leader).client.get(LIST, query_string={"sort": sort})) for sort in ("", "oldest", "registered")
    ]

    assert [sorted(one) for one in found] == [
        sorted(["Hennes hos andre", "Hennes i eget lag", "Åpen kafé", "Turgruppe"])
    ] * 3
    assert found[1] == found[0][::-1]
    assert found[2][:2] == ["Hennes hos andre", "Hennes i eget lag"]


def test_another_organisation_is_never_found(factory, other_organisation, find, chest):
    factory.activity(other_organisation, title="Lungenes kafé")

    assert find(q="kafé") == ["Åpen kafé"]


def test_what_was_chosen_stands_in_words_and_each_part_can_be_taken_away(staff, chest):
    page = staff.client.get(LIST, query_string={"q": "kafé", "unit": chest["north"], "period": "this_year"})
    chips = re.findall(r'<li>([^<]*) <a href="([^"]*)" aria-label', page.text)

    assert [label for label, _url in chips] == ["«kafé»", "Nordland", str(TODAY.year)]
    assert "q=" not in chips[0][1]
    assert "period=this_year" in chips[0][1]
    assert "unit=" not in chips[1][1]


def test_the_filter_stays_while_paging(staff, make):
    for n in range(31):
        make(f"Kafé {n}")
    make("Noe annet")
    page = staff.get(f"{LIST}?q=kaf%C3%A9&sort=oldest")
    following = re.search(r'rel="next" href="([^"]+)"', page.text)[1].replace("&amp;", "&")

    assert len(rows(page)) == 30
    assert rows(staff.get(following)) == ["Kafé 30"]


def test_an_empty_result_says_what_to_change(staff, chest):
    assert says(
        staff.get(f"{LIST}?q=zzz"),
        "The search looks in titles, places and answers, and in the names of types and units. Try part of a word.",
    )
    page = staff.get(f"{LIST}?q=zzz&period=this_year")
    assert says(page, "Take away one of your choices above, look at a longer time, or search for part of a word.")


def test_what_cannot_be_read_is_said_and_stays_in_its_field(staff, chest):
    page = staff.client.get(LIST, query_string={"from": "i går", "unit": "Nowhere"})

    assert says(page, "“%(text)s” is not a day. Write it as 17.5.2026.", text="i går")
    assert says(page, "No unit, or more than one, begins with “%(text)s”. Write more of its name.", text="Nowhere")
    assert 'value="i går"' in page.text


ASKED = st.sampled_from(["q", "type", "unit", "period", "from", "to", "month", "status", "mine", "sort", "after"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.dictionaries(ASKED, st.text(max_size=80)))
def test_whatever_stands_in_an_address_is_answered(staff, asked):
    assert staff.client.get(LIST, query_string=asked).status_code == 200
