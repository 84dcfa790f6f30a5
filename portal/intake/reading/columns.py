"""Tables: which column holds what, and the lines that their rows say."""

import re
from collections.abc import Sequence
from typing import Any

from portal.intake.kinds import Item
from portal.intake.reading import words

_MONTHS = "jan|feb|mar|apr|maj|mai|jun|jul|aug|sep|okt|nov|des|dec"
#: the part of a heading that tells what stands below it; the first that fits
_COLUMNS = (
    ("subgoal", r"delmål|undermål|delmålsætning"),
    ("area", r"\w*område|tema|kapit\w+|søyle|søjle"),
    ("goal", r"(?:hoved|overordnede? |strategiske? )?mål(?:setting|setning|sætning)?"),
    ("step", r"deltiltak|delaktivitet\w*|trinn|skridt"),
    ("action", r"tiltak|(?:aktivitet|indsats|handling|initiativ)(?:er)?|virkemid\w+|hva skal gjøres|hvad|hva"),
    ("responsible", r"ansvar\w*|hvem|tovholder|utfører"),
    ("period", r"frist|tid\w*|når|hvornår|periode|deadline|gjennomføres|år"),
    ("quarter", rf"[qk] ?[1-4]|[1-4]\. ?kv\w*|(?:{_MONTHS})\w*|vår|høst|20\d\d"),
    ("level", r"nivå|niveau|ledd"),
    ("number", r"nr\.?|nummer|#"),
)
#: characters; what is longer heads no column
_HEADING = 200
_ONLY_TITLE = re.compile(r"(?:ark|sheet|tabel|tabell)\s*\d*", re.IGNORECASE)
_POINTS = re.compile(r"\s*(?:^|\n|\s)[•●▪◦]\s*|\n\s*[-–]\s+")


def header(cells: Sequence[str]) -> list[str] | None:
    """What each column holds ("" where nothing is known), where this row is a heading of a plan's table."""
    kinds = [_column(cell) for cell in cells]
    if "action" in kinds and kinds.count("action") > 1:
        first = kinds.index("action")
        kinds = ["step" if kind == "action" and n > first else kind for n, kind in enumerate(kinds)]
    known = {kind for kind in kinds if kind}
    return kinds if len(known) > 1 and known & {"goal", "subgoal", "action"} else None


def is_reference(cells: Sequence[str]) -> bool:
    """A heading of a table that is none of a plan's: short words, nothing known."""
    return len(cells) > 1 and all(0 < len(cell) < 30 for cell in cells) and header(cells) is None


def _column(cell: str) -> str:
    if len(cell) > _HEADING:
        return ""
    plain = re.split(r"[/(,:]", cell.strip().lower())[0].strip()
    return next((kind for kind, pattern in _COLUMNS if re.fullmatch(pattern, plain)), "")


def flat_header(text: str) -> bool:
    """A table's heading in one line, as a PDF's text has it: `Tiltak/virkemiddel Aktivitet Ansvar`."""
    if ":" in text:
        return False
    parts = text.split()
    return 1 < len(parts) < 8 and all(map(_column, parts)) and header(parts) is not None


class TableReader:
    """Reads rows below a heading; what repeats the row above, or is left empty below it, is said once."""

    def __init__(self, kinds: list[str], titles: Sequence[str]) -> None:
        self.kinds, self.titles = kinds, list(titles)
        self.above: dict[str, str] = {}

    def items(self, cells: Sequence[str]) -> list[Item]:
        said: dict[str, str] = {}
        more: list[Item] = []
        for kind, title, cell in zip(self.kinds, self.titles, cells, strict=False):
            if not cell:
                continue
            if kind == "quarter":
                when = title if len(cell) < 3 else f"{title}: {cell}"
                said["period"] = f"{said['period']}, {when}" if "period" in said else when
            elif kind:
                said[kind] = f"{said[kind]} {cell}" if kind in said else cell
            elif title:
                more.append(Item("text", f"{title}: {_one_line(cell)}"))
        if set(said) == {self._first()} and len([cell for cell in cells if cell]) == 1 and "area" not in self.kinds:
            return self._chapter(said[self._first()])
        return self._parts(said) + self._actions(said) + more

    def _first(self) -> str:
        return next((kind for kind in self.kinds if kind), "")

    def _chapter(self, text: str) -> list[Item]:
        """A row with nothing but its first cell is a heading across the table, unless it is the action itself."""
        if self._first() == "action":
            return [Item("action", _one_line(text))]
        self.above = {}
        return [Item("area" if self._first() != "goal" else "goal", _one_line(text))]

    def _parts(self, said: dict[str, str]) -> list[Item]:
        found: list[Item] = []
        for kind in ("area", "goal", "subgoal"):
            text = _one_line(said.get(kind, ""))
            if text and text != self.above.get(kind):
                found.append(_titled(kind, text))
                self.above[kind] = text
        return found

    def _actions(self, said: dict[str, str]) -> list[Item]:
        where = said.get("level") or said.get("responsible", "")
        about: dict[str, Any] = {
            "responsible": _one_line(said.get("responsible", ""))[:120],
            "period": _one_line(said.get("period", ""))[:120],
            "level": words.level(_one_line(where)),
        }
        number = said.get("number", "")[:20]
        found = [Item("action", text, number, **about) for text in _points(said.get("action", ""))]
        return found + [Item("step", text) for text in _points(said.get("step", ""))]


def _titled(kind: str, text: str) -> Item:
    """Its number apart: `1. Medlemmer`, `Mål 2: Flere`."""
    if found := words.label(text):
        return Item(kind, found[2] or text, found[1])
    numbered = re.fullmatch(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(\D.*)", text)
    return Item(kind, numbered[2], numbered[1]) if numbered else Item(kind, text)


def _points(cell: str) -> list[str]:
    lines = filter(None, map(_one_line, cell.split("\n")))  # long blanks would take the pattern for ever
    return [text for part in _POINTS.split("\n".join(lines)) if (text := _one_line(part))]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def is_plain_name(name: str) -> bool:
    """`Ark1` tells nothing."""
    return not name or bool(_ONLY_TITLE.fullmatch(name.strip()))
