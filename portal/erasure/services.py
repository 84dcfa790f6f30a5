"""Erase somebody: each table as it says of itself, her files, and what the audit log wrote down about her."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, and_, delete, or_, select, update

from portal import clock
from portal.audit.erasing import erase_values
from portal.audit.models import AuditEntry
from portal.audit.services import record
from portal.erasure.deeds import ERASED
from portal.erasure.queries import known_as, names_her
from portal.erasure.rules import REMEMBER
from portal.extensions import db
from portal.files.deeds import DEEDS as FILE_DEEDS
from portal.files.models import StoredFile
from portal.files.services import SWEEP
from portal.jobs.services import ask_for, begin_anew
from portal.people.models import Person
from portal.plugin_api import AboutPeople, Erase
from portal.privacy.catalogue import model_of
from portal.privacy.holdings import Subject, emptied, is_hers, subject_of, tables_here
from portal.tenancy import Base, current_organisation_id, uuid7
from portal.trail.queries import entries_about

#: whose files are lists and reports that somebody asked for, kept for thirty days
TAKEN_OUT = ("job", "takeout")


def erase(person: Person, *, by: UUID | None) -> None:
    """Nothing of her is left but an empty row for the figures of the past. The caller commits; it cannot be undone.

    Letters that wait for her are not sent. The bytes of her files go with the worker's next round.
    """
    here, person_id, who = current_organisation_id(), person.id, subject_of(person)
    db.session.flush()
    named = _entries_that_name(person, who.people)
    begin_anew()  # before her files go: a list that is written just now has her in it
    ids = {*who.people, *_ids_of(who, here)}
    ids |= _drop_files(here, ids)
    for table, said in _children_first():
        _erase_in(table, said, who, here)
    _leave_empty(here, who.people)
    db.session.expire_all()
    erase_values(here, [*_entries(here, who.people, ids), *named], by=by, of=person_id)
    record(ERASED, person_id, by=by)
    for job in (REMEMBER, SWEEP, "measure_metrics"):
        ask_for(job)


def _ids_of(who: Subject, here: UUID) -> set[UUID]:
    """Of every row that is hers."""
    found: set[UUID] = set()
    for table, _said in tables_here():
        if table.name != AuditEntry.__tablename__ and (condition := is_hers(table, who, here)) is not None:
            found |= set(db.session.scalars(select(model_of(table).id).where(condition)))
    return found


def _drop_files(here: UUID, owner_ids: Collection[UUID]) -> set[UUID]:
    """Returns which files they were. What was taken out to files lately may name her: it can be taken out anew."""
    is_hers_or_names_her = or_(StoredFile.owner_id.in_(owner_ids), StoredFile.owner_kind.in_(TAKEN_OUT))
    hers = StoredFile.organisation_id == here, is_hers_or_names_her
    found = set(db.session.scalars(select(StoredFile.id).where(*hers)))
    db.session.execute(delete(StoredFile).where(*hers).execution_options(synchronize_session=False))
    return found


def _children_first() -> list[tuple[Table, AboutPeople]]:
    """What a row refers to is there until it is gone itself."""
    said = dict(tables_here())
    return [(table, said[table]) for table in reversed(Base.metadata.sorted_tables) if table in said]


def _erase_in(table: Table, said: AboutPeople, who: Subject, here: UUID) -> None:
    condition = is_hers(table, who, here)
    if condition is None:
        return
    if said.erase is Erase.ROW:
        db.session.execute(delete(model_of(table)).where(condition).execution_options(synchronize_session=False))
    elif said.erase is Erase.ALONG:
        _let_go_along(table, said, condition)
    elif values := emptied(table):
        _change(table, condition, values)


def _let_go_along(table: Table, said: AboutPeople, condition: ColumnElement[bool]) -> None:
    """With a row that is made for it and that is nobody's: hers stays, for the figures."""
    nobody = Person(id=uuid7(), name="", language="nb", sorting="", words="", added_at=clock.now())
    db.session.add(nobody)
    db.session.flush()
    _change(table, condition, {said.person: nobody.id})
    db.session.delete(nobody)
    db.session.flush()


def _change(table: Table, condition: ColumnElement[bool], values: dict[str, Any]) -> None:
    statement = update(model_of(table)).where(condition).values(values)
    db.session.execute(statement.execution_options(synchronize_session=False))


def _leave_empty(here: UUID, people: Collection[UUID]) -> None:
    """Her rows in the register say that nobody is there."""
    now: datetime = clock.now()
    hers = Person.organisation_id == here, Person.id.in_(people), Person.gone_at.is_(None)
    db.session.execute(update(Person).where(*hers).values(gone_at=now).execution_options(synchronize_session=False))


def _entries(here: UUID, people: Collection[UUID], ids: Collection[UUID]) -> list[UUID]:
    """About her, or with an id of hers among the values; about any row that was hers, and about its files."""
    named = [entry.id for entry in entries_about(here, people)]
    owner = AuditEntry.changes["of"].as_string()
    of_rows = or_(AuditEntry.subject_id.in_(ids), and_(_is_of_a_file(), owner.in_([str(one) for one in ids])))
    about_rows = select(AuditEntry.id).where(AuditEntry.organisation_id == here, of_rows)
    return list(dict.fromkeys([*named, *db.session.scalars(about_rows)]))


def _is_of_a_file() -> ColumnElement[bool]:
    return AuditEntry.action.in_([action.name for action in FILE_DEEDS])


def _entries_that_name(person: Person, people: Collection[UUID]) -> list[UUID]:
    """About whatever it was: a text that was mended, an address to which letters go again. As long as she is known."""
    hers = select(AuditEntry.id).where(
        AuditEntry.organisation_id == person.organisation_id, names_her(person, known_as(person, people))
    )
    return list(db.session.scalars(hers))
