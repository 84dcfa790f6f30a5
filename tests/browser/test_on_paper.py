"""What a board takes to its meeting: the matrix on A3, the year wheel on one sheet."""

import re
from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
SLUGS = {"nb": "carcinor", "da": "kraeftens-bekaempelse"}
MM = 72 / 25.4


def sheets(paper: bytes) -> list[tuple[int, int]]:
    """Width and height of each page of a PDF, in millimetres."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", paper)
    return [(round(float(wide) / MM), round(float(high) / MM)) for wide, high in boxes]


@pytest.mark.parametrize("language", SLUGS)
def test_the_matrix_is_printed_on_a3_without_its_forms(
    visitor: Callable[..., Visitor], language: str
) -> None:  # row R6
    staff = visitor(f"staff@{SLUGS[language]}.example", language)
    staff.open(f"/o/{SLUGS[language]}/actions/")

    paper = staff.page.pdf(prefer_css_page_size=True)
    staff.page.emulate_media(media="print")

    assert set(sheets(paper)) == {(420, 297)}
    assert staff.page.locator("form.filter").first.is_hidden()
    assert staff.page.locator("table.matrix").is_visible()


@pytest.mark.parametrize("language", SLUGS)
def test_the_year_wheel_and_its_list_are_printed(visitor: Callable[..., Visitor], language: str) -> None:
    reader = visitor(f"staff@{SLUGS[language]}.example", language)
    reader.open(f"/o/{SLUGS[language]}/yearwheel/")

    paper = reader.page.pdf(prefer_css_page_size=True)
    reader.page.emulate_media(media="print")

    assert paper.startswith(b"%PDF")
    assert reader.page.locator(".wheel svg, svg.wheel").first.is_visible()
    assert reader.page.locator(".wheel-list").first.is_visible()
