"""Who looks at a page, and where: read in one statement at the start of each request."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from flask import g
from sqlalchemy import and_, bindparam, select

from portal.accounts.models import LoginSession, UserAccount
from portal.extensions import db
from portal.organisations.models import Access, Organisation
from portal.organisations.setup import Setup, UnitNode, setup_of
from portal.plugin_api import Role, hooks_for, house
from portal.plugin_api.manager import Hooks
from portal.tenancy import kept_for_person


@dataclass(frozen=True)
class Place:
    """The organisation that the address names."""

    id: UUID
    slug: str
    name: str
    language: str
    country: str
    timezone: str
    status: str
    setup_version: UUID

    @property
    def setup(self) -> Setup:
        return setup_of(self.id, self.setup_version)


@dataclass(frozen=True)
class Viewer:
    """Somebody who has signed in, with her roles in the organisation of this page."""

    session_key: str
    id: UUID
    name: str
    email: str
    language: str | None
    is_operator: bool
    organisation: Place | None
    #: (role, unit) of each access she has here
    accesses: tuple[tuple[Role, UUID], ...]

    is_authenticated = is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        return self.session_key

    @property
    def here(self) -> Place:
        """The organisation; only for pages that have one."""
        assert self.organisation is not None
        return self.organisation

    @property
    def setup(self) -> Setup:
        return self.here.setup

    @cached_property
    def hooks(self) -> Hooks:
        """What plugins declare, as far as they are switched on here."""
        return hooks_for(self.setup.plugins)

    def may(self, right: str) -> bool:
        """She holds the right somewhere here."""
        roles = house().rights[right].roles
        return any(role in roles for role, _ in self.accesses)

    def units_with(self, right: str) -> frozenset[UUID]:
        """The units for which she holds the right."""
        roles = house().rights[right].roles
        held = [self.setup.below(unit_id) for role, unit_id in self.accesses if role in roles]
        return frozenset().union(*held)

    def may_in(self, right: str, unit_id: UUID) -> bool:
        """She holds the right for this unit."""
        return unit_id in self.units_with(right)

    def everywhere(self, right: str) -> bool:
        """She holds the right for the whole organisation."""
        return self.may_in(right, self.setup.root.id)

    def choices(self, right: str) -> list[UnitNode]:
        """The units with the right, in the tree's order, for a form."""
        held = self.units_with(right)
        return [node for node in self.setup.units if node.id in held]


_USER = (UserAccount.id, UserAccount.name, UserAccount.email, UserAccount.language, UserAccount.is_operator)
_ACCESS = (Access.role, Access.unit_id)
_PLACE = (
    Organisation.id,
    Organisation.slug,
    Organisation.name,
    Organisation.language,
    Organisation.country,
    Organisation.timezone,
    Organisation.status,
    Organisation.setup_version,
)
_SIGNED_IN = (
    select(LoginSession.expires_at, *_USER)
    .join(UserAccount, UserAccount.id == LoginSession.user_id)
    .where(LoginSession.user_id == bindparam("user_id"), LoginSession.token_hash == bindparam("token_hash"))
)
_HERE = (
    _SIGNED_IN.add_columns(*_ACCESS, *_PLACE)
    .outerjoin(Organisation, Organisation.slug == bindparam("slug"))
    .outerjoin(Access, and_(Access.organisation_id == Organisation.id, Access.user_id == LoginSession.user_id))
)


@cache
def _in_place() -> Any:
    return kept_for_person(_HERE)


def read_viewer(session_key: str, user_id: UUID, token_hash: str, slug: str | None, moment: datetime) -> Viewer | None:
    """The person behind a sign-in that has not ended, with her accesses in the organisation `slug`."""
    asked = {"user_id": user_id, "token_hash": token_hash, **({"slug": slug} if slug else {})}
    rows: Any = db.session.execute(_in_place() if slug else _SIGNED_IN, asked).all()
    if not rows or rows[0].expires_at <= moment:
        return None
    first = rows[0]
    role, _unit, *place = first[6:] or (None, None, None)
    # Without access there is no organisation for her: not its name, its language, nor that it exists.
    here = Place(*place) if role else None
    accesses = tuple((Role(row.role), row.unit_id) for row in rows) if role else ()
    return Viewer(session_key, first.id, first.name, first.email, first.language, first.is_operator, here, accesses)


#: of somebody who does not look now: her account and her accesses, a row for each
WITH_ACCESSES = (*_USER, *_ACCESS)


def viewers_from(rows: Iterable[Any], here: Place) -> dict[UUID, Viewer]:
    """By id, whom rows with the columns of WITH_ACCESSES tell of: work for her sees what she would see."""
    found: dict[UUID, Viewer] = {}
    for row in rows:
        before = found[row.id].accesses if row.id in found else ()
        accesses = (*before, (Role(row.role), row.unit_id))
        found[row.id] = Viewer("", row.id, row.name, row.email, row.language, row.is_operator, here, accesses)
    return found


def place_of(organisation_id: UUID) -> Place:
    """The organisation of the work at hand."""
    return Place(*db.session.execute(select(*_PLACE).where(Organisation.id == organisation_id)).one())


def read_place(slug: str) -> Place | None:
    """The organisation of an open page, whoever looks at it."""
    row = db.session.execute(select(*_PLACE).where(Organisation.slug == slug)).first()
    return Place(*row) if row else None


def version_at_hand(organisation_id: UUID) -> UUID | None:
    """Of the organisation's setup, as this page has read it; None where nobody has asked for it yet."""
    viewer: Viewer | None = g.get("viewer")
    here: Place | None = g.get("here") or (viewer.organisation if viewer else None)
    return here.setup_version if here and here.id == organisation_id else None
