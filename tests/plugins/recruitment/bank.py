"""Files as banks send them, put together from payments."""

from datetime import date

Paid = tuple[str, int]


def ocr_file(payments: list[Paid], *, day: date = date(2026, 3, 5), assignment: int = 1, **wrong: int) -> bytes:
    """An OCR file of (KID, øre). `wrong` are sums that do not fit: of the assignment `number` and `total`, of the file
    `number_in_all` and `total_in_all`.
    """
    body = [line for number, paid in enumerate(payments, 1) for line in _payment(number, paid, day)]
    number = wrong.get("number", len(payments))
    total = wrong.get("total", abs(sum(amount for _kid, amount in payments)))
    number_in_all, total_in_all = wrong.get("number_in_all", number), wrong.get("total_in_all", total)
    lines = [
        "NY000010" + "00008080" + "1000081" + "55555555",
        "NY090020" + "123456785" + f"{assignment:07}" + "12345678903",
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


def csv_file(rows: list[tuple[str, str, str, str]], above: str = "") -> bytes:
    lines = [above, "Dato;Beløb;Betalings-ID;Tekst"] if above else ["Dato;Beløb;Betalings-ID;Tekst"]
    return "\r\n".join([*lines, *map(";".join, rows)]).encode("cp1252")
