"""The report as a file: ordered, made by the worker, fetched, forgotten."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from portal import clock
from portal.extensions import db
from portal.files.models import StoredFile
from portal.plugin_api import Role
from portal.reports.printing.press import missing_for_print
from portal.tenancy.scope import organisation as scope_of
from portal.worker import run, work_once

YEAR = clock.today().year


@pytest.fixture
def address(plan):
    return f"/o/hjertelag/reports/{plan[0]}/{YEAR}"


@pytest.fixture
def order(app, address):
    """Press the button, let the worker work; what the job's page answers."""

    def ordered(visitor, format):
        said = {**visitor.fields(address), "format": format}
        page = visitor.send(f"{address}/file", said).location
        with app.app_context():
            work_once()
        return visitor.get(page).text

    return ordered


def link_in(page: str) -> str:
    return "/o/hjertelag/files/" + page.partition("/o/hjertelag/files/")[2].partition('"')[0]


@pytest.mark.skipif(bool(missing_for_print()), reason="weasyprint's libraries are not here")
def test_a_pdf_is_made_and_fetched(staff, order):
    answer = staff.get(link_in(order(staff, "pdf")))

    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_spreadsheet_holds_the_same_figures(factory, organisation, plan, staff, order):
    factory.activity(organisation, numbers={"participants": 12})
    factory.action(organisation, plan, "=1+1")

    book = load_workbook(io.BytesIO(staff.get(link_in(order(staff, "xlsx"))).data))

    kinds = book["Aktiviteter etter type"]
    assert [cell.value for cell in kinds[2]] == ["Møte", 1, 0, 12, 0]
    action = book["Tiltak"][2][2]
    assert (action.value, action.data_type) == ("=1+1", "s")


def test_the_file_is_for_whoever_asked_and_administrators(
    organisation, other_organisation, staff, order, actor, browser
):
    link = link_in(order(staff, "xlsx"))

    def status(where, role):
        return browser(actor(where, role)).get(link).status_code

    assert status(organisation, Role.ADMINISTRATOR) == 200
    assert status(organisation, Role.STAFF) == status(organisation, Role.READER) == 404
    assert status(other_organisation, Role.ADMINISTRATOR) == 404


def test_she_finds_it_again_among_her_files(staff, order):
    order(staff, "xlsx")

    assert f"Årsrapport {YEAR} som .xlsx" in staff.get("/o/hjertelag/reports/").text


def test_another_format_is_refused_and_nothing_is_begun(staff, order, address):
    said = {**staff.fields(address), "format": "exe"}

    assert staff.send(f"{address}/file", said).location.endswith(address)
    assert "Dine filer" not in staff.get("/o/hjertelag/reports/").text


def test_after_thirty_days_the_file_is_forgotten(app, factory, organisation, staff, order):
    order(staff, "xlsx")
    left = []

    for days in (29, 31):
        with clock.stopped_at(clock.now() + timedelta(days=days)), app.app_context():
            run(pause=0, rounds=1)
        with factory.working_as(scope_of(organisation.id)):
            left.append(len(db.session.scalars(db.select(StoredFile)).all()))

    assert left == [1, 0]
