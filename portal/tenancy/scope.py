"""Who is the tenant now: a piece of work has exactly one scope."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

import structlog

log = structlog.get_logger()
HOUR = 3600.0
_told: dict[str, float] = {}


class TenancyError(RuntimeError):
    """Work on tenant tables outside the scope that it belongs to. Always a fault of ours."""


class Kind(Enum):
    """What a scope may touch."""

    NOBODY = "global tables only"
    PERSON = "global tables and her own access rows"
    ORGANISATION = "one organisation"
    EVERYONE = "every organisation: platform jobs, closed to plugins"


@dataclass(frozen=True)
class Scope:
    """For whom the work at hand is done."""

    kind: Kind
    user_id: UUID | None = None
    organisation_id: UUID | None = None


NOBODY = Scope(Kind.NOBODY)
EVERYONE = Scope(Kind.EVERYONE)

_scope: ContextVar[Scope] = ContextVar("scope", default=NOBODY)


def person(user_id: UUID) -> Scope:
    """Somebody who has signed in and has not yet chosen an organisation."""
    return Scope(Kind.PERSON, user_id=user_id)


def organisation(organisation_id: UUID) -> Scope:
    """Work inside one organisation."""
    return Scope(Kind.ORGANISATION, organisation_id=organisation_id)


def current_scope() -> Scope:
    """The scope of the work at hand."""
    return _scope.get()


def current_organisation_id() -> UUID:
    """The tenant. Raises TenancyError where there is none, so that a forgotten scope fails closed."""
    found = _scope.get().organisation_id
    if found is None:
        raise TenancyError("no organisation in scope")
    return found


def set_scope(scope: Scope) -> None:
    """For `guard.act_as` alone, which also tells the session and the database."""
    _scope.set(scope)


@contextmanager
def within(scope: Scope) -> Iterator[None]:
    """The scope for a block. Sessions opened outside it refuse to work inside it."""
    token = _scope.set(scope)
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def every_organisation(*, reason: str) -> Iterator[None]:
    """The one loud way round the walls, for platform jobs. Plugins may not import it.

    Logged, once an hour for a reason that comes back every few seconds.
    """
    if _told.get(reason, -HOUR) <= time.monotonic() - HOUR:
        _told[reason] = time.monotonic()
        log.info("every_organisation", reason=reason)
    with within(EVERYONE):
        yield
