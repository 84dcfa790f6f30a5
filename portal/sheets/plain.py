"""Plain text and .csv, in whichever letters they were written."""

import csv
import io

from portal.sheets import limits
from portal.sheets.faults import FileFault

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def read_plain(content: bytes) -> str:
    """The text, its lines ending in one way. Raises FileFault."""
    text = _lines_of(content)
    if len(text) > limits.CHARACTERS:
        raise FileFault("characters", n=len(text))
    return text


def _lines_of(content: bytes) -> str:
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise FileFault("not_text")
    return text


def _decoded(content: bytes) -> str:
    """As its mark says; else UTF-8; else as Windows and old Macs in the Nordic countries write."""
    named = [name for mark, name in _MARKS if content.startswith(mark)]
    for name in (*named, "utf-8", "cp1252"):
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def read_csv(content: bytes) -> list[list[str | None]]:
    """Cells stay text: a leading nought or a +47 is somebody's number. Raises FileFault."""
    text = _lines_of(content)
    if len(text) > limits.SHEET_CHARACTERS:
        raise FileFault("cells")
    csv.field_size_limit(limits.CELL_CHARACTERS)
    try:
        rows = [[_cell(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=_separator(text))]
    except csv.Error as fault:
        raise FileFault("broken") from fault
    _check_size(rows)
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _cell(text: str) -> str | None:
    """Without the apostrophe that `write_csv` sets before what looks like a formula."""
    plain = text.strip()
    return plain[1:] if plain.startswith(("'=", "'+", "'-", "'@")) else plain or None


def _check_size(rows: list[list[str | None]]) -> None:
    if len(rows) > limits.ROWS:
        raise FileFault("rows", n=len(rows))
    width = max((len(row) for row in rows), default=0)
    if width > limits.COLUMNS:
        raise FileFault("columns", n=width)
    if sum(len(row) for row in rows) > limits.CELLS:
        raise FileFault("cells")


def _separator(text: str) -> str:
    """What stands most often in the first line that holds any; a comma only where nothing else does."""
    for line in text.splitlines()[:20]:
        outside = "".join(line.split('"')[::2])
        counts = {mark: outside.count(mark) for mark in (";", "\t", ",")}
        if any(counts.values()):
            return max(counts, key=lambda mark: counts[mark])
    return ";"
