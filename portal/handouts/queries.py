"""The rows that are somebody's, read as they are told."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Row, Table, select

from portal import clock
from portal.accounts.models import UserAccount
from portal.audit.models import AuditEntry, PlatformAuditEntry
from portal.extensions import db
from portal.files.models import StoredFile
from portal.handouts.rules import HOLDS_MINUTES
from portal.i18n import current_language
from portal.plugin_api.personal import Text, people_of
from portal.privacy.catalogue import attribute, model_of
from portal.privacy.holdings import Subject, is_hers, referred_to, tables_about_people
from portal.privacy.labels import is_account, label_of, shown_columns, told

#: who she is comes first
HERSELF = ("person", "user_account")


@dataclass(frozen=True)
class Section:
    """Her rows of one table: what they are kept for, and each as (column, label, value in words, value as it is)."""

    table: str
    purpose: Text
    ids: tuple[UUID, ...]
    rows: tuple[tuple[tuple[str, str, str, Any], ...], ...]


def sections_of(who: Subject, organisation_id: UUID | None) -> list[Section]:
    """All that one organisation keeps about her; with None, what stands outside of any. A statement for each table."""
    found = [
        Section(table.name, said.purpose, tuple(row.id for row in rows), tuple(_told(table, rows)))
        for table, said in tables_about_people()
        if bool(table.info.get("tenant")) is (organisation_id is not None)
        if (condition := is_hers(table, who, organisation_id)) is not None
        if (rows := _rows(table, condition))
    ]
    return sorted(found, key=lambda section: section.table not in HERSELF)


def _rows(table: Table, condition: Any) -> list[Row[Any]]:
    columns = [attribute(column) for column in table.columns]
    return list(db.session.execute(select(*columns).where(condition).order_by(model_of(table).id)))


def _told(table: Table, rows: Collection[Row[Any]]) -> Iterator[tuple[tuple[str, str, str, Any], ...]]:
    columns = shown_columns(table)
    names = {column.name: _names(column, rows) for column in columns if _leads_on(column)}
    for row in rows:
        values = ((column, getattr(row, column.name)) for column in columns)
        said = ((column, _called(names, column, value)) for column, value in values)
        known = ((column, value, told(column, value)) for column, value in said)
        yield tuple((column.name, label_of(column), words, value) for column, value, words in known if words)


def _called(names: dict[str, dict[UUID, str]], column: Column[Any], value: Any) -> Any:
    """The name that it leads to, or itself; a list leads nowhere."""
    return names[column.name].get(value, value) if column.name in names else value


def _leads_on(column: Column[Any]) -> bool:
    return is_account(column) or bool(column.foreign_keys)


def _names(column: Column[Any], rows: Collection[Row[Any]]) -> dict[UUID, str]:
    """What people call the rows that this column refers to."""
    keys = {key for row in rows if (key := getattr(row, column.name))}
    target = UserAccount.__table__ if is_account(column) else referred_to(column.table, column.name)
    if not keys or not isinstance(target, Table):
        return {}
    parts, key_of = [attribute(target.c[name]) for name in _told_by(target)], model_of(target).id
    found = db.session.execute(select(key_of, *parts).where(key_of.in_(keys)))
    return {key: next(filter(None, words), "") for key, *words in found}


def _told_by(target: Table) -> list[str]:
    """Words in the reader's own language, where there are several."""
    known = [name for name in getattr(people_of(target), "told_by", ("name",)) if name in target.c]
    return sorted(known, key=lambda name: name != current_language())


def files_of_rows(organisation_id: UUID, owner_ids: Collection[UUID]) -> list[StoredFile]:
    """The files of these rows."""
    wanted = StoredFile.organisation_id == organisation_id, StoredFile.owner_id.in_(owner_ids)
    return list(db.session.scalars(select(StoredFile).where(*wanted).order_by(StoredFile.id)))


def entries_on(organisation_id: UUID, subject_ids: Collection[UUID]) -> list[Row[Any]]:
    """What was done with these rows, by whom and when, oldest first."""
    return list(
        db.session.execute(
            select(AuditEntry.at, AuditEntry.action, AuditEntry.user_id, UserAccount.name.label("who"))
            .outerjoin(UserAccount, UserAccount.id == AuditEntry.user_id)
            .where(AuditEntry.organisation_id == organisation_id, AuditEntry.subject_id.in_(subject_ids))
            .order_by(AuditEntry.id)
        )
    )


def handed_out(
    table: type[AuditEntry] | type[PlatformAuditEntry], entry_id: UUID, *, action: str, subject_id: UUID, by: UUID
) -> Any | None:
    """The entry that this file was asked for with, a short while ago, by this very person."""
    since = clock.now() - timedelta(minutes=HOLDS_MINUTES)
    wanted = table.id == entry_id, table.action == action, table.subject_id == subject_id, table.user_id == by
    return db.session.scalar(select(table).where(*wanted, table.at > since))
