"""People whom nothing ties to the organisation any more: no membership, no consent in force, nothing that must be kept.

Every table says itself how long a row of its holds somebody in the register (`AboutPeople.tie`); a row that must stay
longer than the organisation's own months, as accounts do, holds her so long.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Row, ScalarSelect, Table, exists, func, select

from portal import clock
from portal.accounts.models import UserAccount
from portal.consents.queries import has_agreed
from portal.extensions import db
from portal.organisations.models import Access
from portal.organisations.setup import Setup
from portal.people.models import Person
from portal.people.queries import IS_HERE
from portal.plugin_api import AboutPeople, Keep
from portal.privacy.catalogue import as_chosen, attribute, chosen_months, model_of
from portal.privacy.holdings import tables_here
from portal.privacy.months import months_before


def months_of(setup: Setup) -> int:
    """How long after the last tie; 0: nobody is erased by herself."""
    return int(str(setup.setting("privacy.untied")))


def untied(organisation_id: UUID, setup: Setup, months: int) -> list[ColumnElement[bool]]:
    """Conditions on Person."""
    cutoff = months_before(clock.now(), months)
    ours = Person.organisation_id == organisation_id, IS_HERE, Person.added_at < cutoff
    held = [_has_access(organisation_id), has_agreed(organisation_id), *_ties(organisation_id, setup, months)]
    return [*ours, *(~one for one in held)]


def _has_access(organisation_id: UUID) -> ColumnElement[bool]:
    """Somebody signs in here with her address."""
    account = select(Access.id).join(UserAccount, UserAccount.id == Access.user_id)
    return account.where(Access.organisation_id == organisation_id, UserAccount.email_key == Person.email_key).exists()


def _ties(organisation_id: UUID, setup: Setup, months: int) -> Iterator[ColumnElement[bool]]:
    """A row that is hers and not old enough. Also of plugins that are switched off: what they hold stays."""
    chosen = chosen_months(setup)
    for table, said in tables_here():
        if said.person and said.tie is not None and table is not Person.__table__:
            model = model_of(table)
            hers = model.organisation_id == organisation_id, attribute(table.c[said.person]) == Person.id
            yield exists().where(*hers, *_holds(table, said, months, chosen))


def _holds(table: Table, said: AboutPeople, months: int, chosen: dict[str, int]) -> Iterator[ColumnElement[bool]]:
    """Nothing where a row holds her as long as it is there."""
    keep = as_chosen(said.keep, table.name, chosen) if isinstance(said.keep, Keep) else None
    if name := said.tie or (keep.after if keep else ""):
        after = attribute(table.c[name])
        cutoff = months_before(clock.now(), max(months, keep.months if keep else 0))
        yield after.is_(None) | (after >= _as(after.type, cutoff))


def _as(kind: object, moment: datetime) -> object:
    return clock.local(moment).date() if isinstance(kind, Date) else moment


def count_of_untied(organisation_id: UUID, setup: Setup, months: int) -> ScalarSelect[int]:
    """To be counted with other things."""
    return select(func.count()).select_from(Person).where(*untied(organisation_id, setup, months)).scalar_subquery()


def who_is_untied(organisation_id: UUID, setup: Setup, months: int, limit: int) -> list[Row[Any]]:
    """(id, name, since when in the register), as registers are read."""
    columns = select(Person.id, Person.name, Person.added_at).where(*untied(organisation_id, setup, months))
    return list(db.session.execute(columns.order_by(Person.sorting, Person.id).limit(limit)))
