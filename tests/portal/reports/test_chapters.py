"""What plugins tell in the report."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from portal import clock
from portal.extensions import db
from portal.i18n import use_language
from portal.plugin_api import Chapter, ReportColumn, ReportTable, Role

PEER_SUPPORT = "recruitment.peer_support"


@pytest.fixture
def chapter(app, factory, organisation, monkeypatch):
    """Put something else in the place of recruitment's chapter."""
    factory.plugin(organisation, "recruitment")
    known = app.extensions["medvirke"].report_chapters

    def put(write):
        monkeypatch.setitem(known, PEER_SUPPORT, replace(known[PEER_SUPPORT], write=write))

    return put


@pytest.fixture
def page(staff, plan):
    return lambda: staff.get(f"/o/hjertelag/reports/{plan[0]}/{clock.today().year}").text


@pytest.fixture(autouse=True)
def in_norwegian():
    """Whatever a test before this one spoke."""
    with use_language("nb"):
        yield


def test_peer_support_tells_of_each_branch(factory, organisation, read):
    factory.plugin(organisation, "recruitment")
    branch = factory.unit(organisation, "Agder")
    factory.activity(organisation, activity_type=PEER_SUPPORT, unit_id=branch, numbers={"participants": 9, "new_people": 1})  # fmt: skip

    [told] = read(chapters=[PEER_SUPPORT]).chapters
    sentence, table = told.chapter.parts

    assert sentence == f"1 av 1 enhet hadde likepersonsarbeid i {clock.today().year}."
    assert table.rows == (("Agder", 1, 0, 9, 0),)


def test_local_activity_tells_which_counties_have_none(factory, organisation, read):
    factory.plugin(organisation, "digital_inclusion")
    busy, _quiet = (factory.unit(organisation, name, kind="county") for name in ("Agder", "Troms"))
    factory.activity(organisation, activity_type="digital_inclusion.course", unit_id=busy)

    [told] = read(chapters=["digital_inclusion.local_activity"]).chapters

    assert told.chapter.parts[0].startswith("1 av 2 fylker")
    assert told.chapter.parts[-1] == "Fylker uten lokal aktivitet: Troms."


def fail_in_python(organisation_id, on):
    raise RuntimeError("no chapter today")


def fail_in_the_database(organisation_id, on):
    db.session.execute(text("select * from no_such_table"))


def tell_markup(organisation_id, on):
    return "<b>all is well</b>"


def tell_a_short_row(organisation_id, on):
    return Chapter(parts=(ReportTable(label="T", columns=(ReportColumn(label="A"),) * 2, rows=(("x",),)),))


@pytest.mark.parametrize("write", [fail_in_python, fail_in_the_database, tell_markup, tell_a_short_row])
def test_a_faulty_chapter_is_named_in_its_place_and_the_rest_stands(factory, organisation, plan, chapter, page, write):
    factory.action(organisation, plan, "Ring alle")
    chapter(write)

    answer = page()

    assert "Dette kapittelet kunne ikke skrives" in answer
    assert "Ring alle" in answer


def test_what_a_chapter_says_is_text_and_no_markup(chapter, page):
    chapter(lambda organisation_id, on: Chapter(parts=("<b>Fett</b>",)))

    assert "&lt;b&gt;Fett&lt;/b&gt;" in page()


def test_a_chapter_hides_small_groups_too(chapter, page):
    column = ReportColumn(label="Folk", people=True)
    rows = (("Agder", 3), ("Troms", 40))
    table = ReportTable(label="Etter enhet", columns=(ReportColumn(label="Enhet"), column), rows=rows)
    chapter(lambda organisation_id, on: Chapter(parts=(table,)))

    answer = page()

    assert 'data-label="Folk">–</td>' in answer
    assert 'data-label="Folk">40</td>' in answer


def test_a_chapter_is_for_whoever_holds_its_right_everywhere(factory, organisation, plan, chapter, actor, browser):
    chapter(lambda organisation_id, on: Chapter(parts=("Hemmelig",)))
    address = f"/o/hjertelag/reports/{plan[0]}/{clock.today().year}"
    unit = factory.unit(organisation, "Agder")

    assert "Hemmelig" in browser(actor(organisation, Role.READER)).get(address).text
    assert "Hemmelig" not in browser(actor(organisation, Role.UNIT_LEADER, unit)).get(address).text


def test_where_the_plugin_is_off_there_is_no_chapter(page):
    assert "Likepersonsarbeid" not in page()
