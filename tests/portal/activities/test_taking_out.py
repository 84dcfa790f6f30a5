"""The list as a file: what stands in it, for whom, and that somebody can see who took it."""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from portal.activities.sheet import rows, services
from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from portal.worker import work_once

LIST = "/o/hjertelag/activities/"


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


def order(visitor, format, query=""):
    said = {**visitor.fields(f"{LIST}sheet/{query}"), "format": format}
    return visitor.send(f"{LIST}sheet/new{query}", said)


def in_csv(visitor, query=""):
    """The rows of the file, with their headings."""
    content = visitor.get(order(visitor, "csv", query).location).data
    assert content.startswith(b"\xef\xbb\xbf"), "Excel takes it for another alphabet"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def sheet(visitor, query=""):
    return load_workbook(io.BytesIO(visitor.get(order(visitor, "xlsx", query).location).data)).worksheets[0]


NASTY = ["=1+1", "+47 12 34 56 78", "-12", "@SUM(A1)", "\tfane", "=cmd|' /C calc'!A0", "Blåbær, æble; ø"]


def test_no_cell_is_worked_out_and_every_letter_arrives(factory, organisation, staff):
    for text in NASTY:
        factory.activity(organisation, title=text, place=text, note=text)

    cells = [cell for row in sheet(staff).iter_rows(min_row=2) for cell in row]
    assert {cell.value for cell in cells} >= set(NASTY)
    assert {cell.data_type for cell in cells} <= {"inlineStr", "s", "n", "d"}, "f is a formula"
    titles = {row["Tittel"] for row in in_csv(staff)}
    assert titles == {
        "'=1+1",
        "+47 12 34 56 78",
        "-12",
        "'@SUM(A1)",
        "'\tfane",
        "'=cmd|' /C calc'!A0",
        "Blåbær, æble; ø",
    }


def test_numbers_are_numbers_and_days_are_days(factory, organisation, staff):
    factory.activity(organisation, on_date=date(2026, 5, 17), numbers={"participants": 12})

    row = next(sheet(staff).iter_rows(min_row=2))
    assert row[0].value.date() == date(2026, 5, 17)
    assert 12 in [cell.value for cell in row]


def test_a_single_type_has_a_column_for_each_question(factory, organisation, staff):
    factory.activity(organisation, activity_type="core.webinar", numbers={"participants": 40})

    (row,) = in_csv(staff, "?type=core.webinar")
    assert row["Hvor mange var med?"] == "40"


def test_only_what_the_list_was_narrowed_to_is_in_the_file(factory, organisation, staff):
    factory.activity(organisation, title="Kafé")
    factory.activity(organisation, title="Tur")

    assert [row["Tittel"] for row in in_csv(staff, "?q=kaf")] == ["Kafé"]


def test_a_leader_takes_out_her_units_and_nothing_of_others(factory, organisation, actor, browser):
    north, south = (factory.unit(organisation, name) for name in ("Nord", "Sør"))
    leader = actor(organisation, Role.UNIT_LEADER, north)
    factory.activity(organisation, title="I nord", unit_id=north, note="Et notat")
    factory.activity(organisation, title="I sør", unit_id=south)
    factory.activity(organisation, title="Hennes i sør", unit_id=south, by=leader.id)

    (row,) = in_csv(browser(leader))
    assert (row["Tittel"], row["Merknad"]) == ("I nord", "Et notat")


@pytest.mark.parametrize("role", [Role.READER, Role.VOLUNTEER])
def test_who_may_not_take_out_has_no_button_and_no_file(factory, organisation, actor, browser, role):
    factory.activity(organisation)
    visitor = browser(actor(organisation, role))

    assert "activities/sheet" not in visitor.get(LIST).text
    assert order(visitor, "csv").status_code == 403


def test_notes_are_left_out_where_she_may_not_read_them(factory, organisation):
    """Today whoever may take out may read notes; the file asks for itself all the same."""
    factory.activity(organisation, note="Hemmelig")
    with factory.working_as(scope_of(organisation.id)):
        viewer = factory.viewer(organisation, Role.STAFF)
        details = {"filter": {}, "units": None, "noted": []}
        taking = services.taking_of(organisation.id, details, viewer.id, factory.setup(organisation))
        cells = [cell for row in rows.all_rows(taking, lambda n: None) for cell in row]

    assert "Merknad" not in rows.heading(taking)
    assert len(cells) == len(rows.heading(taking)) == len(rows.widths(taking))
    assert "Hemmelig" not in cells


def entries(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        found = db.session.scalars(
            select(AuditEntry).where(AuditEntry.action.like("activities.export%")).order_by(AuditEntry.id)
        )
        return [(entry.action, entry.changes) for entry in found]


def test_the_trail_says_what_was_taken_and_how_many(factory, organisation, staff):
    factory.activity(organisation, title="Kafé")

    order(staff, "csv", "?q=kaf")

    assert entries(factory, organisation) == [
        ("activities.exported", {"format": "csv", "filter": "q=kaf", "rows": 1})
    ]  # fmt: skip


def test_a_long_list_is_written_by_the_worker(app, factory, organisation, staff, monkeypatch):
    monkeypatch.setattr(services, "AT_ONCE", 3)
    monkeypatch.setattr(rows, "AT_ONCE", 2)
    for n in range(5):
        factory.activity(organisation, title=f"Kafé {n}", on_date=date(2026, 1, 1 + n))

    progress = order(staff, "csv").location
    assert "/jobs/" in progress
    with app.app_context():
        work_once()
    page = staff.get(progress).text
    assert "Filen har 5 aktiviteter." in page
    file = staff.get("/o/hjertelag/files/" + page.partition("/o/hjertelag/files/")[2].partition('"')[0])

    found = list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig")), delimiter=";"))
    assert [row["Tittel"] for row in found] == [f"Kafé {n}" for n in reversed(range(5))]
    assert [name for name, _changes in entries(factory, organisation)] == [
        "activities.export_ordered",
        "activities.exported",
    ]
    assert entries(factory, organisation)[1][1]["rows"] == 5


def test_another_format_is_refused_and_nothing_is_written(factory, organisation, staff):
    factory.activity(organisation)

    assert order(staff, "exe").location.endswith("/o/hjertelag/activities/sheet/")
    assert entries(factory, organisation) == []


def test_she_finds_her_files_again(factory, organisation, staff):
    factory.activity(organisation)
    order(staff, "xlsx")

    assert "Aktiviteter som .xlsx" in staff.get(f"{LIST}sheet/").text
