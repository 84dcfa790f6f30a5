"""Leaders and staff make, change and close the links of their units."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import clock
from portal.plugin_api import Role
from portal.shared_links.rules import _LETTERS, end_of, new_token
from tests.actors import form_fields
from tests.reading import says

LIST = "/o/hjertelag/shared-links/"
NEW = f"{LIST}new"


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


@pytest.fixture
def leader(organisation, actor, browser, agder):
    return browser(actor(organisation, Role.UNIT_LEADER, agder))


def test_a_new_link_is_filled_with_fifty_places_and_thirty_days(staff, agder):
    fields = staff.fields(NEW)

    assert fields["allowance"] == "50"
    assert fields["until"] == str(clock.today() + timedelta(days=30))


def test_made_it_has_an_address_a_code_and_a_poster(staff, nobody, agder):
    made = staff.post(NEW, {"label": "Åpen dag", "unit_id": str(agder)})
    page = staff.get(made.location)
    path = re.search(r'href="(/p/hjertelag/r/\w+)"', page.text)[1]
    poster = staff.get(f"{made.location}/poster")

    assert nobody.get(path).status_code == 200
    for shown in (page, poster):
        assert f'<span class="address">127.0.0.1:5000{path}</span>' in shown.text.replace("<wbr>", "")
        assert '<svg viewBox="0 0 41 41" class="qr-code">' in shown.text
    for said in ("Hjertelaget", "Agder", "Åpen dag"):
        assert said in poster.text
    assert says(poster, "Scan the code with your phone, or write this address in a browser:")


def test_the_poster_speaks_the_organisations_language_whoever_prints_it(staff, link):
    staff.post("/language", {"language": "da", "csrf_token": staff.token()})
    staff.post("/profile/", {"language": "da"})

    assert '<html lang="da"' in staff.get(f"{LIST}{link.id}").text
    assert '<html lang="nb"' in staff.get(f"{LIST}{link.id}/poster").text


def test_a_code_is_what_its_address_says_and_nothing_that_the_policy_refuses(staff, link):
    code = staff.get(f"{LIST}{link.id}").text.partition("<svg viewBox")[2].partition("</svg>")[0]
    assert "style=" not in code
    assert "xlink" not in code


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"allowance": "0"}, "Write a number from 1 to 2000."),
        ({"allowance": "2001"}, "Write a number from 1 to 2000."),
        ({"allowance": "mange"}, "Not a valid integer value."),
        ({"label": "  "}, "Please fill this in."),
        ({"until": "2020-01-01"}, "This day is over. Choose today or a later day."),
        ({"until": str(clock.today() + timedelta(days=367))}, "A link can be open for at most a year."),
    ],
)
def test_a_fault_is_said_and_nothing_typed_is_lost(staff, typed, sentence):
    page = staff.post(NEW, {"label": "Åpen dag", **typed})

    assert page.status_code == 200
    assert says(page, sentence)
    assert form_fields(page.text)["label"] == typed.get("label", "Åpen dag")


def test_two_thousand_places_and_a_year_are_taken(staff):
    whole = {"label": "Stor", "allowance": "2000", "until": str(clock.today() + timedelta(days=366))}
    assert staff.post(NEW, whole).status_code == 303


def test_a_leader_keeps_the_links_of_her_unit_and_sees_no_others(factory, organisation, leader, link, link_for):
    elsewhere = link_for(organisation, factory.unit(organisation, "Innlandet"), label="Ikke hennes")

    page = leader.get(LIST)

    assert "Åpen dag" in page.text
    assert "Ikke hennes" not in page.text
    assert leader.get(f"{LIST}{link.id}").status_code == 200
    for tail in ("", "/poster", "/change", "/close"):
        assert leader.get(f"{LIST}{elsewhere.id}{tail}").status_code == 404


def test_a_leader_makes_none_for_another_unit(factory, organisation, leader):
    elsewhere = factory.unit(organisation, "Innlandet")

    page = leader.post(NEW, {"label": "Åpen dag", "unit_id": str(elsewhere)})

    assert page.status_code == 200
    assert "Åpen dag" not in leader.get(LIST).text


def test_the_list_tells_open_from_closed_expired_and_full(staff, nobody, organisation, agder, link_for):
    link_for(organisation, agder, label="Åpen lenke")
    shut = link_for(organisation, agder, label="Stengt lenke")
    full = link_for(organisation, agder, label="Full lenke", allowance=1)
    link_for(organisation, agder, label="Kort lenke", until=clock.today())
    staff.post(f"{LIST}{shut.id}/close")
    nobody.post(full.path, {"number_participants": "1"})

    with clock.stopped_at(clock.now() + timedelta(days=2)):
        text = staff.get(LIST).text

    lines = dict(re.findall(r">([^<]+ lenke)</a><span>[^<]*</span><span>([^<]*)</span>", text))
    assert lines == {
        "Åpen lenke": "Åpen – 0 av 50", "Stengt lenke": "Stengt – 0 av 50", "Full lenke": "Full – 1 av 1",
        "Kort lenke": "Utløpt – 0 av 50",
    }  # fmt: skip


def test_the_list_pages_by_thirty(staff, organisation, agder, link_for):
    for number in range(31):
        link_for(organisation, agder, label=f"Lenke {number:02}")

    first = staff.get(LIST)
    second = staff.get(re.search(r'rel="next" href="([^"]+)"', first.text)[1])

    seen = [re.findall(r"Lenke \d\d", page.text) for page in (first, second)]
    assert (len(seen[0]), seen[1]) == (30, ["Lenke 00"])


def test_a_full_link_opens_again_with_a_higher_number_and_keeps_its_address(
    staff, nobody, organisation, agder, link_for
):
    link = link_for(organisation, agder, allowance=1)
    nobody.post(link.path, {"number_participants": "1"})
    assert nobody.get(link.path).status_code == 410

    assert staff.post(f"{LIST}{link.id}/change", {"allowance": "2"}).status_code == 303

    assert nobody.post(link.path, {"number_participants": "1"}).status_code == 303


def test_fewer_than_have_registered_is_refused(staff, nobody, link):
    for _time in range(2):
        nobody.post(link.path, {"number_participants": "1"})

    page = staff.post(f"{LIST}{link.id}/change", {"allowance": "1"})

    assert says(page, "%(n)s have registered already. To take no more, close the link.", n=2)


def test_registering_meanwhile_does_not_clash_with_a_change(staff, nobody, link, stored_link):
    typed = {**staff.fields(f"{LIST}{link.id}/change"), "label": "Høstmøte"}
    nobody.post(link.path, {"number_participants": "1"})

    assert staff.send(f"{LIST}{link.id}/change", typed).status_code == 303
    assert (stored_link(link).label, stored_link(link).used) == ("Høstmøte", 1)


def test_the_label_of_an_expired_link_can_be_changed_alone(staff, link):
    with clock.stopped_at(clock.now() + timedelta(days=40)):
        opened = staff.post(f"{LIST}{link.id}/change", {"label": "Høstmøte"})
        assert opened.status_code == 303


def test_a_leader_who_may_not_is_told_so(organisation, actor, browser, link):
    for role in (Role.VOLUNTEER, Role.READER):
        other = browser(actor(organisation, role))
        assert [other.get(LIST + tail).status_code for tail in ("", "new", f"{link.id}", "waiting/")] == [403] * 4


def test_with_no_links_the_page_says_how_to_begin(staff):
    assert says(staff.get(LIST), "No links yet")


@given(st.dates(min_value=clock.today(), max_value=clock.today() + timedelta(days=800)))
def test_a_day_ends_at_midnight_on_the_organisations_clock(day):
    end = end_of(day)
    assert clock.local(end - timedelta(seconds=1)).date() == day
    assert clock.local(end).date() == day + timedelta(days=1)


def test_an_address_can_be_read_off_a_wall():
    """Nothing that looks like something else, and hardly two alike."""
    assert not set("aeiouyl01") & set(_LETTERS)
    made = {new_token() for _time in range(1000)}
    assert len(made) == 1000
    assert {len(token) for token in made} == {8}
