"""Read files that people bring, in a process of its own with limits."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import structlog

from portal.errors import PortalError
from portal.i18n import _, format_number
from portal.sheets import limits
from portal.sheets.recognise import recognise

log = structlog.get_logger()
Cell = str | int | float | Decimal | date | bool | None


class SheetError(PortalError):
    """The file cannot be read; the sentence says what to do instead."""


@dataclass(frozen=True)
class Sheet:
    """The used part of a sheet from A1 on: row 1 is `rows[0]`. Empty rows at the end are left out."""

    name: str
    rows: list[tuple[Cell, ...]]


def read_workbook(content: bytes, name: str) -> list[Sheet]:
    """The sheets of an .xlsx or .csv file: values, never formulas; hidden sheets are left out.

    Texts are stripped, an empty cell is None, a whole number an int, a day a
    date (with a time of day a datetime). In .csv everything is text. `name`
    is the file's name; its letters and separators are found out. Raises
    SheetError: too large, broken, locked by a password, no spreadsheet.
    """
    answer = _read(content, recognise(content, name, wanted="sheet"))
    return [Sheet(title, [tuple(_cell(cell) for cell in row) for row in rows]) for title, rows in answer["sheets"]]


def check_sheet(content: bytes, name: str) -> None:
    """Raises SheetError for what is no spreadsheet at all, without opening it."""
    _check_kind(recognise(content, name, wanted="sheet"))


def read_text(content: bytes, name: str) -> str:
    """The text of a .docx or .txt file. Raises SheetError.

    Of a .docx, headings begin with `#` by level, points of lists with `• `,
    and a table's row is a line with tabs between the cells.
    """
    return str(_read(content, recognise(content, name, wanted="text"))["text"])


def _cell(cell: Any) -> Cell:
    if not isinstance(cell, dict):
        return cell
    return datetime.fromisoformat(cell["moment"]) if "moment" in cell else date.fromisoformat(cell["date"])


def _read(content: bytes, kind: str) -> Any:
    """`kind` is what the child reads, or the name of what is wrong."""
    _check_kind(kind)
    try:
        # -I: nothing of the folder or the environment is imported; no settings, no secrets
        child = subprocess.run(
            [sys.executable, "-I", "-m", "portal.sheets.child", kind],
            input=content,
            capture_output=True,
            timeout=limits.SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise SheetError(sentence_for("too_much")) from fault
    answer = _answer_of(child)
    if "fault" in answer:
        raise SheetError(sentence_for(answer["fault"], **answer["details"]))
    return answer


def _check_kind(kind: str) -> None:
    if kind not in ("xlsx", "csv", "docx", "txt"):
        raise SheetError(sentence_for(kind))


def _answer_of(child: "subprocess.CompletedProcess[bytes]") -> dict[str, Any]:
    """A process that was stopped met a limit; one that fell met something that it could not read."""
    if child.returncode == 0:
        return dict(json.loads(child.stdout))
    log.warning("file_not_read", returncode=child.returncode)  # not its words: they may quote the file
    return {"fault": "too_much" if child.returncode < 0 else "broken", "details": {}}


def sentence_for(code: str, *, n: int = 0, sheet: str = "") -> str:
    """What is wrong, and what to do."""
    if code in ("rows", "columns", "sheets", "characters"):
        return _too_many(code, n, sheet)
    return {
        "empty": _("The file is empty. Choose another one."),
        "large": _("The file is larger than %(n)s MB. Send a smaller one.", n=limits.BYTES // 2**20),
        "pdf": _("A PDF cannot be read here. Open it, copy the text, and paste it."),
        "picture": _("This is a picture. Choose a file with text, or type it."),
        "password": _("The file is locked with a password. Remove the password, save, and choose the file again."),
        "old": _("This is an old kind of file. Open it, save it as .xlsx or .docx, and choose that one."),
        "sheet_for_text": _("This is a spreadsheet. Choose a file with text: .docx or .txt."),
        "text_for_sheet": _("This is a text document. Choose a spreadsheet: .xlsx or .csv."),
        "not_text": _("This kind of file cannot be read here. Choose .xlsx, .csv, .docx or .txt."),
        "unpacks_too_large": _("There is too much in this file. Keep only what is needed, and save it again."),
        "cells": _("There is too much in this file. Keep only what is needed, and save it again."),
        "too_much": _("There is too much in this file. Keep only what is needed, and save it again."),
    }.get(code, _("The file is damaged and cannot be read. Open it, save it again, and choose the new one."))


def _too_many(code: str, n: int, sheet: str) -> str:
    most = format_number(getattr(limits, code.upper()))
    said = {"n": format_number(n), "most": most}
    if code == "rows":
        where = _("The sheet “%(sheet)s”", sheet=sheet) if sheet else _("The file")
        return _(
            "%(where)s has %(n)s rows, empty ones included; at most %(most)s are read. "
            "Delete the rows that are not needed, and save it again.",
            where=where,
            **said,
        )
    if code == "columns":
        return _("The file has %(n)s columns; at most %(most)s are read. Delete those that are not needed.", **said)
    if code == "sheets":
        return _("The file has %(n)s sheets; at most %(most)s are read. Delete those that are not needed.", **said)
    return _("The text has %(n)s characters; at most %(most)s are read. Take a part at a time.", **said)
