"""Add and change people."""

from typing import Any
from uuid import UUID

from portal import clock
from portal.audit.services import changed, record
from portal.extensions import db
from portal.people.models import Person, PersonWord
from portal.people.rules import email_key_of, parts_of, sorting_of, words_of
from portal.tenancy import uuid7


def add_person(*, by: UUID | None, **values: Any) -> Person:
    """Somebody new in the register of the organisation in scope. `values` are columns of Person."""
    person = Person(id=uuid7(), added_by=by, added_at=clock.now(), **values)
    derive(person)
    db.session.add(person)
    record("person.added", person.id, by=by, changes={"name": [None, person.name]})
    return person


def change_person(person: Person, *, by: UUID | None, **values: Any) -> None:
    record("person.changed", person.id, by=by, changes=changed(person, **values))
    derive(person)


def derive(person: Person) -> None:
    """What lists are sorted by and searches find, from what was typed."""
    for name in ("email", "phone", "street", "postal_code", "town", "municipality"):
        setattr(person, name, getattr(person, name) or "")
    person.email_key = email_key_of(person.email)
    person.sorting, words = sorting_of(person.name), words_of(person)
    if words != person.words:
        person.words = words
        _index(person)


def _index(person: Person) -> None:
    """What stays, stays: a new number does not write her name anew."""
    there = {one.word: one for one in person.found_by}
    person.found_by = [
        there.get(word) or PersonWord(id=uuid7(), word=word, backwards=word[::-1]) for word in parts_of(person.words)
    ]
