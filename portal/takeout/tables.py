"""Which tables belong to an organisation, and which of their columns it gets.

Also those of plugins that are switched off: what lies there is the organisation's too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Mapper

from portal.accounts.models import UserAccount
from portal.extensions import db
from portal.organisations.models import Access, Organisation
from portal.plugin_api.personal import about
from portal.tenancy import Base

#: the words of letters hold links that open doors for whoever got them
CLOSED = {"message": {"text", "html"}}
#: rows that are read at a time
PART = 1000


@dataclass(frozen=True)
class Taken:
    """A table, with its columns in order and the rows that are the organisation's."""

    name: str
    header: list[str]
    statement: Any

    def rows(self) -> Iterator[Any]:
        yield from db.session.execute(self.statement.execution_options(yield_per=PART))


def tables_of(organisation_id: UUID) -> Iterator[Taken]:
    """Its own row, who has access to it, and every table whose rows bear its id."""
    yield _organisation(organisation_id)
    yield _accounts(organisation_id)
    by_table = {mapper.local_table: mapper for mapper in Base.registry.mappers}
    for table in Base.metadata.sorted_tables:
        if table.info.get("tenant"):
            yield _tenants(by_table[table], table, organisation_id)


def _organisation(organisation_id: UUID) -> Taken:
    columns = (Organisation.id, Organisation.slug, Organisation.name, Organisation.country, Organisation.language)
    statement = select(*columns).where(Organisation.id == organisation_id)
    return Taken("organisation", [column.key for column in columns], statement)


def _accounts(organisation_id: UUID) -> Taken:
    """By whom it was used and is used now: accounts are nobody's, and may be at home elsewhere too."""
    columns = (UserAccount.id, UserAccount.name, UserAccount.email)
    belongs = select(Access.user_id).where(Access.organisation_id == organisation_id)
    statement = select(*columns).where(UserAccount.id.in_(belongs)).order_by(UserAccount.id)
    return Taken("user_account", [column.key for column in columns], statement)


def _tenants(mapper: Mapper[Any], table: Table, organisation_id: UUID) -> Taken:
    columns = [column for column in table.columns if _is_taken(column)]
    entity: Any = mapper.class_
    statement = (
        select(*[mapper.get_property_by_column(column).class_attribute for column in columns])
        .where(entity.organisation_id == organisation_id)
        .order_by(entity.id)
    )
    return Taken(table.name, [column.name for column in columns], statement)


def _is_taken(column: Column[Any]) -> bool:
    """What tells nobody anything or opens a door says `export=False` of itself."""
    is_closed = column.name in CLOSED.get(column.table.name, ())
    return column.name != "organisation_id" and about(column).export and not is_closed
