"""What a postal code is, and how ranges are written."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from portal.errors import PortalError
from portal.i18n import _

_CODE = re.compile(r"\d{4}")
#: `0001-1299 Oslo`, `0001;1299;Oslo`, `4600 Agder`; tabs as a spreadsheet pastes them
_LINE = re.compile(r"(\d{4})\s*(?:[-–;,\t ]\s*(\d{4}))?\s*[;,:\t ]\s*(\S.*)")
#: (first, last) that a country has given out
GIVEN_OUT = {"NO": ("0001", "9991"), "DK": ("0555", "9990")}
MOST = 500


@dataclass(frozen=True)
class Span:
    """From the first to the last code, both included."""

    first: str
    last: str
    unit_id: UUID


def code_of(typed: str, country: str) -> str:
    """Raises PortalError for what is no postal code of this country."""
    plain = re.sub(r"\s|^(?:NO?|DK)-", "", typed.strip().upper())
    first, last = GIVEN_OUT.get(country, ("0000", "9999"))
    if not _CODE.fullmatch(plain) or not first <= plain <= last:
        raise PortalError(_("There is no postal code %(code)s. It has four digits.", code=typed.strip()), "postal_code")
    return plain


def spans_in(text: str, branches: Mapping[str, UUID], country: str) -> list[Span]:
    """One range a line, in the order of their codes. `branches` are units by name in small letters.

    Raises PortalError that names the line: not understood, no such code, no such branch, two ranges that overlap.
    """
    spans = [
        _span(number, line.strip(), branches, country)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip()
    ]
    if len(spans) > MOST:
        raise PortalError(_("That is more than %(n)s ranges. Put neighbours together.", n=MOST), "text")
    spans.sort(key=lambda span: span.first)
    for before, after in pairwise(spans):
        if after.first <= before.last:
            said = {"one": written(before), "other": written(after)}
            raise PortalError(_("%(one)s and %(other)s overlap. A postal code has one branch.", **said), "text")
    return spans


def _span(number: int, line: str, branches: Mapping[str, UUID], country: str) -> Span:
    found = _LINE.fullmatch(line)
    if found is None:
        raise PortalError(_("Line %(n)s: write it as 0001-1299 and the branch's name.", n=number), "text")
    try:
        first, last = code_of(found[1], country), code_of(found[2] or found[1], country)
    except PortalError as fault:
        raise PortalError(_("Line %(n)s: %(sentence)s", n=number, sentence=fault.sentence), "text") from None
    unit_id = branches.get(found[3].strip().casefold())
    if unit_id is None:
        raise PortalError(
            _("Line %(n)s: there is no branch called “%(name)s”.", n=number, name=found[3].strip()), "text"
        )
    if last < first:
        raise PortalError(_("Line %(n)s: the last code comes before the first.", n=number), "text")
    return Span(first, last, unit_id)


def written(span: Span) -> str:
    return span.first if span.first == span.last else f"{span.first}-{span.last}"


def gaps_in(spans: Iterable[Span], country: str) -> list[str]:
    """Which codes no range has, as ranges."""
    first, last = GIVEN_OUT.get(country, ("0000", "9999"))
    found, following = [], int(first)
    for span in spans:
        if int(span.first) > following:
            found.append(f"{following:04}-{int(span.first) - 1:04}")
        following = int(span.last) + 1
    return [*found, f"{following:04}-{last}"] if following <= int(last) else found
