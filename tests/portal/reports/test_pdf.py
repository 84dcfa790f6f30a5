"""The report on paper: a PDF that a screen reader can follow, made by a process that fetches nothing."""

import re
import zlib
from datetime import date
from decimal import Decimal

import pytest

from portal.errors import PortalError
from portal.i18n import use_language
from portal.reports.printing import press
from portal.reports.printing.page import printed_page
from portal.reports.printing.press import missing_for_print, print_pdf

CSS = {"report.css": ("text/css", "h1 { color: black }")}
needs_print = pytest.mark.skipif(bool(missing_for_print()), reason="weasyprint's libraries are not here")


def unpacked(pdf: bytes) -> bytes:
    """The file with its streams opened."""
    found = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            found.append(stream)
    return b"\n".join(found)


def page_of(body: str) -> str:
    return f'<html lang="nb"><head><title>Prøve</title></head><body>{body}</body></html>'


@needs_print
@pytest.mark.parametrize("language", ["nb", "da"])
def test_it_is_tagged_and_says_its_language_title_and_pictures(factory, organisation, plan, read, language):  # row R1
    stops = [(date(2030, 12, 31), Decimal(90))]
    _goal, indicator = factory.goal(organisation, plan, "Medlemmer", milestones=stops)
    for month in (1, 2):
        factory.measurement(organisation, indicator, date(2026, month, 1), 10 + month)
    with use_language(language), factory.app.test_request_context():
        report = read()
        pdf = print_pdf(*printed_page(report))
    inside = unpacked(pdf)

    assert pdf.startswith(b"%PDF")
    for mark in (b"/MarkInfo", b"/Marked true", b"/StructTreeRoot", b"/Lang (%b)" % language.encode()):
        assert mark in inside, mark
    assert re.search(rb'pdfuaid:part(="|>)1', inside)
    for tag in (b"/H1", b"/H2", b"/H3", b"/Figure", b"/Alt"):
        assert tag in inside, tag


@needs_print
@pytest.mark.parametrize(
    "body",
    [
        '<img src="http://127.0.0.1:9/x.png" alt="x">',
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="data:image/svg+xml,<svg/>" alt="x">',
        '<img src="part:other.svg" alt="x">',
        '<img src="/etc/passwd" alt="x">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<style>@import "http://127.0.0.1:9/x.css";</style>',
        "<style>@font-face { font-family: X; src: url(file:///etc/passwd) } p { font-family: X }</style><p>x</p>",
    ],
)
def test_it_fetches_nothing_that_it_was_not_given(body):
    with pytest.raises(RuntimeError):
        print_pdf(page_of(body), CSS)


@needs_print
def test_what_it_was_given_it_uses():
    page = page_of('<link rel="stylesheet" href="part:report.css"><h1>Prøve</h1>')

    assert print_pdf(page, CSS).startswith(b"%PDF")


@needs_print
def test_it_knows_nothing_of_the_portal_s_settings(monkeypatch, tmp_path):
    """The child's environment is empty and its folder is not imported from."""
    (tmp_path / "weasyprint.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    assert print_pdf(page_of("<p>x</p>"), {}).startswith(b"%PDF")


@needs_print
def test_one_that_takes_too_long_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setattr(press, "SECONDS", 0.01)

    with pytest.raises(PortalError, match="for stor"):
        print_pdf(page_of("<p>x</p>"), {})


def test_where_its_libraries_are_missing_the_page_says_so_and_offers_the_rest(monkeypatch, plan, staff):
    monkeypatch.setattr("portal.reports.printing.press.missing_for_print", lambda: ("libpango-1.0-0",))
    address = f"/o/hjertelag/reports/{plan[0]}/2026"

    page = staff.get(address).text
    assert "PDF kan ikke lages på denne maskinen ennå" in page
    assert "Lag PDF" not in page
    assert "Lag regneark" in page
    token = staff.fields(address)
    assert staff.send(f"{address}/file", {**token, "format": "pdf"}).location.endswith(address)
