"""The action matrix in the hands of staff: filtered, edited without a script, out to a spreadsheet and in again."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from portal.plugin_api import Role
from portal.sheets.reading import read_workbook
from portal.sheets.writing import OutSheet, write_workbook
from tests.browser.houses import Own
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", ["nb", "da"])]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
She = Callable[..., Visitor]


def rows_shown(her: Visitor, address: str) -> dict[str, str]:
    """What the matrix says of each action, by its title."""
    her.open(address)
    rows = her.page.locator("table.matrix tr:has(th[scope=row])")
    return {row.locator("th").inner_text(): row.inner_text() for row in rows.all()}


def test_the_board_the_branches_and_the_office_each_see_their_own(come: She) -> None:  # row R6
    staff = come("carcinor", Role.STAFF)
    staff.open("/o/carcinor/actions/")
    staff.page.locator("details summary", has_text=staff.says("More choices")).click()
    staff.page.locator("#unit").select_option(label="Administrasjonen")
    staff.follow(staff.button("Show"))
    office = rows_shown(staff, staff.page.url)
    board = rows_shown(staff, "/o/carcinor/actions/?responsible=Hovedstyret")
    branches = rows_shown(staff, "/o/carcinor/actions/?level=local")

    assert all("Administrasjonen" in row for row in office.values())
    assert all("Hovedstyret" in row for row in board.values())
    assert all(staff.says("Local") in row for row in branches.values())
    assert len({frozenset(office), frozenset(board), frozenset(branches)}) == 3
    assert min(map(len, (office, board, branches))) > 2


def test_a_row_is_edited_in_its_place_where_no_script_runs(she: She, house: Own) -> None:  # row R6
    action = house.make.action(house.made, house.plan, "Rydd stien", responsible="Styret")
    plain = she(Role.STAFF, java_script_enabled=False)
    plain.open(f"/o/{house.slug}/actions/")
    plain.follow(plain.page.locator(f"a[href*='edit={action.hex}']"))
    row = plain.page.locator("form.quick")
    row.get_by_label(plain.says("Status")).select_option("done")
    row.get_by_label(plain.says("Responsible")).fill("Turgruppen")
    plain.button("Save").click()

    expect(plain.page.locator("tr", has_text="Rydd stien")).to_contain_text("Turgruppen")
    expect(plain.page.locator("tr", has_text="Rydd stien")).to_contain_text(plain.says("Carried out"))


def test_a_sheet_goes_out_is_changed_and_looked_through_before_anything_is_saved(
    she: She, house: Own
) -> None:  # row R6
    for title in ("Ring alle", "Skriv brev"):
        house.make.action(house.made, house.plan, title, responsible="Styret")
    staff, matrix = she(), f"/o/{house.slug}/actions/"
    heading, rows = taken_out(staff, f"{matrix}matrix.xlsx")
    column = {name: heading.index(staff.says(name)) for name in ("Action", "Responsible", "Status", "Focus area")}
    ring, write = (next(row for row in rows if row[column["Action"]] == one) for one in ("Ring alle", "Skriv brev"))
    ring[column["Responsible"]], write[column["Status"]] = "Kontoret", "???"
    new = [None] * len(heading)
    new[column["Action"]], new[column["Focus area"]] = "=HYPERLINK()", ring[column["Focus area"]]
    sends_in(staff, f"{matrix}sheet", heading, [ring, write, new])

    changed = staff.page.locator("section.found", has_text="Ring alle")
    assert [part in changed.inner_text() for part in ("Styret", "Kontoret")] == [True, True]
    cells = [cell.strip() for cell in staff.page.locator("table.stack tbody tr td").all_inner_texts()]
    assert cells[1:3] == ["3", staff.says("Status")]
    assert cells[0] == staff.says("Actions")
    assert staff.says("Write one of these: %(words)s.", words="").rstrip(". ") in cells[3]
    other = she(Role.READER)
    assert "Styret" in rows_shown(other, matrix)["Ring alle"]
    assert "=HYPERLINK()" not in rows_shown(other, matrix)

    staff.button("Save this").click()
    staff.page.wait_for_url(f"**{matrix}*")
    saved = rows_shown(other, matrix)
    assert "Kontoret" in saved["Ring alle"]
    assert "=HYPERLINK()" in saved
    assert "Styret" in saved["Skriv brev"]


def taken_out(her: Visitor, address: str) -> tuple[list[str], list[list[Any]]]:
    """(headings, rows) as a spreadsheet opens them, each row as long as the headings."""
    sheet = read_workbook(her.context.request.get(her.site + address).body(), "matrix.xlsx")[0]
    heading = [str(cell) for cell in sheet.rows[0]]
    return heading, [[*row, *[None] * (len(heading) - len(row))] for row in sheet.rows[1:]]


def sends_in(her: Visitor, address: str, heading: list[str], rows: list[list[Any]]) -> None:
    content = write_workbook([OutSheet(name=her.says("Actions"), header=heading, rows=rows)])
    her.open(address)
    her.page.locator("[name=file]").set_input_files({"name": "matrix.xlsx", "mimeType": XLSX, "buffer": content})
    her.button("Look through").click()
    her.page.wait_for_url("**/sheet/*")
