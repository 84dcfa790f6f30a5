"""The year wheel: the picture and the list say the same."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from portal.calendar.services import add_entry, set_due
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of

WHEEL = "/o/hjertelag/yearwheel/?year=2026"
GOALS = {"endpoint": "goals.plan", "arguments": {}, "right": "goals.see"}


@pytest.fixture
def write(factory, organisation):
    """`write("Title", "2026-02-12")`: an entry of the whole organisation."""

    def make(title, on, kind="meeting", unit_id=None, where=organisation, **more):
        with factory.working_as(scope_of(where.id)):
            unit = unit_id or factory.root(where)
            values = {"kind": kind, "title": title, "on_date": date.fromisoformat(on), **more}
            add_entry(unit_id=unit, by=None, **values)
            db.session.commit()

    return make


@pytest.fixture
def reader(organisation, actor, browser):
    return browser(actor(organisation, Role.READER))


def links(html):
    """The labels of the picture's marks, and the list's titles."""
    svg = html[html.index('<svg class="wheel"') : html.index("</svg>", html.index('<svg class="wheel"')) + 6]
    tree = ElementTree.fromstring(svg)
    picture = [mark.findtext("title") for mark in tree.iter("a")]
    return picture, re.findall(r"</b> ([^<]+)</a>", html)


def test_every_mark_is_a_link_with_words_and_stands_in_the_list(reader, write):
    write("Felles møte", "2026-02-12")
    write("Søknadsfrist", "2026-03-15", kind="deadline")
    write("Rekruttering", "2026-01-01", kind="standing", months=[2, 9])
    picture, listed = links(reader.get(WHEEL).text)

    assert picture == [
        "A Rekruttering: februar, september", "1 Felles møte, 12. februar", "2 Søknadsfrist, 15. mars",
    ]  # fmt: skip
    assert listed == ["Rekruttering", "Felles møte", "Søknadsfrist"]


def test_milestones_and_activities_stand_in_the_year(reader, factory, organisation, write):
    with factory.working_as(scope_of(organisation.id)):
        set_due("goals.milestone", uuid7(), on=date(2026, 12, 31), title="801 medlemmer", **GOALS)
        db.session.commit()
    factory.activity(organisation, on_date=date(2026, 5, 4))
    factory.activity(organisation, on_date=date(2026, 5, 5))
    picture, listed = links(reader.get(WHEEL).text)

    assert picture == ["mai: 2 aktiviteter (Møte 2)", "1 801 medlemmer, 31. desember"]
    assert listed == ["801 medlemmer"]


def test_a_yearly_meeting_comes_back_and_others_do_not(reader, write):
    write("Hvert år", "2024-04-01", yearly=True)
    write("Bare da", "2024-04-01")
    assert links(reader.get(WHEEL).text)[1] == ["Hvert år"]


def test_many_on_one_day_become_one_mark_that_counts(reader, write):
    for number in range(6):
        write(f"Møte {number}", "2026-06-01")
    picture, listed = links(reader.get(WHEEL).text)

    assert len(listed) == 6
    assert picture[2].endswith("og 3 til i listen")
    assert len(picture) == 3


def test_a_unit_sees_its_own_and_the_whole_s(reader, factory, organisation, write):
    north, south = factory.unit(organisation, "Nord"), factory.unit(organisation, "Sør")
    write("Nords", "2026-02-01", unit_id=north)
    write("Sørs", "2026-02-02", unit_id=south)
    write("Alles", "2026-02-03")
    assert links(reader.get(f"{WHEEL}&unit={north}").text)[1] == ["Nords", "Alles"]


def test_a_kind_can_be_asked_for(reader, write):
    write("Et møte", "2026-02-01")
    write("En frist", "2026-02-02", kind="deadline")
    assert links(reader.get(f"{WHEEL}&kind=deadline").text)[1] == ["En frist"]


def test_another_organisation_s_year_is_not_in_it(reader, other_organisation, write):
    write("Deres møte", "2026-02-01", where=other_organisation)
    page = reader.get(WHEEL).text
    assert "Deres møte" not in page
    assert "Det står ingenting i 2026 ennå" in page


@pytest.mark.parametrize("asked", ["year=abcd", "year=0000", "year=20260", "unit=nobody", "kind=no-such"])
def test_an_address_that_somebody_mangled_shows_this_year(reader, asked):
    assert reader.get(f"/o/hjertelag/yearwheel/?{asked}").status_code == 200


def test_a_title_is_text_in_the_picture_too(reader, write):
    write('<b title="x">Fest & moro</b>', "2026-02-01")
    picture, _listed = links(reader.get(WHEEL).text)
    assert picture == ['1 <b title="x">Fest & moro</b>, 1. februar']


def test_today_is_marked_in_this_year_alone(reader, write):
    write("Møte", "2020-02-01", yearly=True)
    assert 'class="wheel-hand"' in reader.get("/o/hjertelag/yearwheel/").text
    assert 'class="wheel-hand"' not in reader.get("/o/hjertelag/yearwheel/?year=2021").text


def test_whoever_keeps_no_calendar_is_offered_no_button(reader, organisation, actor, browser):
    staff = browser(actor(organisation, Role.STAFF))
    assert "calendar/new" not in reader.get(WHEEL).text
    assert "calendar/new" in staff.get(WHEEL).text
