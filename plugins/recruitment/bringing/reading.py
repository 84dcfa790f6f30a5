"""What a row says, read cell by cell; all that is wrong with it is told, not only the first."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from plugins.recruitment.bringing.words import ENDINGS, KINDS, MAGAZINES, by_word, countries, word_in
from plugins.recruitment.dues.amounts import oere_in
from plugins.recruitment.joining.models import MAGAZINE_WAYS
from plugins.recruitment.members.models import ENDING_NAMES, KIND_NAMES
from plugins.recruitment.postal.rules import Span, code_of
from portal import clock
from portal.emails import email_in
from portal.errors import PortalError
from portal.i18n import _
from portal.imports.cells import day_in, text_in, within_length
from portal.imports.names import plain
from portal.organisations.setup import Setup
from portal.people.rules import email_key_of, phone_of, sorting_of

OLDEST = 1900
_YES, _NO = {"ja", "j", "x", "1", "yes", "true", "sann", "sand"}, {"nei", "nej", "n", "0", "no", "false", "usann"}
_PLAIN_EMAIL = re.compile(r"[a-z0-9._%+-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
#: eight digits need no library to be read
_PLAIN_PHONE = re.compile(r"(?:\+?(?:00)?(47|45))?([2-9]\d{7})")
_PERSONAL_NUMBER = re.compile(r"\d{6}[ -]?\d{4,5}")


@dataclass
class Said:
    """A row. None or "": it does not say."""

    name: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    postal_code: str = ""
    town: str = ""
    country: str = ""
    birth_year: int | None = None
    kind: str = ""
    unit_id: UUID | None = None
    #: False: neither the row nor its postal code names a branch
    names_unit: bool = False
    starts_on: date | None = None
    last_day: date | None = None
    ending: str = ""
    magazine: str = ""
    protected: bool | None = None
    paid_on: date | None = None
    #: øre
    amount: int | None = None
    why: list[tuple[str, str]] = field(default_factory=list)

    @property
    def email_key(self) -> str:
        return email_key_of(self.email)

    @property
    def sorting(self) -> str:
        return sorting_of(self.name)

    @property
    def ends_on(self) -> date | None:
        """The first day on which she is not a member any more."""
        return self.last_day + timedelta(days=1) if self.last_day else None


@dataclass
class Reader:
    """Reads the rows of one list. `spans` are the ranges of postal codes that propose a branch."""

    setup: Setup
    country: str
    spans: list[Span]
    units: dict[str, list[UUID]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in self.setup.units:
            self.units.setdefault(plain(node.name), []).append(node.id)
        self.kinds = by_word(KIND_NAMES, KINDS)
        self.endings = by_word({key: name for key, name in ENDING_NAMES.items() if key != "changed"}, ENDINGS)
        self.magazines = by_word(MAGAZINE_WAYS, MAGAZINES)

    def read(self, cells: Mapping[str, Any]) -> Said:
        said = Said()
        self._country(said, cells)
        for name in READERS:
            if name in cells:
                _noting(said, name, lambda: READERS[name](self, said, cells[name]))  # noqa: B023  # called at once
        if not said.name and not any(name == "name" for name, _reason in said.why):
            said.why.append(("name", _("The name is missing.")))
        _noting(said, "unit", lambda: self._propose_unit(said))
        self._check_days(said)
        return said

    def _country(self, said: Said, cells: Mapping[str, Any]) -> None:
        """First: it says how a postal code and a number are read."""
        if "country" in cells:
            _noting(said, "country", lambda: self._read_country(said, cells["country"]))

    def _read_country(self, said: Said, cell: Any) -> None:
        said.country = word_in(cell, countries(), "country")

    def _propose_unit(self, said: Said) -> None:
        if said.names_unit or not said.postal_code:
            return
        for span in self.spans:
            if span.first <= said.postal_code <= span.last:
                said.unit_id, said.names_unit = span.unit_id, True

    def _check_days(self, said: Said) -> None:
        if said.last_day and said.starts_on and said.last_day < said.starts_on:
            said.why.append(("last_day", _("The last day comes before the first.")))
        if said.starts_on and said.starts_on > clock.today():
            said.why.append(("starts_on", _("This day has not come yet.")))
        if said.paid_on and said.paid_on > clock.today():
            said.why.append(("paid_on", _("This day has not come yet.")))

    def unit(self, said: Said, cell: Any) -> None:
        word = plain(text_in(cell))
        found = self.units.get(word) or self._unit_within(word)
        if len(found) != 1:
            sentence = _("Several branches are called “%(name)s”.") if found else _("No branch is called “%(name)s”.")
            raise PortalError(sentence % {"name": text_in(cell)[:80]})
        said.names_unit = True
        said.unit_id = None if found[0] == self.setup.root.id else found[0]

    def _unit_within(self, word: str) -> list[UUID]:
        """“Lokallag Agder” is Agder, where there is one such."""
        found = [ids for name, ids in self.units.items() if f" {name} " in f" {word} " and ids[0] != self.setup.root.id]
        return found[0] if len(found) == 1 else []

    def postal_code(self, said: Said, cell: Any) -> None:
        """A spreadsheet may have taken the nought in front away."""
        typed = text_in(cell)
        home = said.country or self.country
        if home not in ("NO", "DK"):
            said.postal_code = within_length(typed, 10)
            return
        said.postal_code = code_of(typed.zfill(4) if re.fullmatch(r"\d{3}", typed) else typed, home)

    def phone(self, said: Said, cell: Any) -> None:
        home = said.country or self.country
        said.phone = _phone(text_in(cell), home)


def _phone(typed: str, home: str) -> str:
    digits = re.sub(r"[\s.()/-]", "", typed)
    code = {"NO": "47", "DK": "45"}.get(home)
    if (found := _PLAIN_PHONE.fullmatch(digits)) and (found[1] or code):
        return f"+{found[1] or code}{found[2]}"
    return phone_of(typed, home)


def _name(reader: Reader, said: Said, cell: Any) -> None:
    """“Hansen, Kari” is Kari Hansen; what the column of family names says comes behind."""
    parts = [" ".join(part.split()) for part in text_in(cell).split(",")]
    typed = f"{parts[1]} {parts[0]}" if len(parts) == 2 else " ".join(parts)
    said.name = within_length(typed.strip(), 120)


def _family_name(reader: Reader, said: Said, cell: Any) -> None:
    said.name = within_length(f"{said.name} {' '.join(text_in(cell).split())}".strip(), 120)


def _email(reader: Reader, said: Said, cell: Any) -> None:
    typed = text_in(cell)
    if not _PLAIN_EMAIL.fullmatch(typed) and not email_in(typed):
        raise PortalError(_("“%(said)s” is no e-mail address.", said=typed[:60]))
    said.email = within_length(typed, 254)


def _birth_year(reader: Reader, said: Said, cell: Any) -> None:
    typed = text_in(cell)
    if not isinstance(cell, date) and _PERSONAL_NUMBER.fullmatch(typed):
        raise PortalError(_("Leave national identity numbers out: the year of birth is enough."))
    year = int(typed) if re.fullmatch(r"(19|20)\d\d", typed) else day_in(cell).year
    if not OLDEST <= year <= clock.today().year:
        raise PortalError(_("Write a year from 1900 until now."))
    said.birth_year = year


def _day(cell: Any) -> date:
    """A year alone is its first day: old lists know no more."""
    typed = text_in(cell)
    if isinstance(cell, date):
        return day_in(cell)
    return date(int(typed), 1, 1) if re.fullmatch(r"(19|20)\d\d", typed) else day_in(cell)


def _protected(reader: Reader, said: Said, cell: Any) -> None:
    word = plain("1" if cell is True else "0" if cell is False else text_in(cell))
    if word not in _YES | _NO:
        raise PortalError(_("“%(said)s” is neither yes nor no.", said=text_in(cell)[:40]))
    said.protected = word in _YES


def _amount(reader: Reader, said: Said, cell: Any) -> None:
    amount = oere_in(cell)
    if not 0 <= amount <= 10_000_000:
        raise PortalError(_("Write an amount from 0 to 100 000."))
    said.amount = amount


def _kept(name: str, most: int) -> Callable[[Reader, Said, Any], None]:
    return lambda reader, said, cell: setattr(said, name, within_length(" ".join(text_in(cell).split()), most))


def _dated(name: str) -> Callable[[Reader, Said, Any], None]:
    return lambda reader, said, cell: setattr(said, name, _day(cell))


#: in this order: the family name follows the name
READERS: dict[str, Callable[[Reader, Said, Any], None]] = {
    "name": _name,
    "family_name": _family_name,
    "email": _email,
    "phone": Reader.phone,
    "street": _kept("street", 200),
    "postal_code": Reader.postal_code,
    "town": _kept("town", 80),
    "birth_year": _birth_year,
    "kind": lambda reader, said, cell: setattr(said, "kind", word_in(cell, reader.kinds, "kind")),
    "unit": Reader.unit,
    "starts_on": _dated("starts_on"),
    "last_day": _dated("last_day"),
    "ending": lambda reader, said, cell: setattr(said, "ending", word_in(cell, reader.endings, "ending")),
    "magazine": lambda reader, said, cell: setattr(said, "magazine", word_in(cell, reader.magazines, "magazine")),
    "protected": _protected,
    "paid_on": lambda reader, said, cell: setattr(said, "paid_on", day_in(cell)),
    "amount": _amount,
}


def _noting(said: Said, column: str, read: Callable[[], None]) -> None:
    try:
        read()
    except PortalError as fault:
        said.why.append((column, fault.sentence))


CONTACTS = ("email", "phone", "street", "postal_code", "town", "birth_year")
