"""The process that opens a file from outside: `python -m portal.sheets.child KIND`, the file on its standard input.

It limits itself before it reads the first byte, has nothing of the portal's
settings in its environment, and answers in JSON, so that whatever the file
does to it, it does to nobody else.
"""

import json
import resource
import sys
from datetime import date, datetime
from typing import Any

from portal.sheets import limits
from portal.sheets.faults import FileFault


def main() -> None:
    limit_this_process()
    answer = _answer(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer, default=_plain))


def limit_this_process() -> None:
    """Memory, processor time, no file of any size, no core dump."""
    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _answer(kind: str, content: bytes) -> dict[str, Any]:
    try:
        return _read(kind, content)
    except FileFault as fault:
        return {"fault": fault.code, "details": fault.details}
    except MemoryError:
        return {"fault": "too_much", "details": {}}


def _read(kind: str, content: bytes) -> dict[str, Any]:
    """Each reader is imported where it is used: a text needs no spreadsheet library."""
    if kind == "xlsx":
        from portal.sheets.xlsx import read_xlsx

        return {"sheets": read_xlsx(content)}
    if kind == "docx":
        from portal.sheets.docx import read_docx

        return {"text": read_docx(content)}
    from portal.sheets.plain import read_csv, read_plain

    return {"sheets": [["", read_csv(content)]]} if kind == "csv" else {"text": read_plain(content)}


def _plain(value: Any) -> Any:
    """Dates and moments; whatever else a spreadsheet holds (a time, a duration) as its text."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return str(value)


if __name__ == "__main__":
    main()
