"""The register of members on a phone, in both languages: a list comes in, the dues are reminded of, members are counted."""

from collections.abc import Callable
from typing import Any

import pytest

from portal.plugin_api import Role
from tests.browser.conftest import PHONE
from tests.browser.examine import AXE, examine
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
HOUSE = "/o/carcinor/recruitment"
#: at the page of the work, half a second apart
LOOKS = 60
HEAD = "Fornavn;Etternavn;E-post;Postnr;Poststed;Medlemstype;Innmeldt;Betalt dato;Beløp"


@pytest.fixture(params=["nb", "da"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def staff(come: Callable[..., Visitor]) -> Visitor:
    her = come("carcinor", Role.STAFF)
    her.page.set_viewport_size(PHONE)
    her.context.add_init_script(path=AXE)
    return her


def looked_at(her: Visitor) -> Any:
    """What axe and the width say of the page that is open."""
    assert her.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), her.page.url
    return examine(her)


def wait_for_work(her: Visitor) -> None:
    her.page.wait_for_url("**/jobs/*")
    for _time in range(LOOKS):
        her.page.reload()
        if not her.page.locator("main progress").count():
            break
        her.page.wait_for_timeout(500)
    her.follow(her.page.get_by_role("link", name=her.says("Back"), exact=True))


def test_a_list_of_members_comes_in_and_its_bad_row_is_told(staff: Visitor, language: str) -> None:
    """Row R11."""
    name = f"Liv{language}"
    rows = [f"{name};Fra Lista;{name}@eksempel.example;4611;Kristiansand;Pasient;2024;05.03.2026;400",
            "Feil;Rad;;99999;Oslo;Pasient;2024;;"]  # fmt: skip
    staff.open(f"{HOUSE}/members/")
    staff.link("Bring in a list").click()
    staff.follow(staff.page.get_by_role("link", name=staff.says("Give a list")))
    faults = looked_at(staff)
    content = "\r\n".join([HEAD, *rows]).encode("cp1252")
    staff.page.locator("[name=file]").set_input_files(
        {"name": f"liste-{language}.csv", "mimeType": "text/csv", "buffer": content}
    )
    staff.button("Read it").click()
    staff.page.wait_for_url("**/columns")
    faults += looked_at(staff)
    assert staff.page.locator("[name=column_5]").input_value() == "kind"
    staff.button("See what it becomes").click()
    wait_for_work(staff)
    assert "99999" in staff.text()
    faults += looked_at(staff)
    staff.page.locator("main form button[type=submit]").click()
    wait_for_work(staff)
    faults += looked_at(staff)

    staff.open(f"{HOUSE}/members/?q={name}")
    assert f"{name} Fra Lista" in staff.text()
    assert faults == []


def test_reminders_are_shown_before_they_are_sent(staff: Visitor) -> None:
    """Row R12."""
    staff.open(f"{HOUSE}/dues/")
    staff.link("Send reminders").click()
    staff.page.wait_for_url("**/reminders/**")

    faults = looked_at(staff)
    assert "1234.56.78903" in staff.text()
    assert faults == []


@pytest.mark.parametrize("page", ["numbers/", "numbers/funder", "numbers/staying", "win-back/", "magazine/"])
def test_counts_and_labels_are_read_on_a_phone(staff: Visitor, page: str) -> None:
    """Rows R2, R3 and R11."""
    assert staff.open(f"{HOUSE}/{page}") == 200

    assert looked_at(staff) == []
