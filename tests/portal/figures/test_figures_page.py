"""The page of figures: what it counts, beside which year, and that nobody is told of fewer than five."""

import csv
import io
import re
from datetime import date
from html import unescape

import pytest
from sqlalchemy import event, select

from portal import clock
from portal.activities.models import ActivityKind
from portal.activities.queries import figures_by_unit
from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.figures.small_groups import HIDDEN
from portal.organisations.setup import touch_setup
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of

PAGE = "/o/hjertelag/figures/"
TODAY = clock.today()
JANUARY = date(TODAY.year, 1, 10)
LAST_JANUARY = date(TODAY.year - 1, 1, 10)


@pytest.fixture
def visit(organisation, actor, browser):
    """The tables of the page as this role gets them: by heading, each row by its name."""

    def visited(role, unit=None, query=""):
        return tables(browser(actor(organisation, role, unit)).get(PAGE + query).text)

    return visited


def tables(html):
    found = {}
    for heading, rest in re.findall(r"<h2[^>]*>([^<]*)</h2>(.*?)</section>", html, re.S):
        rows = re.findall(r"<tr>(.*?)</tr>", rest, re.S)[1:]
        cells = [
            [unescape(re.sub("<[^>]*>", "", cell)) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]
            for row in rows
        ]
        found[heading] = {row[0]: row[1:] for row in cells} if heading != "Svar" else cells
    return found


@pytest.fixture
def make(factory, organisation):
    def made(people, on=JANUARY, kind="core.meeting", **values):
        return factory.activity(
            organisation, activity_type=kind, on_date=on, numbers={"participants": people}, **values
        )

    return made


def test_activities_and_people_by_month_type_and_unit_beside_last_year(factory, organisation, make, visit):
    # row D6
    unit = factory.unit(organisation, "Nordland")
    make(12, unit_id=unit)
    make(30, kind="core.webinar")
    make(7, on=LAST_JANUARY)

    found = visit(Role.READER)

    assert found["Etter måned"]["januar"] == found["Etter måned"]["I alt"] == ["2", "1", "42", "7"]
    assert found["Etter type"]["Møte"] == ["1", "1", "12", "7"]
    assert found["Etter type"]["Webinar"] == ["1", "0", "30", "0"]
    assert found["Etter enhet"]["Nordland"] == ["1", "0", "12", "0"]
    assert found["Etter enhet"]["I alt"] == ["2", "1", "42", "7"]


def test_last_year_is_counted_to_the_same_month(make, visit):
    with clock.stopped_at(clock.now().replace(month=5, day=20)):
        make(10, on=LAST_JANUARY)
        make(20, on=date(TODAY.year - 1, 9, 1))

        assert visit(Role.READER)["Etter måned"]["I alt"] == ["0", "1", "0", "10"]
        assert visit(Role.READER, query=f"?year={TODAY.year - 1}")["Etter måned"]["I alt"] == ["2", "0", "30", "0"]


def test_a_month_in_which_nothing_was_is_left_out_of_the_table_and_kept_in_the_picture(make, visit, actor, organisation, browser):
    with clock.stopped_at(clock.now().replace(month=5, day=20)):
        make(10)
        assert list(visit(Role.READER)["Etter måned"]) == ["januar", "I alt"]
        page = browser(actor(organisation, Role.READER)).get(PAGE).text
    assert "jan</text>" in page
    assert "feb</text>" in page


def test_only_what_was_held_counts(make, visit):
    make(10)
    make(10, status="planned", on=TODAY)
    make(10, status="cancelled")
    make(10, status="waiting")

    assert visit(Role.READER)["Etter type"]["I alt"] == ["1", "0", "10", "0"]


def test_the_filter_narrows_to_a_type_and_to_a_unit_with_what_lies_below(factory, organisation, make, visit):
    north = factory.unit(organisation, "Nordland")
    town = factory.unit(organisation, "Bodø", parent_id=north)
    make(10, unit_id=town)
    make(20, unit_id=town, kind="core.talk")
    make(40)

    assert visit(Role.READER, query=f"?unit={north}")["Etter måned"]["I alt"] == ["2", "0", "30", "0"]
    assert visit(Role.READER, query="?type=core.talk")["Etter måned"]["I alt"] == ["1", "0", "20", "0"]
    assert visit(Role.READER, query="?type=core.talk&type=core.meeting")["Etter type"]["I alt"] == ["3", "0", "70", "0"]


def test_a_page_shows_the_same_in_pictures(organisation, make, actor, browser):
    make(12)
    page = browser(actor(organisation, Role.READER)).get(PAGE).text

    assert page.count('<figure class="bars">') == 6
    assert page.count('role="img"') >= 6
    assert '<text class="bar-value" x="306" y="31">12</text>' in page


@pytest.fixture
def asked_kind(factory, organisation):
    """A type of their own with a yes/no and a choice, of which one option is offered no more."""
    options = [["bib", {"nb": "Biblioteket"}, False], ["kirke", {"nb": "Kirken"}, True]]
    questions = [
        {"name": "q1", "kind": "yes_no", "label": {"nb": "Var det digitalt?"}},
        {"name": "q2", "kind": "choice", "label": {"nb": "Hvor?"}, "options": options},
        {"name": "q3", "kind": "hours", "label": {"nb": "Hvor lenge?"}},
    ]  # fmt: skip
    with factory.working_as(scope_of(organisation.id)):
        row = ActivityKind(id=uuid7(), key="own.test", label={"nb": "Samtale"}, help={}, questions=questions)
        db.session.add(row)
        touch_setup(organisation.id)
        db.session.commit()
    return "own.test"


def test_answers_are_counted_by_type(factory, organisation, asked_kind, visit):
    # row D5
    said = {"activity_type": asked_kind, "on_date": JANUARY}
    factory.activity(organisation, numbers={"participants": 5, "q1": 1, "q2:bib": 1, "q3": 90}, **said)
    factory.activity(organisation, numbers={"participants": 5, "q1": 0, "q2:kirke": 1, "q3": 30}, **said)

    assert visit(Role.READER)["Svar"] == [
        ["Samtale", "Var det digitalt?", "Ja", "1", "0"],
        ["Samtale", "Hvor?", "Biblioteket", "1", "0"],
        ["Samtale", "Hvor?", "Kirken", "1", "0"],
        ["Samtale", "Hvor lenge?", "Timer i alt", "2", "0"],
    ]


def test_a_volunteer_sees_totals_without_units_and_answers_and_no_small_group(
    factory, organisation, make, asked_kind, visit
):
    make(3, kind="core.webinar")
    make(12)
    factory.activity(organisation, activity_type=asked_kind, on_date=JANUARY, numbers={"participants": 20, "q1": 1})

    found = visit(Role.VOLUNTEER)

    assert set(found) == {"Etter måned", "Etter type"}
    assert found["Etter type"]["Webinar"] == ["1", "0", HIDDEN, "0"]
    assert found["Etter type"]["Møte"] == ["1", "0", HIDDEN, "0"], "35 less 20 less 12 is three"
    assert found["Etter type"]["Samtale"][2] == "20"
    assert found["Etter måned"]["I alt"][2] == "35"


def test_no_filter_tells_a_volunteer_more_than_the_whole_page(make, visit):
    """The months of one type, asked for one by one, are the inside of one table."""
    make(3, kind="core.talk")
    make(12, kind="core.talk", on=date(TODAY.year, 2, 10))
    make(30)
    make(40, on=date(TODAY.year, 2, 10))

    talks, meetings = (
        visit(Role.VOLUNTEER, query=f"?type={kind}")["Etter måned"] for kind in ("core.talk", "core.meeting")
    )
    whole = visit(Role.VOLUNTEER)["Etter måned"]

    assert talks["januar"][2] == HIDDEN
    assert [talks["februar"][2], meetings["januar"][2], meetings["februar"][2]] == [HIDDEN] * 3
    assert [whole["januar"][2], whole["februar"][2], talks["I alt"][2]] == ["33", "52", "15"]


def test_a_volunteer_can_ask_for_no_unit_and_no_other_year(factory, organisation, make, visit):
    unit = factory.unit(organisation, "Nordland")
    make(2, unit_id=unit)
    make(40)
    make(40, on=LAST_JANUARY)

    found = visit(Role.VOLUNTEER, query=f"?unit={unit}&year={TODAY.year - 1}")
    assert found == visit(Role.VOLUNTEER)


def test_a_leader_sees_her_units_exactly_and_the_others_only_guarded(factory, organisation, make, visit):
    north, south = (factory.unit(organisation, name) for name in ("Nord", "Sør"))
    make(2, unit_id=north)
    make(3, unit_id=south)
    make(20, unit_id=south, kind="core.webinar")
    make(20, unit_id=north, kind="core.webinar")

    hers = visit(Role.UNIT_LEADER, north)
    assert set(hers["Etter enhet"]) == {"Nord", "I alt"}
    assert hers["Etter type"]["Møte"] == ["1", "0", "2", "0"]

    whole = visit(Role.UNIT_LEADER, north, "?whole=1")
    assert "Etter enhet" not in whole
    assert whole["Etter type"]["Møte"][2] == HIDDEN, "five less her own two are three"
    assert whole["Etter type"]["Webinar"][2] == HIDDEN, "or the sum would tell"
    assert visit(Role.UNIT_LEADER, north, f"?unit={south}") == hers


def test_the_figures_come_from_the_counters_alone(app, organisation, make, actor, browser):
    make(12)
    visitor = browser(actor(organisation, Role.READER))
    seen = []
    with app.app_context():
        engine = db.engine

    def remember(conn, cursor, sql, *_rest):
        seen.append(sql)

    event.listen(engine, "before_cursor_execute", remember)
    try:
        visitor.get(PAGE)
    finally:
        event.remove(engine, "before_cursor_execute", remember)
    assert [sql for sql in seen if "FROM activity_tally" in sql]
    assert [sql for sql in seen if re.search(r"\bFROM activity\b", sql)] == []


def test_another_organisation_is_not_counted(factory, other_organisation, make, visit):
    factory.activity(other_organisation)
    make(12)

    assert visit(Role.READER)["Etter type"]["I alt"] == ["1", "0", "12", "0"]


def test_an_empty_page_says_how_it_is_filled(organisation, actor, browser):
    page = browser(actor(organisation, Role.READER)).get(PAGE).text

    assert "Så snart noe blir registrert her, telles det med." in page


def test_the_file_holds_what_the_page_shows_dashes_too(factory, organisation, make, actor, browser):
    make(3)
    her = browser(actor(organisation, Role.VOLUNTEER))

    answer = her.send(f"{PAGE}file", {**her.fields(PAGE), "format": "csv"})
    rows = list(csv.reader(io.StringIO(her.get(answer.location).data.decode("utf-8-sig")), delimiter=";"))

    assert ["Etter type", "Møte", "1", "0", HIDDEN, "0"] in rows
    with factory.working_as(scope_of(organisation.id)):
        (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "figures.exported"))
        assert (entry.changes["format"], entry.user_id is not None) == ("csv", True)


def test_the_page_says_what_a_goal_counts(factory, organisation, make, visit):
    # row D6
    make(12)
    make(30)
    with factory.working_as(scope_of(organisation.id)):
        counted = figures_by_unit(organisation.id, ["core.meeting"], JANUARY, TODAY, measure="participants")

    assert visit(Role.READER)["Etter type"]["Møte"][2] == str(sum(counted.values())) == "42"
