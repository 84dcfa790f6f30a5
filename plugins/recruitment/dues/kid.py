"""KID: the customer's number on a Norwegian invoice, by which the bank tells what a payment is for.

Two to twenty-five digits, the last of which checks the others: by MOD10 (Luhn) or by MOD11 with the
weights 2 to 7 from the right, where "-" stands for ten. Which of them holds is agreed with the bank.

A Danish payment slip of type 71 has a payment ID of fifteen digits, always by MOD10, and a creditor number: eight
digits that begin with 8, one for each agreement with a bank.
"""

import re
from itertools import cycle

from stdnum import luhn

METHODS = ("MOD10", "MOD11")
LONGEST = 25
#: the Danish slip's type, and the digits of its payment ID
SLIP, SLIP_DIGITS = "71", 15
_CREDITOR = re.compile(r"8\d{7}")


def kid_of(number: int, method: str, *, length: int, prefix: str = "") -> str:
    """The KID of the invoice with this number: `prefix`, then the number, filled up to `length` with its check.

    Raises ValueError where it does not fit.
    """
    digits = prefix + str(number).zfill(length - len(prefix) - 1)
    if len(digits) != length - 1 or not _is_number(digits) or not 2 <= length <= LONGEST:
        raise ValueError(f"{number} does not fit into a KID of {length} digits after {prefix!r}")
    return digits + check_digit(digits, method)


def check_digit(digits: str, method: str) -> str:
    """What stands behind these digits."""
    return str(luhn.calc_check_digit(digits)) if method == "MOD10" else _mod11(digits)


def _mod11(digits: str) -> str:
    weighed = sum(int(digit) * weight for digit, weight in zip(reversed(digits), cycle(range(2, 8)), strict=False))
    check = -weighed % 11
    return "-" if check == 10 else str(check)


def is_kid(text: str, method: str) -> bool:
    """Whether its check digit fits, so that a slip of the pen is told from a number that we do not know."""
    digits = text[:-1]
    return 2 <= len(text) <= LONGEST and _is_number(digits) and text[-1] == check_digit(digits, method)


def is_creditor(text: str) -> bool:
    return text.isascii() and bool(_CREDITOR.fullmatch(text))


def slip_line(kid: str, creditor: str) -> str:
    """As it stands at the foot of the slip; noughts before a number do not change its check digit."""
    return f"+{SLIP}<{kid.zfill(SLIP_DIGITS)}+{creditor}<"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
