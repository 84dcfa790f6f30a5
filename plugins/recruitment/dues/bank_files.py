"""What the bank says came in: an OCR file from Nets (Norway), or a plain .csv (Denmark, and others).

An OCR file has lines of eighty characters (Nets' system specification of OCR giro): an assignment begins with
record type 20 and ends with 88, which says how many payments it holds and their sum; each payment has a line of
type 30 and one of type 31; the whole begins with 10 and ends with 89, which says the same of all its assignments.
The library `netsgiro` refuses a KID that ends with "-".
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from plugins.recruitment.dues.amounts import oere_in
from portal.errors import PortalError
from portal.i18n import _, format_number
from portal.imports.cells import day_in, text_in
from portal.imports.names import plain
from portal.sheets.reading import check_sheet, read_workbook

WIDTH = 80
#: the service that brings payments, and what the first and the last line of a file are known by
PAYMENTS, _AROUND_ALL = "09", ["000010", "000089"]
#: where it stands in the line that begins an assignment
ACCOUNT, ACCOUNT_DIGITS = slice(24, 35), 11
#: where a file has several of them, the first one here
HEADINGS = {
    "day": ("bokført", "bogført", "bokføringsdato", "bogføringsdato", "betalingsdato", "dato", "date"),
    "amount": ("inn", "ind", "innbetaling", "indbetaling", "beløp", "beløb", "amount"),
    "kid": ("kid", "kid-nummer", "betalings-id", "betalingsid", "fi-id", "meddelelses-id", "reference", "referanse"),
    "text": ("tekst", "melding", "besked", "beskrivelse", "navn", "avsender", "afsender", "text"),
}
#: as it stands on a Danish payment slip: +71<000000000000018+12345678<
_SLIP = re.compile(r"\+?71<(\d{15})\+\d{8}<?")


@dataclass(frozen=True)
class Line:
    """A payment. `amount` is in øre, and below nought where an OCR file takes one back.

    `paid_to` is the account in digits, as far as the file says it.
    """

    on_date: date
    amount: int
    kid: str
    text: str
    mark: str
    paid_to: str = ""


def read_bank_file(content: bytes, name: str, account: str = "") -> list[Line]:
    """The payments in it. Raises PortalError: no such file, cut off, a sum that does not fit, all of another account.

    `account` is the one that dues are paid to, where it is known.
    """
    if content.startswith(b"NY00"):
        return list(_read_ocr(content.decode("latin-1"), account))
    return list(_read_csv(content, name))


def account_in(text: str) -> str:
    """The eleven digits of a Norwegian account, however it is written; "" for anything else, which is not compared."""
    digits = re.sub(r"\D", "", text)
    return digits if len(digits) == ACCOUNT_DIGITS else ""


def in_groups(account: str) -> str:
    """As people write it: 1234.56.78903"""
    return f"{account[:4]}.{account[4:6]}.{account[6:]}"


def check_bank_file(content: bytes, name: str, account: str) -> None:
    """Raises PortalError for what shows fast: an OCR file is only text, a sheet is opened in a process of its own."""
    if content.startswith(b"NY00"):
        read_bank_file(content, name, account)
    else:
        check_sheet(content, name)


def _read_ocr(text: str, account: str) -> Iterator[Line]:
    """Other services of the bank stand in the same file, such as standing orders: they are counted, not read."""
    lines = text.rstrip("\r\n \x1a").splitlines()
    if any(len(line) != WIDTH or line[:2] != "NY" for line in lines) or [lines[0][2:8], lines[-1][2:8]] != _AROUND_ALL:
        raise _not_whole()
    number, total, assignments = 0, 0, list(_assignments(lines[1:-1]))
    _check_account({one[0][ACCOUNT] for one in assignments if one[0][2:4] == PAYMENTS}, account)
    for first, *body, last in assignments:
        found = _payments(first, body) if first[2:4] == PAYMENTS else []
        if first[2:4] == PAYMENTS:
            _check_sum(last, len(found), _sum(found))
        number += _number(last[8:16])
        total += _sum(found)
        yield from found
    _check_sum(lines[-1], number, total)


def _assignments(lines: list[str]) -> Iterator[list[str]]:
    """From the line of type 20 that begins it to the one of type 88 that ends it; nothing stands between them."""
    one: list[str] = []
    for line in lines:
        if (line[6:8] == "20") == bool(one):
            raise _not_whole()
        one.append(line)
        if line[6:8] == "88":
            yield one
            one = []
    if one:
        raise _not_whole()


def _check_account(theirs: set[str], account: str) -> None:
    """A bank may send all accounts in one file: one of them is enough."""
    ours = account_in(account)
    if ours and theirs and ours not in theirs:
        raise PortalError(
            _(
                "This file is of account %(theirs)s, and your dues are paid to %(ours)s. Choose another file, or "
                "correct the account in the settings. Nothing was saved.",
                theirs=", ".join(sorted(theirs)),
                ours=account,
            ),
            "file",
        )


def _payments(head: str, lines: list[str]) -> list[Line]:
    """`head` is the line of type 20, which has the agreement, the assignment's number, and the account."""
    pairs = zip_longest(lines, lines[1:], fillvalue="")
    return [_ocr_payment(one, following, head) for one, following in pairs if one[6:8] == "30"]


def _ocr_payment(first: str, second: str, head: str) -> Line:
    """`second` is the line of type 31, which has the bank's reference and the account that it came from."""
    try:
        on_date = date(2000 + int(first[19:21]), int(first[17:19]), int(first[15:17]))
        amount = int(first[32:49]) * (-1 if first[31] == "-" else 1)
    except ValueError:
        raise _not_whole() from None
    reference = second[25:34] if second[6:8] == "31" else ""
    mark = _hash("ocr", head[8:24], first[8:15], on_date, amount, first[49:74], reference)
    return Line(on_date, amount, first[49:74].strip(), "", mark, head[ACCOUNT])


def _check_sum(last: str, number: int, total: int) -> None:
    """The last line of an assignment, and of the file, says how many there are, and what they are together."""
    if (_number(last[8:16]), _number(last[24:41])) != (number, abs(total)):
        raise PortalError(
            _(
                "The file says that it holds %(said)s payments of %(sum)s in all, but there are %(n)s of %(found)s. "
                "Get it from the bank once more. Nothing was saved.",
                said=_number(last[8:16]),
                sum=_money(_number(last[24:41])),
                n=number,
                found=_money(total),
            ),
            "file",
        )


def _sum(found: list[Line]) -> int:
    return sum(line.amount for line in found)


def _number(digits: str) -> int:
    if not digits.isdecimal():
        raise _not_whole()
    return int(digits)


def _not_whole() -> PortalError:
    return PortalError(
        _("This OCR file is not whole: it may be cut off, or changed. Get it from the bank once more."), "file"
    )


def _read_csv(content: bytes, name: str) -> Iterator[Line]:
    rows = read_workbook(content, name)[0].rows
    places, first = _headings(rows)
    seen: Counter[tuple[Any, ...]] = Counter()
    for number, row in enumerate(rows[first:], first + 1):
        if any(row):
            said = {part: row[at] if at < len(row) else None for part, at in places.items()}
            line = _csv_payment(said, number, seen)
            if line.amount > 0:  # an account's rows tell of what went out, too, with the name of whoever got it
                yield line


def _headings(rows: list[tuple[Any, ...]]) -> tuple[dict[str, int], int]:
    """Where each column stands, and the first row below; banks write lines of their own above. Raises PortalError."""
    for number, row in enumerate(rows[:20]):
        named = [plain(text_in(cell)) for cell in row]
        first = {part: next((word for word in words if word in named), None) for part, words in HEADINGS.items()}
        places = {part: named.index(word) for part, word in first.items() if word}
        if {"day", "amount"} <= places.keys():
            return places, number + 1
    raise PortalError(
        _("This is no OCR file, and no columns are headed “Date” and “Amount”. Ask the bank for such a file."), "file"
    )


def _csv_payment(said: dict[str, Any], number: int, seen: "Counter[tuple[Any, ...]]") -> Line:
    """The same payment may come twice on a day: the second is another one, and in another file it is so again.

    A spreadsheet leaves out the noughts before a KID, so that they do not tell one payment from another.
    """
    try:
        on_date, amount = day_in(said["day"]), oere_in(said["amount"])
    except PortalError as fault:
        raise PortalError(_("Row %(n)s: %(fault)s", n=number, fault=fault.sentence), "file") from None
    kid, text = _kid_in(said.get("kid")), text_in(said.get("text"))[:200]
    same = (on_date, amount, kid.lstrip("0"), text)
    seen[same] += 1
    return Line(on_date, amount, kid, text, _hash("csv", *same, seen[same]))


def _kid_in(cell: Any) -> str:
    """People write it with blanks, some of which do not break."""
    text = "".join(text_in(cell).split())
    slip = _SLIP.fullmatch(text)
    return (slip[1] if slip else text)[:25]


def _hash(*parts: Any) -> str:
    return hashlib.sha256(repr(tuple(map(str, parts))).encode()).hexdigest()


def _money(amount: int) -> str:
    return format_number(Decimal(amount).scaleb(-2))
