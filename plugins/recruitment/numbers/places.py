"""In which county (Norway) or region (Denmark) a postal code lies.

Ranges of postal codes, near enough for a count of members: towns along a border of two counties may be told wrongly. A
municipality in the register, where it is known, says it better: its first two digits are the county's number.
"""

from bisect import bisect_right
from datetime import date

COUNTIES = {
    "03": "Oslo", "11": "Rogaland", "15": "Møre og Romsdal", "18": "Nordland", "31": "Østfold", "32": "Akershus",
    "33": "Buskerud", "34": "Innlandet", "39": "Vestfold", "40": "Telemark", "42": "Agder", "46": "Vestland",
    "50": "Trøndelag", "55": "Troms", "56": "Finnmark",
}  # fmt: skip
#: first postal code and county, until the next line; since 2024
_NORWAY = (
    (1, "03"), (1300, "32"), (1500, "31"), (1540, "32"), (1560, "31"), (1900, "32"), (2100, "34"), (2150, "32"),
    (2200, "34"), (2740, "32"), (2743, "32"), (2750, "34"), (3000, "33"), (3070, "39"), (3300, "33"), (3440, "32"),
    (3500, "33"), (3650, "40"), (4000, "11"), (4400, "42"), (4460, "11"), (4473, "42"), (5000, "46"), (5500, "11"),
    (5550, "46"), (5560, "11"), (5600, "46"), (6000, "15"), (6700, "46"), (7000, "50"), (8000, "18"), (9000, "55"),
    (9500, "56"),
)  # fmt: skip
_DENMARK = (
    (555, "Hovedstaden"), (4000, "Sjælland"), (5000, "Syddanmark"), (6900, "Midtjylland"), (7000, "Syddanmark"),
    (7330, "Midtjylland"), (7700, "Nordjylland"), (7800, "Midtjylland"), (7900, "Nordjylland"), (8000, "Midtjylland"),
    (9000, "Nordjylland"),
)  # fmt: skip
#: Hovedstaden and Sjælland are one region from this day on
_ONE_EAST = date(2027, 1, 1)


def county_of(postal_code: str, municipality: str, country: str, on: date) -> str:
    """Its name; "" where it is not known, or in another country than Norway or Denmark."""
    if country == "NO":
        return COUNTIES.get(municipality[:2]) or COUNTIES.get(_within(postal_code, _NORWAY), "")
    if country == "DK":
        region = _within(postal_code, _DENMARK)
        return "Østdanmark" if region in ("Hovedstaden", "Sjælland") and on >= _ONE_EAST else region
    return ""


def _within(postal_code: str, ranges: tuple[tuple[int, str], ...]) -> str:
    if not (postal_code.isascii() and postal_code.isdigit() and len(postal_code) == 4):
        return ""
    place = bisect_right([first for first, _name in ranges], int(postal_code))
    return ranges[place - 1][1] if place else ""
