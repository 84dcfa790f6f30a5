"""From exact fractions to figures with a given number of decimals."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor


def nearest(value: Fraction, decimals: int) -> Decimal:
    """Rounded to the nearest figure, halves upwards."""
    return _figure(floor(value * Fraction(10) ** decimals + Fraction(1, 2)), decimals)


def rounded_up(value: Fraction, decimals: int) -> Decimal:
    return _figure(ceil(value * Fraction(10) ** decimals), decimals)


def rounded_down(value: Fraction, decimals: int) -> Decimal:
    return _figure(floor(value * Fraction(10) ** decimals), decimals)


def _figure(count: int, decimals: int) -> Decimal:
    return Decimal(count).scaleb(-decimals)
