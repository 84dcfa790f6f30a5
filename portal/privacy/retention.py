"""How long rows stay: what the tables say, counted beforehand, and done by the worker where it is switched on."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Table, delete, func, select

from portal import clock
from portal.audit.services import record
from portal.extensions import db
from portal.i18n import LazyText
from portal.organisations.queries import setup_now
from portal.organisations.setup import Setup
from portal.plugin_api import AboutPeople, Erase, Keep
from portal.plugin_api.personal import people_of
from portal.privacy.catalogue import as_chosen, chosen_months, tables_in_use
from portal.tenancy import Base


@dataclass(frozen=True)
class Kind:
    """Rows of one table that go when their time is over."""

    model: Any
    purpose: LazyText | str
    keep: Keep

    @property
    def is_open(self) -> bool:
        """The organisation may choose."""
        return self.keep.floor < self.keep.ceiling

    def is_over(self, organisation_id: UUID) -> ColumnElement[bool]:
        """Of this organisation, and older than its months. A row without the day stays."""
        after = getattr(self.model, self.keep.after)
        cutoff = months_before(clock.now(), self.keep.months)
        day = clock.local(cutoff).date() if isinstance(after.type, Date) else cutoff
        found: ColumnElement[bool] = (self.model.organisation_id == organisation_id) & (after < day)
        return found


def kinds(setup: Setup) -> list[Kind]:
    """What has a time of its own here, as the organisation has chosen it.

    What a feature forgets itself, other rows stand on, or figures of the past are counted from is not among it.
    """
    chosen = chosen_months(setup)
    models = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    return [
        Kind(models[table], said.purpose, as_chosen(said.keep, table.name, chosen))
        for table in tables_in_use(setup.plugins)
        if isinstance(said := people_of(table), AboutPeople) and isinstance(said.keep, Keep)
        if said.keep.does is Erase.ROW and table.info.get("tenant") and not _is_stood_on(table)
    ]


def _is_stood_on(table: Table) -> bool:
    """Another table refers to it and does not go with it."""
    keys = (key for other in Base.metadata.tables.values() for key in other.foreign_key_constraints)
    return any(key.referred_table is table and key.ondelete != "CASCADE" for key in keys)


def how_many(organisation_id: UUID, of: list[Kind]) -> list[int]:
    """How many rows of each would go now: one statement for all."""
    if not of:
        return []
    counts = [
        select(func.count()).select_from(kind.model).where(kind.is_over(organisation_id)).scalar_subquery()
        for kind in of
    ]
    return list(db.session.execute(select(*counts)).one())


def delete_what_is_over(organisation_id: UUID) -> None:
    """Daily, for the worker. Done again it does nothing; an entry in the trail says how many went."""
    setup = setup_now(organisation_id)
    if not setup.setting("privacy.deletes"):
        return
    gone = {kind.model.__tablename__: _delete(organisation_id, kind) for kind in kinds(setup)}
    if counted := {name: [count, 0] for name, count in gone.items() if count}:
        record("privacy.deleted", None, by=None, changes=counted)


def _delete(organisation_id: UUID, kind: Kind) -> int:
    gone: Any = db.session.execute(
        delete(kind.model).where(kind.is_over(organisation_id)).execution_options(synchronize_session=False)
    )
    return int(gone.rowcount)


def months_before(moment: datetime, months: int) -> datetime:
    """The same day of the month, or its last."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))
