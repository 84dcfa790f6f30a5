"""Files that would harm a program that trusts them: each a sentence, and the portal lives on. # row N1"""

import io
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from portal.i18n import use_language
from portal.sheets import limits
from portal.sheets.reading import SheetError, read_text, read_workbook
from tests.portal.sheets.files import document, repacked, with_cells, workbook


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with use_language("en"):
        yield


_FAR = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
_LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'

SHEETS = {
    "a million empty rows": (lambda: with_cells(b"<row/>" * 1_000_000), "rows"),
    "one cell at the far end": (lambda: with_cells(_FAR), "too much"),
    "a zip bomb": (lambda: with_cells(b" " * 65_000_000), "too much"),
    "a row of a million cells": (lambda: with_cells(b"<row>" + b"<c><v>1</v></c>" * 1_000_000 + b"</row>"), "columns"),
    "too many columns": (lambda: with_cells(b'<row r="1"><c r="ZZ1"><v>1</v></c></row>'), "columns"),
    "too many rows of a csv": (lambda: b"a;b\n" * (limits.ROWS + 1), "rows"),
    "half a file": (lambda: workbook(("x", 1))[:-300], "damaged"),
    "broken inside": (lambda: with_cells(b"<row><c>"), "damaged"),
    "a password": (lambda: _LOCKED, "password"),
    "an old spreadsheet": (lambda: _LOCKED[:600], "old kind"),
    "nothing": (lambda: b" \n", "empty"),
    "30 MB": (lambda: b"a" * 30 * 1024 * 1024, "larger than"),
    "a PDF": (lambda: b"%PDF-1.7 ...", "PDF"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n...", "picture"),
    "a program": (lambda: b"\x7fELF\0\0\0", "cannot be read"),
    "a document": (lambda: document(""), "text document"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_a_bad_spreadsheet_gives_a_sentence(name: str):
    make, word = SHEETS[name]

    with pytest.raises(SheetError, match=word):
        read_workbook(make(), "plan.xlsx")


TEXTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a spreadsheet": (lambda: workbook(("x", 1)), "spreadsheet"),
    "entities that grow": (lambda: repacked(document(""), {"word/document.xml": _LAUGHS}), "damaged"),
    "a zip bomb": (lambda: repacked(document(""), {"word/document.xml": b" " * 65_000_000}), "too much"),
    "too long a text": (lambda: b"mye " * limits.CHARACTERS, "characters|larger"),
    "something else in a zip": (lambda: _zip({"a.txt": b"x"}), "cannot be read"),
    "text with noughts": (lambda: b"\xff\xfe\0\0\0\0", "cannot be read"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_bad_document_gives_a_sentence(name: str):
    make, word = TEXTS[name]

    with pytest.raises(SheetError, match=word):
        read_text(make(), "plan.docx")


def test_the_reading_process_holds_its_limits_and_this_one_keeps_its_own():
    before = resource.getrlimit(resource.RLIMIT_AS)

    with pytest.raises(SheetError):
        read_workbook(with_cells(_FAR), "plan.xlsx")

    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_the_process_that_reads_has_256_mib_and_five_seconds():
    """Asked of the process itself, after it limited itself and before it reads."""
    asked = (
        "import resource as r; from portal.sheets import child; child.limit_this_process();"
        "print(r.getrlimit(r.RLIMIT_AS)[1], r.getrlimit(r.RLIMIT_CPU)[1]); bytearray(300 * 2**20)"
    )
    child = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=30, check=False)

    assert child.stdout.split() == [str(256 * 2**20), "5"]
    assert "MemoryError" in child.stderr
    assert (limits.MEMORY_BYTES, limits.SECONDS) == (256 * 2**20, 5)


def test_a_reader_that_does_not_come_back_is_stopped(monkeypatch: Any):
    monkeypatch.setattr(limits, "SECONDS", 0.001)

    with pytest.raises(SheetError, match="too much"):
        read_workbook(workbook(("x", 1)), "plan.xlsx")


def _zip(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()
