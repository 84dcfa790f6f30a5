"""What a file is, by its first bytes; its name decides only between kinds of plain text."""

import io
import zipfile

from portal.sheets import limits

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
#: the name of the stream that holds a file under a password, as such a file spells it
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def recognise(content: bytes, name: str, *, wanted: str) -> str:
    """`xlsx`, `csv`, `docx` or `txt`, else the name of what is wrong. `wanted` is `sheet` or `text`."""
    if not content.strip():
        return "empty"
    if len(content) > limits.BYTES:
        return "large"
    kind = _kind(content)
    if kind == "plain":
        return "csv" if wanted == "sheet" else "txt"
    if kind == "xlsx" and wanted == "text":
        return "sheet_for_text"
    if kind == "docx" and wanted == "sheet":
        return "text_for_sheet"
    return kind


def is_spreadsheet(content: bytes, name: str) -> bool:
    """By what it holds; of plain text, by its name."""
    return _kind(content) == "xlsx" or (_kind(content) == "plain" and name.lower().endswith((".csv", ".tsv")))


def _kind(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return "pdf"
    if content.startswith(_OLD):
        return "password" if _LOCKED in content else "old"
    if content.startswith(_PICTURES) or content[4:12] in (b"ftypheic", b"ftypmif1") or content[8:12] == b"WEBP":
        return "picture"
    if content.startswith(b"PK"):
        return _packed(content)
    is_text = content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in content
    return "plain" if is_text else "not_text"


def _packed(content: bytes) -> str:
    """Only the list of names is read here, and its length is bounded by the file's."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return "broken"
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "docx" if "word/document.xml" in names else "not_text"
