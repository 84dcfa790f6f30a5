"""KID: the customer's number on a Norwegian invoice, by which the bank tells what a payment is for.

Two to twenty-five digits, the last of which checks the others: by MOD10 (Luhn) or by MOD11 with the
weights 2 to 7 from the right, where "-" stands for ten. Which of them holds is agreed with the bank.
"""

from itertools import cycle

from stdnum import luhn

METHODS = ("MOD10", "MOD11")
LONGEST = 25


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


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
