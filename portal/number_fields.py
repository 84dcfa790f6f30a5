"""Numbers with decimals, as people here write them."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import StringField

from portal.i18n import _, current_language, format_number

LARGEST = Decimal(10) ** 12
_ENGLISH_GROUPS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")


class NumberField(StringField):
    """A number as people here write it: 1 234,5 or 1.234,5 or 1234.5. `data` is a Decimal, at most two decimals."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return format_number(self.data) if self.data is not None else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None  # not what the row holds: an emptied field is empty
        if valuelist:  # of nothing, REQUIRED says more; of blanks it says nothing
            self.data = read_number(valuelist[0])


def read_number(text: str) -> Decimal:
    """With two decimals, as a person writes it who reads this language. Raises ValueError with a sentence."""
    return read_exactly(text, commas_group=current_language() == "en").quantize(Decimal("0.01"))


def read_exactly(text: str, *, commas_group: bool = False) -> Decimal:
    """With all its decimals. Raises ValueError with a sentence.

    A lone dot before three digits groups thousands, as it does in Danish; so do commas before a dot, and where
    `commas_group`, as in English, before three digits.
    """
    plain = "".join(text.split())
    if (groups := _ENGLISH_GROUPS.fullmatch(plain)) and (commas_group or groups[2]):
        plain = plain.replace(",", "")
    elif "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    elif plain.count(".") > 1 or (plain.count(".") == 1 and len(plain.partition(".")[2]) == 3):
        plain = plain.replace(".", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise ValueError(_("Write a number, such as 742 or 12,5.")) from None
    if not value.is_finite() or abs(value) > LARGEST:
        raise ValueError(_("Write a number, such as 742 or 12,5."))
    return value
