"""Files as banks send them, put together from payments."""

from datetime import date

Paid = tuple[str, int]


ACCOUNT = "12345678903"


def ocr_file(
    payments: list[Paid], *, day: date = date(2026, 3, 5), assignment: int = 1, account: str = ACCOUNT, **wrong: int
) -> bytes:
    """An OCR file of (KID, øre). `wrong` are sums that do not fit: of the assignment `number` and `total`, of the file
    `number_in_all` and `total_in_all`.
    """
    body = [line for number, paid in enumerate(payments, 1) for line in _payment(number, paid, day)]
    number = wrong.get("number", len(payments))
    total = wrong.get("total", abs(sum(amount for _kid, amount in payments)))
    number_in_all, total_in_all = wrong.get("number_in_all", number), wrong.get("total_in_all", total)
    lines = [
        "NY000010" + "00008080" + "1000081" + "55555555",
        "NY090020" + "123456785" + f"{assignment:07}" + account,
        *body,
        "NY090088" + f"{number:08}{len(body) + 2:08}{total:017}" + f"{day:%d%m%y}" * 3,
        "NY000089" + f"{number_in_all:08}{len(body) + 4:08}{total_in_all:017}" + f"{day:%d%m%y}",
    ]
    return "".join(line.ljust(80, "0") + "\r\n" for line in lines).encode("latin-1")


def _payment(number: int, paid: Paid, day: date) -> list[str]:
    kid, amount = paid
    sign = "-" if amount < 0 else "0"
    return [
        f"NY091030{number:07}{day:%d%m%y}01{day:%d}100001{sign}{abs(amount):017}{kid:>25}",
        f"NY091031{number:07}{number:010}{number:09}0000000{day:%d%m%y}98710212345",
    ]


def together(*files: bytes) -> bytes:
    """The assignments of several OCR files in one."""
    whole = [one.decode("latin-1").splitlines() for one in files]
    body = [line for lines in whole for line in lines[1:-1]]
    number, total = (sum(int(lines[-1][part]) for lines in whole) for part in (slice(8, 16), slice(24, 41)))
    last = whole[0][-1][:8] + f"{number:08}{len(body) + 2:08}{total:017}" + whole[0][-1][41:]
    return "".join(line + "\r\n" for line in (whole[0][0], *body, last)).encode("latin-1")


def csv_file(rows: list[tuple[str, str, str, str]], above: str = "") -> bytes:
    lines = [above, "Dato;Beløb;Betalings-ID;Tekst"] if above else ["Dato;Beløb;Betalings-ID;Tekst"]
    return "\r\n".join([*lines, *map(";".join, rows)]).encode("cp1252")
