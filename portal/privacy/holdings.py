"""Which rows are somebody's, from what the tables say of themselves: for handing them out, erasing and merging."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, ColumnElement, Date, ScalarSelect, String, Table, and_, case, func, or_, select

from portal import clock
from portal.extensions import db
from portal.people.models import Person
from portal.plugin_api import AboutPeople, Erase
from portal.plugin_api.personal import about, people_of
from portal.privacy.catalogue import all_tables, attribute, model_of

#: what a row loses that stays: the words that tell of somebody
TELLING = ("contact", "health", "free_text")


@dataclass(frozen=True)
class Subject:
    """Who somebody is in the tables: rows of the register that are hers, her account, her address."""

    people: tuple[UUID, ...] = ()
    account: UUID | None = None
    #: in small letters; "" also where somebody else has the same: nobody can tell whose letter it was
    email: str = ""
    #: E.164; "" also where somebody else has the same
    phone: str = ""


def subject_of(person: Person) -> Subject:
    """Somebody in the register, with what was merged into her. Her account is no organisation's: it is not in it."""
    merged = select(Person.id).where(Person.organisation_id == person.organisation_id, Person.merged_into == person.id)
    people = (person.id, *db.session.scalars(merged))
    return Subject(people=people, email=_own_address(person), phone=_own(person, Person.phone))


def _own_address(person: Person) -> str:
    return _own(person, Person.email_key)


def _own(person: Person, column: Any) -> str:
    """Two who live together may share one."""
    own: str = getattr(person, column.key)
    ours = Person.organisation_id == person.organisation_id, Person.id != person.id
    return "" if not own or db.session.scalar(select(Person.id).where(*ours, column == own).limit(1)) else own


def tables_about_people() -> Iterator[tuple[Table, AboutPeople]]:
    """All that are there, also those of plugins that are switched off: what they hold stays."""
    for table in all_tables():
        if isinstance(said := people_of(table), AboutPeople):
            yield table, said


def tables_here() -> list[tuple[Table, AboutPeople]]:
    """Those that belong to an organisation."""
    return [(table, said) for table, said in tables_about_people() if table.info.get("tenant")]


def is_hers(table: Table, who: Subject, organisation_id: UUID | None) -> ColumnElement[bool] | None:
    """A condition on the rows of a table; None where none can be hers. The organisation is None for a global table."""
    said = people_of(table)
    if not isinstance(said, AboutPeople):
        return None
    found = [one for one in _ways(table, said, who, organisation_id) if one is not None]
    if not found:
        return None
    return and_(model_of(table).organisation_id == organisation_id, or_(*found)) if organisation_id else or_(*found)


def _ways(
    table: Table, said: AboutPeople, who: Subject, organisation_id: UUID | None
) -> Iterator[ColumnElement[bool] | None]:
    if said.person and who.people:
        yield attribute(table.c[said.person]).in_(who.people)
    if said.account and who.account:
        yield attribute(table.c[said.account]) == who.account
    if said.email and who.email:
        same = func.lower(attribute(table.c[said.email])) == who.email
        yield and_(same, attribute(table.c[said.person]).is_(None)) if said.person else same
    if said.phone and who.phone:
        same = attribute(table.c[said.phone]) == who.phone
        yield and_(same, attribute(table.c[said.email]) == "") if said.email else same
    if said.through:
        yield _by_reference(table, said.through, who, organisation_id)


def _by_reference(table: Table, column: str, who: Subject, organisation_id: UUID | None) -> ColumnElement[bool] | None:
    target = referred_to(table, column)
    if target is None or (condition := is_hers(target, who, organisation_id)) is None:
        return None
    return attribute(table.c[column]).in_(select(model_of(target).id).where(condition))


def referred_to(table: Table, column: str) -> Table | None:
    """The table that a column refers to."""
    return next((key.column.table for key in table.c[column].foreign_keys), None)


def numbers_of(who: Subject, organisation_id: UUID) -> list[tuple[Table, AboutPeople, int]]:
    """How many rows of each table are hers, where there are any: one statement."""
    asked = [
        (table, said, condition)
        for table, said in tables_here()
        if (condition := is_hers(table, who, organisation_id)) is not None
    ]
    counts: list[ScalarSelect[Any]] = [
        select(func.count()).select_from(model_of(table)).where(condition).scalar_subquery()
        for table, _said, condition in asked
    ]
    found = db.session.execute(select(*counts)).one()
    return [(table, said, number) for (table, said, _one), number in zip(asked, found, strict=True) if number]


def emptied(table: Table, *, ending: bool = True) -> dict[str, Any]:
    """What is written into a row of hers that stays when she is erased: by column.

    `ending`: with what is still running, which ends that day.
    """
    said = people_of(table)
    if not isinstance(said, AboutPeople):
        return {}
    found = {column.name: _instead(column) for column in table.columns if _fate(column, said) is Erase.EMPTY}
    if not ending:
        return found
    return found | {column.name: _ended(column) for column in table.columns if _fate(column, said) is Erase.END}


def _fate(column: Column[Any], said: AboutPeople) -> Erase:
    """What the column says itself; else the telling ones go where the table says that it is emptied."""
    own = about(column)
    return own.erase or (Erase.EMPTY if said.erase is Erase.EMPTY and own.category in TELLING else Erase.KEEP)


def _instead(column: Column[Any]) -> Any:
    if column.nullable:
        return None
    if isinstance(column.type, JSON):
        return {}
    return "" if isinstance(column.type, String) else 0


def _ended(column: Column[Any]) -> Any:
    """Today, where it has not ended before."""
    now: Any = clock.today() if isinstance(column.type, Date) else clock.now()
    day = attribute(column)
    return case((or_(day.is_(None), day > now), now), else_=day)
