"""What would become of what is kept about somebody, and where else people may have written about her."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    String,
    Text,
    Uuid,
    and_,
    cast,
    false,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    union_all,
)

from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.people.models import Person
from portal.plugin_api import AboutPeople, Erase, house
from portal.plugin_api.personal import Text as Words
from portal.plugin_api.personal import about, people_of
from portal.privacy.catalogue import all_tables, attribute, model_of
from portal.privacy.holdings import Subject, is_hers, numbers_of, subject_of

GOES = (Erase.ROW, Erase.ALONG)
#: places that are shown; whoever finds more searches once more when these are mended
MOST_PLACES = 50
_KNOWN_BY = ("name", "email", "phone")
#: a file is often called kari_eng
_BETWEEN_NAMES = (" ", "_", "-")
SHOWN = 160


@dataclass(frozen=True)
class Fate:
    """Rows of one kind: how many, and why they stay if they do."""

    purpose: Words
    number: int
    why: Words = ""


@dataclass(frozen=True)
class Preview:
    goes: list[Fate]
    stays: list[Fate]


@dataclass(frozen=True)
class Place:
    """Words of people's own in which she seems to be named."""

    feature: str
    words: str
    #: the page of what it stands in; "" where the log knows none
    address: str


def preview_of(person: Person) -> Preview:
    found = numbers_of(subject_of(person), person.organisation_id)
    goes = [Fate(said.purpose, number) for _table, said, number in found if said.erase in GOES]
    stays = [Fate(said.purpose, number, said.why) for _table, said, number in found if said.erase not in GOES]
    return Preview(goes, stays)


def places_of(person: Person) -> list[Place]:
    """Where her name, address or number stands in words that are not hers. It reads all of them."""
    looked_for, who = _looked_for(person), subject_of(person)
    parts = [_in_column(column, who, person.organisation_id, looked_for) for column in _own_words()]
    rows = db.session.execute(union_all(*parts).limit(MOST_PLACES)).all()
    pages = _pages(person.organisation_id, {row.row_id for row in rows})
    return [
        Place(_feature(row.place), _around(row.words, looked_for), pages.get(row.row_id) or _page_of(row.person_id))
        for row in rows
    ]


def _page_of(person_id: UUID | None) -> str:
    """Of whom the words are about, where the log knows no better."""
    return url_for("people.show", person_id=person_id) if person_id else ""


def _looked_for(person: Person) -> list[str]:
    return _long_enough([person.name, person.email, _national(person.phone)])


def _long_enough(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if len(word) > 3))


def _national(phone: str) -> str:
    return phone.removeprefix("+47").removeprefix("+45")


def known_as(person: Person, people: Collection[UUID]) -> list[str]:
    """What she is looked for by in the log: name, address and number, those of today and earlier ones."""
    of_rows = AuditEntry.organisation_id == person.organisation_id, AuditEntry.subject_id.in_(people)
    hers = select(AuditEntry.changes).where(*of_rows, AuditEntry.action.startswith("person."))
    pairs = [changes[name] for changes in db.session.scalars(hers) for name in _KNOWN_BY if name in changes]
    once = [one for pair in pairs if isinstance(pair, list) for one in pair if isinstance(one, str)]
    words = _long_enough([*_looked_for(person), *map(_national, once)])
    return _long_enough(word.replace(" ", mark) for word in words for mark in _BETWEEN_NAMES)


def names_her(person: Person, words: Sequence[str]) -> ColumnElement[bool]:
    """A condition on entries: one of these words stands in what changed.

    Not where the entry is about somebody else of this name, address or number: the words are that one's own.
    """
    same = [Person.sorting == person.sorting]
    same += [Person.email_key == person.email_key] if person.email_key else []
    same += [Person.phone == person.phone] if person.phone else []
    others = select(Person.id).where(
        Person.organisation_id == person.organisation_id, Person.id != person.id, Person.gone_at.is_(None), or_(*same)
    )
    about_another = and_(AuditEntry.subject_id.is_not(None), AuditEntry.subject_id.in_(others))
    return and_(not_(about_another), or_(false(), *_holds(cast(AuditEntry.changes, Text), words)))


def _own_words() -> Iterator[Column[Any]]:
    """Columns in which people write freely: of rows that are about no one, and of those about others."""
    for table in all_tables():
        if table.info.get("tenant") and "id" in table.c:
            own = ("free_text",) if isinstance(people_of(table), AboutPeople) else ("free_text", "contact")
            yield from (one for one in table.columns if about(one).category in own and about(one).export)


def _in_column(column: Column[Any], who: Subject, here: UUID, looked_for: list[str]) -> Any:
    model, said = model_of(column.table), people_of(column.table)
    words = cast(attribute(column), Text) if isinstance(column.type, JSON) else attribute(column)
    place = literal(f"{model.__module__}", String).label("place")
    whose = attribute(column.table.c[said.person]) if isinstance(said, AboutPeople) and said.person else null()
    columns = place, model.id.label("row_id"), cast(whose, Uuid).label("person_id"), cast(words, Text).label("words")
    hers = is_hers(column.table, who, here)
    others = [] if hers is None else [not_(func.coalesce(hers, false()))]
    return select(*columns).where(model.organisation_id == here, or_(*_holds(words, looked_for)), *others)


def _holds(words: Any, looked_for: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """As it is written, in small letters, and as JSON writes å."""
    for word in looked_for:
        yield words.contains(word, autoescape=True)
        yield func.lower(words).contains(word.lower(), autoescape=True)
        if (escaped := json.dumps(word)[1:-1]) != word:
            yield words.contains(escaped, autoescape=True)


def _feature(module: str) -> str:
    """`portal.goals.models.plans` is what people call "Goals"."""
    name = module.split(".")[1]
    return str(house().plugins[name].label) if name in house().plugins else ""


def _around(words: str, looked_for: list[str]) -> str:
    at = min((place for word in looked_for if (place := words.lower().find(word.lower())) >= 0), default=0)
    begin = max(at - SHOWN // 3, 0)
    cut = words[begin : begin + SHOWN]
    return ("… " if begin else "") + cut + (" …" if begin + SHOWN < len(words) else "")


def _pages(here: UUID, row_ids: set[UUID]) -> dict[UUID, str]:
    """Of these records, as the audit log leads to them."""
    wanted = AuditEntry.organisation_id == here, AuditEntry.subject_id.in_(row_ids)
    found: dict[UUID, str] = {}
    rows = db.session.execute(select(AuditEntry.subject_id, AuditEntry.action).where(*wanted).distinct())
    for row_id, name in rows:
        action = house().audit_actions.get(name)
        if row_id and action and action.page and action.argument:
            values: dict[str, Any] = {action.argument: row_id}
            found[row_id] = url_for(action.page, **values)
    return found
