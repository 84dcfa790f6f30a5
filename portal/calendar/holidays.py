"""Public holidays, computed: those of Norway's law of 24 February 1995 with 1 and 17 May, and those of Denmark's church
year, of which the Great Prayer Day was one until 2023 (law no. 214 of 7 March 2023).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from portal.i18n import LazyText, _l

#: days after Easter Sunday, in both countries
_AROUND_EASTER: dict[int, LazyText] = {
    -3: _l("Maundy Thursday"),
    -2: _l("Good Friday"),
    0: _l("Easter Sunday"),
    1: _l("Easter Monday"),
    39: _l("Ascension Day"),
    49: _l("Whit Sunday"),
    50: _l("Whit Monday"),
}
#: (month, day), in both countries
_FIXED: dict[tuple[int, int], LazyText] = {
    (1, 1): _l("New Year's Day"),
    (12, 25): _l("Christmas Day"),
    (12, 26): _l("Second Day of Christmas"),
}
_NORWEGIAN: dict[tuple[int, int], LazyText] = {(5, 1): _l("Labour Day"), (5, 17): _l("Norway's Constitution Day")}
_PRAYER = _l("Great Prayer Day")
_LAST_PRAYER, _AFTER_EASTER = 2023, 26


def easter(year: int) -> date:
    """Easter Sunday, by the Gregorian rule (Meeus, Jones, Butcher)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + sunday - 7 * ((year % 19 + 11 * moon + 22 * sunday) // 451) + 114, 31)
    return date(year, month, day + 1)


def holidays_of(country: str, year: int) -> dict[date, str]:
    """The days on which hardly anybody works, in order, with their names; two that fall together are one."""
    found: dict[date, str] = {}
    for day, name in sorted(_days(country, year), key=lambda pair: pair[0]):
        found[day] = f"{found[day]}, {name}" if day in found else str(name)
    return found


def _days(country: str, year: int) -> Iterator[tuple[date, LazyText]]:
    sunday = easter(year)
    yield from ((sunday + timedelta(days=days), name) for days, name in _AROUND_EASTER.items())
    fixed = {**_FIXED, **(_NORWEGIAN if country == "NO" else {})}
    yield from ((date(year, month, day), name) for (month, day), name in fixed.items())
    if country == "DK" and year <= _LAST_PRAYER:
        yield sunday + timedelta(days=_AFTER_EASTER), _PRAYER
