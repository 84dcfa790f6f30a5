"""Files as people bring them, and as nobody should."""

import io
import zipfile

from portal.sheets.writing import OutSheet, write_workbook

_HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_TAIL = b"</sheetData></worksheet>"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def workbook(*rows: tuple) -> bytes:
    return write_workbook([OutSheet(name="Ark", header=["Mål", "Antall"], rows=rows)])


def with_cells(cells: bytes) -> bytes:
    """An .xlsx whose first sheet holds these raw cells."""
    return repacked(workbook(), {"xl/worksheets/sheet1.xml": _HEAD + cells + _TAIL})


def repacked(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The same package with other parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            package.writestr(name, parts.get(name, source.read(name)))
    return file.getvalue()


def document(body: str, styles: str = "") -> bytes:
    """A .docx with this in its body."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {_WORD}><w:body>{body}</w:body></w:document>")
        package.writestr("word/styles.xml", f"<w:styles {_WORD}>{styles}</w:styles>")
    return file.getvalue()


def style(key: str, name: str) -> str:
    return f'<w:style w:styleId="{key}"><w:name w:val="{name}"/></w:style>'


def paragraph(text: str, style: str = "", level: int | None = None) -> str:
    listed = f'<w:numPr><w:ilvl w:val="{level}"/></w:numPr>' if level is not None else ""
    about = f'<w:pPr><w:pStyle w:val="{style}"/>{listed}</w:pPr>'
    return f"<w:p>{about}<w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
