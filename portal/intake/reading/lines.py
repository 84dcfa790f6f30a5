"""A text's lines as they were meant: broken ones joined, marks of lists and numbers taken off."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.intake.reading import words

_BULLET = re.compile(r"(?P<blank>\s*)(?P<mark>[•●▪■◦‣·*]|[-–—](?=\s)|o(?=\s)|[a-zæøå]\)(?=\s))\s*(?P<text>.*)")
#: a point of a list that begins beside what stands left of it in a table
_INSIDE = re.compile(r"(?<=\S)\s+(?=[•●▪] ?\S)")
_HEADING = re.compile(r"(#{1,7}) (.*)")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*[.)]?)\s+(?P<text>\S.*)")
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|maj|mai|jun|jul|aug|sep|okt|nov|des|dec)[a-z]*\b|kvartal|halvår|prosent|procent", re.IGNORECASE
)
#: a page's number, a web address alone, a footnote's number glued to a word
_NOISE = re.compile(r"\d{1,3}|(?:https?://|www\.)\S+|(?:side|page) \d+(?: av \d+| af \d+)?", re.IGNORECASE)
#: a line of a table of contents; the foot of a page, with the page's number
_CONTENTS = re.compile(r".*\S\s?(?:\.\s?){5,}\s*\d{1,3}")
_FOOT = re.compile(r".*\b(?:side|page)\s+\d{1,3}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+$")
_GLUED = re.compile(r"\d(?=[A-ZÆØÅ][a-zæøå])")
_OPEN_END = re.compile(
    r"(?:[,;/–-]|\b(?:og|eller|med|for|til|av|af|som|der|i|på|om|en|et|å|at|den|de|det)"
    r"|\b(?:f\.eks|ev|evt|bl\.a|ca|dvs|jf|inkl|nr|kl|pr)\.)$"
)
#: a paragraph that is longer is one no more: joining on and on would take for ever
_LONGEST = 3_000
_DASHES = ("-", "–", "—")


@dataclass(frozen=True)
class Line:
    """`mark`: a point's sign; `depth`: of a point from 0, of a number from 1; `heading`: a document's, from 1."""

    text: str
    mark: str = ""
    depth: int = 0
    number: str = ""
    heading: int = 0
    #: an empty line stood before it
    gap: bool = False
    #: of a table's row
    cells: tuple[str, ...] = ()
    #: how long the last of its broken lines was
    last: int = 0


def logical_lines(text: str, *, broken: bool) -> list[Line]:
    """`broken`: lines may end in the middle of a sentence, as in what is copied from a PDF."""
    width = _width(text) if broken else 10**6
    found: list[Line] = []
    for line in _physical(text):
        before = found[-1] if found else None
        if broken and before and _goes_on(before, line, width):
            found[-1] = _joined(before, line)
        else:
            found.append(line)
    return [line for line in found if line.text or line.cells]


def _physical(text: str) -> Iterator[Line]:
    gap, feet = True, _feet(text)
    for raw in text.split("\n"):
        if not raw.strip():
            gap = True
        elif not _is_noise(raw.strip()[:200]) and _without_digits(raw) not in feet:
            for part in _INSIDE.split(raw) if "\t" not in raw.strip() else [raw]:
                yield _line(part, gap)
                gap = False


def _is_noise(text: str) -> bool:
    return bool(_NOISE.fullmatch(text) or _CONTENTS.fullmatch(text))


def _feet(text: str) -> set[str]:
    """What stands on several pages with nothing but another number; once it may be a sentence."""
    found = Counter(_without_digits(raw) for raw in text.split("\n") if _FOOT.fullmatch(raw.strip()[:200]))
    return {foot for foot, pages in found.items() if pages > 1}


def _without_digits(raw: str) -> str:
    return _DIGITS.sub("", raw.strip()[-200:])


def _line(raw: str, gap: bool) -> Line:
    if "\t" in raw.strip():
        return Line("", gap=gap, cells=tuple(cell.strip() for cell in raw.split("\t")))
    plain = " ".join(raw.split())
    if heading := _HEADING.fullmatch(plain):
        return _numbered(Line(heading[2], heading=len(heading[1]), gap=gap))
    if bullet := _BULLET.fullmatch(raw.rstrip()):
        depth = 1 if bullet["mark"] in "o◦" else len(bullet["blank"]) // 2 if bullet["mark"] == "•" else 0
        return Line(" ".join(bullet["text"].split()), mark=bullet["mark"], depth=depth, gap=gap, last=len(plain))
    return _numbered(Line(_GLUED.sub("", plain, count=1) if _GLUED.match(plain) else plain, gap=gap, last=len(plain)))


def _numbered(line: Line) -> Line:
    """Not a date, an amount or a year."""
    found = _NUMBERED.fullmatch(line.text)
    if not found or _MONTH.match(found["text"]):
        return line
    number = found["number"]
    if "." not in number and ")" not in number and not found["text"][0].isupper():
        return line
    parts = [part for part in number.rstrip(".)").split(".") if part != "0"]
    return Line(
        found["text"], depth=len(parts), number=number.rstrip(".)"), heading=line.heading, gap=line.gap, last=line.last
    )


def _width(text: str) -> int:
    """Where lines are broken: nearly the longest, a few odd ones not counted."""
    lengths = sorted(len(raw.rstrip()) for raw in text.split("\n") if raw.strip())
    return lengths[int(len(lengths) * 0.95)] if lengths else 0


def _goes_on(before: Line, line: Line, width: int) -> bool:
    if len(before.text) > _LONGEST:
        return False
    if line.mark in _DASHES and _is_aside(before, line):
        return True
    if before.cells or before.heading or not before.text or line.mark or line.number or line.heading or line.cells:
        return False
    if words.label(line.text) or words.section(line.text) or words.who_or_when(line.text):
        return False
    if before.text.endswith(":") and not line.text[0].islower():
        return False
    if _OPEN_END.search(before.text[-20:]) or before.text.count("(") > before.text.count(")"):
        return True
    if (line.text[0].islower() or line.text[0] in "(%") and before.text[-1] not in ".!?:":
        return not words.level(line.text)
    return not line.gap and _had_no_room(before, line, width)


def _is_aside(before: Line, line: Line) -> bool:
    """A dash in the middle of a sentence, not the sign of a point: its list has another."""
    in_list = before.mark and before.mark not in _DASHES
    return bool(in_list and line.text[:1].islower() and before.text[-1:] not in ".:")


def _had_no_room(before: Line, line: Line, width: int) -> bool:
    """The first word of this line did not fit on the one before: that one was broken, not ended."""
    if words.label(before.text) and not before.mark and before.last < width * 0.6:
        return False
    return before.last + 1 + len(line.text.split()[0]) > width


def _joined(before: Line, line: Line) -> Line:
    """A hyphen at the end stays: `ikke-` and `medlemmer` are one word with one."""
    if line.mark:
        line = replace(line, text=f"{line.mark} {line.text}")
    glue = "" if before.text.endswith("-") and not line.text.startswith(("og ", "eller ")) else " "
    return Line(
        before.text + glue + line.text, before.mark, before.depth, before.number, before.heading, before.gap,
        last=line.last,
    )  # fmt: skip
