"""One try to get at another organisation's row, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError, InvalidRequestError
from sqlalchemy.orm import Session, make_transient_to_detached

from portal.tenancy import TenancyError, TenantModel
from tests.contract.islands import Island


@dataclass
class Attempt:
    """What a path works with: a session, a model, and two organisations that have a row of it."""

    session: Session
    model: type[TenantModel]
    ours: Island
    theirs: Island

    @property
    def table(self) -> Table:
        return self.model.__table__  # type: ignore[return-value]

    @property
    def our_id(self) -> UUID:
        return self.ours.rows[self.table.name]

    @property
    def their_id(self) -> UUID:
        return self.theirs.rows[self.table.name]

    def new(self) -> dict[str, Any]:
        """A new row of theirs."""
        return self.theirs.values(self.table)

    def ghost(self) -> Any:
        """Their row as an object that this session did not load."""
        made = self.model(organisation_id=self.theirs.id, id=self.their_id)
        if "version" in self.table.c:
            made.version = 1
        make_transient_to_detached(made)
        self.session.add(made)
        return made

    def theirs_if(self, organisation_ids: Any) -> list[UUID]:
        """For paths that tell only whether a row is there."""
        return [self.their_id for found in organisation_ids if found == self.theirs.id]

    def take(self, path: Callable[["Attempt"], Any]) -> bool:
        """Whether the path shows their row or changes what they have. Raises TenancyError where a wall stands."""
        before = self.stored()
        try:
            found = path(self)
            self.session.flush()
        except IntegrityError:
            return True  # it got as far as the database
        except InvalidRequestError:
            return False  # not found
        return self.their_id.hex in repr(found).replace("-", "") or self.stored() != before

    def got_through(self, path: Callable[["Attempt"], Any]) -> bool:
        try:
            return self.take(path)
        except TenancyError:
            return False

    def stored(self) -> list[str]:
        """Their rows, seen past every guard, in the transaction at hand."""
        cursor = self.session.connection().connection.cursor()
        rows = cursor.execute(f'SELECT * FROM "{self.table.name}"').fetchall()
        return sorted(repr(row) for row in rows if str(row[0]).replace("-", "") == self.theirs.id.hex)
