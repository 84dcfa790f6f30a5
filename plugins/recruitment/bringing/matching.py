"""Whom of the register a row is about: surely, perhaps, or nobody."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from plugins.recruitment.bringing.reading import CONTACTS, Said
from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.joining.models import Magazine
from plugins.recruitment.members.models import Membership
from portal.extensions import db
from portal.people.models import Person
from portal.people.queries import IS_HERE

MOST_ALIKE = 5
_COLUMNS = (
    Person.id, Person.name, Person.email, Person.email_key, Person.phone, Person.street, Person.postal_code,
    Person.town, Person.birth_year, Person.sorting, Person.is_protected,
)  # fmt: skip


@dataclass
class Known:
    """Somebody of the register, as far as a row can add to her."""

    row: Any
    latest: Membership | None = None
    magazine: str = ""
    invoiced: set[int] = field(default_factory=set)


@dataclass
class Register:
    """Those of the register whom some rows may be about."""

    by_id: dict[UUID, Any]
    by_sorting: dict[str, list[Any]]
    by_email: dict[str, list[Any]]
    by_phone: dict[str, list[Any]]

    def surely(self, said: Said) -> Any | None:
        """The same name, and something else that is the same, or nothing else known of either."""
        for row in self.by_sorting.get(said.sorting, ()):
            if _is_same(said, row):
                return row
        return None

    def perhaps(self, said: Said) -> list[Any]:
        """Another name at the same address or number, or the same name where nothing says that it is another."""
        found = [*self.by_email.get(said.email_key, ()), *self.by_phone.get(said.phone, ())]
        found += [row for row in self.by_sorting.get(said.sorting, ()) if _could_be(said, row)]
        return list({row.id: row for row in found}.values())[:MOST_ALIKE]


def _is_same(said: Said, row: Any) -> bool:
    if said.email and said.email_key == row.email_key:
        return True
    if said.phone and said.phone == row.phone:
        return True
    if said.postal_code and said.postal_code == row.postal_code:
        years = said.birth_year is not None and said.birth_year == row.birth_year
        return years or bool(said.street and said.street.casefold() == row.street.casefold()) or _all_same(said, row)
    return _all_same(said, row)


def _all_same(said: Said, row: Any) -> bool:
    """Nothing is said that the register has otherwise, and nothing stands there that the row leaves out."""
    return all((getattr(said, name) or "") == (getattr(row, name) or "") for name in CONTACTS)


def _could_be(said: Said, row: Any) -> bool:
    years = said.birth_year, row.birth_year
    if None not in years and years[0] != years[1]:
        return False
    same_place = said.postal_code and said.postal_code == row.postal_code
    unknown = not any(getattr(said, name) for name in CONTACTS) or not any(getattr(row, name) for name in CONTACTS)
    return bool(same_place or (None not in years) or unknown)


def people_like(organisation_id: UUID, rows: Iterable[Said], chosen: Iterable[UUID] = ()) -> Register:
    """One statement for some hundred rows."""
    rows = list(rows)
    same = [Person.sorting.in_({one.sorting for one in rows})]
    for column, found in (
        (Person.email_key, {one.email_key for one in rows} - {""}),
        (Person.phone, {one.phone for one in rows} - {""}),
        (Person.id, set(chosen)),
    ):
        if found:
            same.append(column.in_(found))
    found_rows = db.session.execute(
        select(*_COLUMNS).where(Person.organisation_id == organisation_id, IS_HERE, or_(*same)).order_by(Person.id)
    ).all()
    return Register(
        {row.id: row for row in found_rows},
        _grouped(found_rows, "sorting"),
        _grouped(found_rows, "email_key"),
        _grouped(found_rows, "phone"),
    )


def _grouped(rows: Iterable[Any], name: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        if getattr(row, name):
            found.setdefault(getattr(row, name), []).append(row)
    return found


def known_of(organisation_id: UUID, rows: Iterable[Any]) -> dict[UUID, Known]:
    """What hangs on them: their latest membership, the magazine, the years that they were asked for."""
    found = {row.id: Known(row) for row in rows}
    hers = Membership.organisation_id == organisation_id, Membership.person_id.in_(found)
    for one in db.session.scalars(select(Membership).where(*hers).order_by(Membership.starts_on, Membership.id)):
        found[one.person_id].latest = one
    ways = select(Magazine.person_id, Magazine.way).where(
        Magazine.organisation_id == organisation_id, Magazine.person_id.in_(found)
    )
    for person_id, way in db.session.execute(ways):
        found[person_id].magazine = way
    years = select(Invoice.person_id, Invoice.year).where(
        Invoice.organisation_id == organisation_id, Invoice.person_id.in_(found)
    )
    for person_id, year in db.session.execute(years):
        found[person_id].invoiced.add(year)
    return found
