"""What stands in a cell: a day, a number, an answer. All raise PortalError with what is wrong in plain words."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from portal.activities.answers import minutes_of, read_time
from portal.errors import PortalError
from portal.i18n import _, format_number
from portal.imports.names import plain, spoken
from portal.plugin_api import Question

_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})")
_WHOLE = re.compile(r"-?\d+(?:[.,]0+)?")
#: 1 200, with a blank that breaks or one that does not
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_YES = {"ja", "j", "yes", "y", "x", "1", "sann", "sand", "true"}
_NO = {"nei", "nej", "n", "no", "0", "usann", "falsk", "false"}
SHOWN = 40


def text_in(cell: Any) -> str:
    """As somebody reads it."""
    return "" if cell is None else str(cell).strip()


def day_in(cell: Any) -> date:
    if isinstance(cell, date):
        return cell
    said = text_in(cell)
    if re.fullmatch(r"(19|20)\d\d", said):
        raise PortalError(_("There is only a year. Write the day too, as 31.12.2025."))
    if found := _YEAR_FIRST.fullmatch(said):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(said):
        day, month, year = found.groups()
    else:
        raise PortalError(_("“%(said)s” is no day. Write it as 31.12.2025.", said=_short(said)))
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        raise PortalError(_("There is no such day as “%(said)s”.", said=_short(said))) from None


def whole_in(cell: Any) -> int:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    said = _THOUSANDS.sub("", text_in(cell))
    if isinstance(cell, bool) or not _WHOLE.fullmatch(said):
        raise PortalError(_("“%(said)s” is no whole number.", said=_short(text_in(cell))))
    return int(re.split("[.,]", said)[0][:15])


def answer_in(cell: Any, question: Question) -> Any:
    """What the question's field would hold."""
    return _READ[question.kind](cell, question)


def _number(cell: Any, question: Question) -> int:
    found = whole_in(cell)
    if not 0 <= found <= question.maximum:
        raise PortalError(_("Write a number from 0 to %(max)s.", max=format_number(question.maximum)))
    return found


def _hours(cell: Any, question: Question) -> int:
    minutes = round(cell * 60) if isinstance(cell, (int, float)) and cell >= 0 else minutes_of(text_in(cell))
    if minutes is None or minutes > 60 * 10_000:
        raise PortalError(_("Write hours as 2, 1,5 or 1:30."))
    return minutes


def _yes_no(cell: Any, question: Question) -> str:
    said = plain("1" if cell is True else "0" if cell is False else text_in(cell))
    if said not in _YES | _NO:
        raise PortalError(_("“%(said)s” is neither yes nor no.", said=_short(said)))
    return "yes" if said in _YES else "no"


def _choice(cell: Any, question: Question) -> str:
    return _option(text_in(cell), question)


def _choices(cell: Any, question: Question) -> list[str]:
    """All in one cell, with a comma or a semicolon between; an option may hold a comma itself."""
    said = text_in(cell)
    try:
        return [_option(said, question)]
    except PortalError:
        between = ";" if ";" in said else ","
        return list(dict.fromkeys(_option(part, question) for part in said.split(between) if part.strip()))


def _option(said: str, question: Question) -> str:
    for value, label in (*question.options, *question.retired_options):
        if plain(said) in {plain(value), *spoken(label)}:
            return value
    raise PortalError(_("“%(said)s” is not among the answers.", said=_short(said)))


def _text(cell: Any, question: Question) -> str:
    return within_length(text_in(cell), 80 if question.kind == "municipality" else 2000)


def within_length(said: str, most: int) -> str:
    if len(said) > most:
        raise PortalError(_("The text is longer than %(n)s characters.", n=format_number(most)))
    return said


def _time(cell: Any, question: Question) -> Any:
    found = read_time(text_in(cell).replace(".", ":").zfill(5))
    if found is None:
        raise PortalError(_("“%(said)s” is no time of day. Write it as 18:30.", said=_short(text_in(cell))))
    return found


_READ: dict[str, Callable[[Any, Question], Any]] = {
    "number": _number,
    "hours": _hours,
    "yes_no": _yes_no,
    "choice": _choice,
    "choices": _choices,
    "text": _text,
    "municipality": _text,
    "surface": _choice,
    "date": lambda cell, question: day_in(cell),
    "time": _time,
}


def _short(said: str) -> str:
    return said if len(said) <= SHOWN else said[: SHOWN - 1] + "…"
