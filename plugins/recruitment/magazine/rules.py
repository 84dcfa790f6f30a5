"""Which labels there are, and who gets one envelope together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from portal.i18n import _
from portal.i18n.sorting import sort_key

#: of an A4 sheet of labels: across, down
ACROSS, DOWN = 3, 8
COUNTRIES = {"NO": "NORGE", "DK": "DANMARK", "SE": "SVERIGE", "FI": "FINLAND", "IS": "ISLAND", "DE": "TYSKLAND"}


@dataclass(frozen=True)
class Label:
    """What stands on an envelope."""

    name: str
    street: str
    postal_code: str
    town: str
    #: in capitals, where it is another one than ours
    country: str = ""


def labels_of(rows: Iterable[Any], home: str, *, one_each: bool) -> Iterator[Label]:
    """In the order of `rows`. With `one_each` people of one family name at one address share a label."""
    if not one_each:
        yield from (_label(row, home) for row in rows)
        return
    for _family, group in groupby(sorted(rows, key=_same), key=_same):
        first, *others = group
        yield _together(_label(first, home), [other.name for other in others])


def _same(row: Any) -> tuple[Any, ...]:
    """Whoever agrees in it gets one envelope. A house has many flats: the address alone joins strangers."""
    family = row.name.split()[-1]
    return row.country, row.postal_code, _folded(row.street), _folded(family)


def _folded(text: str) -> tuple[str, str]:
    return sort_key(" ".join(text.casefold().split()))


def _label(row: Any, home: str) -> Label:
    return Label(row.name, row.street, row.postal_code, row.town, abroad(row.country, home))


def abroad(country: str, home: str) -> str:
    """What stands last on an envelope to another country; "" at home."""
    return "" if country == home else COUNTRIES.get(country, country)


def _together(label: Label, others: list[str]) -> Label:
    if not others:
        return label
    return replace(label, name=_("%(one)s and %(other)s", one=", ".join([label.name, *others[:-1]]), other=others[-1]))


def pages_of(labels: list[Label]) -> list[list[Label]]:
    """As many as one sheet holds."""
    per_page = ACROSS * DOWN
    return [labels[first : first + per_page] for first in range(0, len(labels), per_page)]
