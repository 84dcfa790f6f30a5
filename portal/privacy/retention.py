"""How long rows stay: what the tables say, counted beforehand, and done by the worker where it is switched on."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, Date, String, Table, cast, delete, func, or_, select, update

from portal import clock
from portal.audit.erasing import ERASED, erase_values
from portal.audit.models import AuditEntry, PlatformAuditEntry
from portal.audit.services import record
from portal.extensions import db
from portal.i18n import LazyText
from portal.organisations.queries import setup_now
from portal.organisations.setup import Setup
from portal.plugin_api import AboutPeople, Erase, Keep
from portal.plugin_api.personal import people_of
from portal.privacy.catalogue import all_tables, as_chosen, chosen_months, model_of, tables_in_use
from portal.privacy.holdings import emptied
from portal.privacy.months import months_before
from portal.tenancy import Base

#: entries of the trail that lose their values in one night
ENTRIES_AT_ONCE = 5000


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

    def is_over(self, organisation_id: UUID | None) -> ColumnElement[bool]:
        """Of this organisation (None: of the platform), and older than its months. A row without the day stays."""
        after = getattr(self.model, self.keep.after)
        cutoff = months_before(clock.now(), self.keep.months)
        day = clock.local(cutoff).date() if isinstance(after.type, Date) else cutoff
        found: ColumnElement[bool] = after < day
        if organisation_id:
            found &= self.model.organisation_id == organisation_id
        return found & self._says_something() if self.keep.does is Erase.EMPTY else found

    def _says_something(self) -> ColumnElement[bool]:
        """A row that stays has not been emptied yet."""
        if self.is_trail:
            said: ColumnElement[bool] = self.model.salt.is_not(None) & (self.model.action != ERASED)
            return said
        return or_(*(_differs(getattr(self.model, name), value) for name, value in self.empty.items()))

    @property
    def is_trail(self) -> bool:
        return self.model in (AuditEntry, PlatformAuditEntry)

    @property
    def empty(self) -> dict[str, Any]:
        """What is written into a row that stays."""
        return emptied(self.model.__table__, ending=False)


def platform_kinds() -> list[Kind]:
    """What the platform keeps outside of the organisations: nobody chooses, and nobody switches it off."""
    said = ((table, people_of(table)) for table in all_tables() if not table.info.get("tenant"))
    return [
        Kind(model_of(table), one.purpose, one.keep)
        for table, one in said
        if isinstance(one, AboutPeople) and isinstance(one.keep, Keep)
    ]


def kinds(setup: Setup) -> list[Kind]:
    """What has a time of its own here, as the organisation has chosen it.

    What a feature forgets itself or other rows stand on is not among it. What figures of the past are counted from
    stays and is emptied; where there is nothing to empty, it loses the name with the person (`ties.py`).
    """
    return [kind for kind in kinds_with_months(setup) if _is_done(kind)]


def kinds_with_months(setup: Setup) -> list[Kind]:
    """Also those that only hold a person in the register so long: memberships, accounts."""
    chosen = chosen_months(setup)
    said = ((table, people_of(table)) for table in tables_in_use(setup.plugins) if table.info.get("tenant"))
    found = [
        Kind(model_of(table), one.purpose, as_chosen(one.keep, table.name, chosen))
        for table, one in said
        if isinstance(one, AboutPeople) and isinstance(one.keep, Keep)
    ]
    return [kind for kind in found if kind.keep.does is Erase.EMPTY or _is_done(kind)]


def _is_done(kind: Kind) -> bool:
    if kind.keep.does is Erase.EMPTY:
        return kind.is_trail or bool(kind.empty)
    return not _is_stood_on(kind.model.__table__)


def _differs(column: Any, value: Any) -> ColumnElement[bool]:
    """JSON has no equality of its own on PostgreSQL."""
    if isinstance(column.type, JSON):
        found: ColumnElement[bool] = cast(column, String).not_in(("{}", "[]", "null"))
        return found
    return column.is_not(None) if value is None else column != value


def _is_stood_on(table: Table) -> bool:
    """Another table refers to it and does not go with it."""
    keys = (key for other in Base.metadata.tables.values() for key in other.foreign_key_constraints)
    return any(key.referred_table is table and key.ondelete != "CASCADE" for key in keys)


def how_many(organisation_id: UUID, of: list[Kind], *more: Any) -> list[int]:
    """How many rows of each would go or be emptied now, and what `more` counts: one statement for all."""
    counts = [
        select(func.count()).select_from(kind.model).where(kind.is_over(organisation_id)).scalar_subquery()
        for kind in of
    ]
    return list(db.session.execute(select(*counts, *more)).one())


def delete_what_is_over(organisation_id: UUID) -> None:
    """Daily, for the worker. Done again it does nothing; an entry in the trail says how many went."""
    setup = setup_now(organisation_id)
    if not setup.setting("privacy.deletes"):
        return
    gone = {kind.model.__tablename__: _let_go(organisation_id, kind) for kind in kinds(setup)}
    if counted := {name: [count, 0] for name, count in gone.items() if count}:
        record("privacy.deleted", None, by=None, changes=counted)


def let_platform_go() -> None:
    """As `delete_what_is_over`, outside of the organisations. The caller commits."""
    for kind in platform_kinds():
        _let_go(None, kind)


def _let_go(organisation_id: UUID | None, kind: Kind) -> int:
    if kind.is_trail:
        return _empty_trail(organisation_id, kind)
    said = update(kind.model).values(kind.empty) if kind.keep.does is Erase.EMPTY else delete(kind.model)
    gone: Any = db.session.execute(
        said.where(kind.is_over(organisation_id)).execution_options(synchronize_session=False)
    )
    return int(gone.rowcount)


def _empty_trail(organisation_id: UUID | None, kind: Kind) -> int:
    """Values go, the chain stays whole. The rest of them the next night."""
    entry_id = kind.model.id
    old = select(entry_id).where(kind.is_over(organisation_id)).order_by(entry_id).limit(ENTRIES_AT_ONCE)
    return erase_values(organisation_id, list(db.session.scalars(old)), by=None)

