"""What became of the rows, as it is kept and told."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from portal.i18n import _
from portal.imports.headings import from_json, name_of
from portal.lists.columns import heading_of
from portal.plugin_api import ListKind, ListLine
from portal.sheets.writing import OutSheet

SHOWN = 30


def as_json(line: ListLine) -> dict[str, Any]:
    """Short: a list has thousands of them."""
    made: dict[str, Any] = {"n": line.number, "b": line.becomes, "t": line.told}
    return made | ({"w": line.why} if line.why else {}) | ({"a": line.alike} if line.alike else {})


@dataclass(frozen=True)
class Tally:
    """How many rows become what. `asks`: those that nobody has answered."""

    new: int
    changed: int
    same: int
    bad: int
    asks: int
    answered: int

    @property
    def wanted(self) -> int:
        """Rows that the worker would take in."""
        return self.new + self.changed + self.answered


def tally_of(content: dict[str, Any]) -> Tally:
    counts = Counter(line["b"] for line in content["found"])
    answered = sum(1 for line in content["found"] if line["b"] == "asks" and str(line["n"]) in content["choices"])
    kinds = {name: counts[name] for name in ("new", "changed", "same", "bad")}
    return Tally(**kinds, asks=counts["asks"] - answered, answered=answered)


def some(content: dict[str, Any], becomes: str) -> list[dict[str, Any]]:
    """The first thirty."""
    return [line for line in content["found"] if line["b"] == becomes][:SHOWN]


def unanswered(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (line for line in content["found"] if line["b"] == "asks" and str(line["n"]) not in content["choices"])


def faults(content: dict[str, Any], kind: ListKind) -> list[tuple[int, str, str]]:
    """(row, column, what is wrong) of the first thirty bad rows."""
    return [
        (line["n"], heading_of(name, content, kind), reason)
        for line in some(content, "bad")
        for name, reason in line["w"]
    ]


def bad_sheet(content: dict[str, Any], kind: ListKind) -> OutSheet:
    """The rows that cannot be used, and those that nobody has answered, as they came, with why in a last column."""
    headings = content["headings"]
    left = {line["n"]: line for line in content["found"] if line["b"] == "bad"}
    left |= {line["n"]: line for line in unanswered(content)}
    return OutSheet(
        name=_("Rows to correct"),
        header=[*(name_of(headings, place) for place in range(len(headings))), _("Row"), _("What is wrong?")],
        rows=[_cells(cells, headings, number, _why(left[number], content, kind))
              for number, cells in content["rows"] if number in left],
    )  # fmt: skip


def _why(line: dict[str, Any], content: dict[str, Any], kind: ListKind) -> str:
    if line["b"] == "asks":
        names = "; ".join(words for _id, words in line["a"])
        return _("Nobody has said whether this is somebody of the register: %(names)s.", names=names)
    return " ".join(f"{heading_of(name, content, kind)}: {reason}" for name, reason in line["w"])


def _cells(cells: list[Any], headings: list[str], number: int, why: str) -> list[Any]:
    said = [from_json(cell) for cell in cells[: len(headings)]]
    return [*said, *[None] * (len(headings) - len(said)), number, why]
