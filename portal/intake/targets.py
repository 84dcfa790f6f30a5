"""A number and a date in a goal's words: a hint that it can be measured, never more."""

import re

_AMOUNT = re.compile(
    r"(?<![\d.])(\d{1,3}(?:[ .\u00a0]\d{3})+|\d+)(\s?%|\s(?:prosent|procent))?(?![\d.]|\s?(?:\. ?)?kvartal)"
)
_BY = r"innen|inden|i løpet av|i løbet af|utgangen av|udgangen af|før|senest"
_DATE = re.compile(rf"\b(?:{_BY})\D{{0,30}}?(\d{{1,2}}\.\d{{1,2}}\.20\d\d|20\d\d)", re.IGNORECASE)
_GROWTH = re.compile(
    r"\b(?:øke|økt|økning|vekst|vækst|øge|øget|stigning|mer enn|flere end|minst|mindst|minimum)\b", re.IGNORECASE
)
_YEAR = re.compile(r"20\d\d")


def target_in(text: str) -> str:
    """`1 500 · 2030`; "" where no number says how much or by when."""
    when = _DATE.search(text)
    rest = text[: when.start()] + text[when.end() :] if when else text
    amounts = [found for found in _AMOUNT.finditer(rest) if not _YEAR.fullmatch(found[1])]
    if not amounts or not (when or _GROWTH.search(text) or amounts[0][2]):
        return when[1] if when else ""
    return " · ".join(filter(None, (amounts[0][0].strip(), when[1] if when else "")))
