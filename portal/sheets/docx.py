"""The text of a .docx file with what its look says: headings, lists, tables."""

from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from portal.sheets import limits
from portal.sheets.faults import FileFault
from portal.sheets.unpacking import open_zip, pieces, weigh

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}


def read_docx(content: bytes) -> str:
    """Paragraphs with an empty line between them. Raises FileFault.

    A title is marked `# `, headings `## ` and so on by their level, points of
    a list `• ` (two blanks a level before it). A row of a table is one line
    with tabs between its cells, several paragraphs of a cell with ` • `.
    """
    with open_zip(content) as package:
        weigh(package)
        document = _part(package, "word/document.xml")
        if document is None:
            raise FileFault("broken")
        styles = _styles(_part(package, "word/styles.xml"))
    body = document.find(f"{_W}body")
    text = "\n\n".join(_blocks(body, styles)) if body is not None else ""
    if len(text) > limits.CHARACTERS:
        raise FileFault("characters", n=len(text))
    return text


def _part(package: Any, name: str) -> Element | None:
    if name not in package.namelist():
        return None
    try:
        found: Element = fromstring(b"".join(pieces(package, package.getinfo(name))), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as fault:
        raise FileFault("broken") from fault
    return found


def _styles(part: Element | None) -> dict[str, str]:
    """What marks a paragraph of each style: Word calls them "heading 1" inside, whatever its language shows."""
    found = {}
    for style in part.iter(f"{_W}style") if part is not None else ():
        name = _val(style.find(f"{_W}name")).lower()
        key = style.get(f"{_W}styleId", "")
        if name == "title":
            found[key] = "# "
        elif name.startswith("heading ") and name[8:].isdigit():
            found[key] = "#" * (int(name[8:]) + 1) + " "
        elif name.startswith("list ") or style.find(f"{_W}pPr/{_W}numPr") is not None:
            found[key] = "• "
    return found


def _blocks(parent: Element, styles: dict[str, str]) -> list[str]:
    found: list[str] = []
    for block in parent:
        if block.tag == f"{_W}p":
            text = _paragraph(block)
            found += [_mark(block, styles) + text] if text else []
        elif block.tag == f"{_W}tbl":
            rows = [_row(row) for row in block.iter(f"{_W}tr")]
            found.append("\n".join(row for row in rows if row.strip()))
        elif block.tag == f"{_W}sdt":
            inner = block.find(f"{_W}sdtContent")
            found += _blocks(inner, styles) if inner is not None else []
    return [block for block in found if block]


def _mark(paragraph: Element, styles: dict[str, str]) -> str:
    about = paragraph.find(f"{_W}pPr")
    if about is None:
        return ""
    mark = styles.get(_val(about.find(f"{_W}pStyle")), "")
    numbered = about.find(f"{_W}numPr")
    if mark.startswith("#") or (numbered is None and not mark):
        return mark
    level = _val(numbered.find(f"{_W}ilvl")) if numbered is not None else "0"
    return "  " * min(int(level) if level.isdigit() else 0, 8) + "• "


def _row(row: Element) -> str:
    return "\t".join(
        " • ".join(filter(None, (_paragraph(one) for one in cell.iter(f"{_W}p")))) for cell in row.findall(f"{_W}tc")
    )


def _paragraph(paragraph: Element) -> str:
    return " ".join("".join(_runs(paragraph)).split())


def _runs(parent: Element) -> list[str]:
    """What is crossed out by "track changes" stands in other elements, and a fallback says the same again."""
    found: list[str] = []
    for one in parent:
        if one.tag == f"{_W}t":
            found.append(one.text or "")
        elif one.tag in _BREAKS:
            found.append(_BREAKS[one.tag])
        elif one.tag != _FALLBACK:
            found += _runs(one)
    return found


def _val(element: Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""
