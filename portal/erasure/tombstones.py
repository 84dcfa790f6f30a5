"""Who was erased, and who closed her account, by id alone, in a file beside the database.

So that who comes back with a backup is erased again, and her account closed.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from uuid import UUID

from flask import current_app
from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from portal.accounts.models import UserAccount, is_closed
from portal.accounts.queries import keep_account
from portal.erasure.closing import close_restored
from portal.erasure.services import erase
from portal.errors import MisconfiguredError
from portal.extensions import db
from portal.organisations.models import Organisation
from portal.people.models import Person
from portal.tenancy.scope import NOBODY, organisation, person
from portal.work import working_as

#: (organisation, person), or (None, account)
Stone = tuple[UUID | None, UUID]
_ACCOUNT = "account"


def file_of_erased() -> Path:
    data: Path = current_app.config["PORTAL"].data
    return data / "erased.txt"


def remember_erased(organisation_id: UUID) -> None:
    """For the worker: add whoever is not in the file yet. Nothing is ever taken out of it."""
    _add({(organisation_id, person_id) for person_id in _erased_here(organisation_id)})


def remember_closed(_organisation_id: UUID) -> None:
    """As `remember_erased`, of all accounts that were closed: some of them were in no organisation."""
    _add({(None, user_id) for user_id in db.session.scalars(select(UserAccount.id).where(is_closed(UserAccount)))})


def _add(stones: set[Stone]) -> None:
    path = file_of_erased()
    if new := stones - (read_erased(path) if path.exists() else set()):
        with path.open("a", encoding="ascii") as file:
            file.writelines(sorted(f"{place.hex if place else _ACCOUNT} {one.hex}\n" for place, one in new))


def _erased_here(organisation_id: UUID) -> list[UUID]:
    """Also the doubles that were merged into somebody who was erased: an older backup holds both."""
    into = aliased(Person)
    gone_into = select(into.id).where(into.organisation_id == organisation_id, into.gone_at.is_not(None))
    return list(
        db.session.scalars(
            select(Person.id).where(
                Person.organisation_id == organisation_id,
                Person.gone_at.is_not(None),
                or_(Person.merged_into.is_(None), Person.merged_into.in_(gone_into)),
            )
        )
    )


def read_erased(path: Path) -> set[Stone]:
    """Raises MisconfiguredError for a file that is something else."""
    try:
        pairs = [line.split() for line in path.read_text(encoding="ascii").splitlines()]
        return {(None if place == _ACCOUNT else UUID(hex=place), UUID(hex=one)) for place, one in pairs}
    except (OSError, ValueError) as fault:
        raise MisconfiguredError(f"{path} is no list of people who were erased ({fault}).") from fault


def erase_again(path: Path) -> Iterator[tuple[str, int]]:
    """(organisation, how many of the list were back and are erased now), each committed. Done again it does nothing."""
    people = sorted((place, person_id) for place, person_id in read_erased(path) if place)
    for organisation_id, stones in groupby(people, key=lambda stone: stone[0]):
        if name := _name_of(organisation_id):
            yield name, _erase_those(organisation_id, [person_id for _place, person_id in stones])


def close_again(path: Path) -> Iterator[list[str]]:
    """For each account of the list that was back and is closed now, committed: who has no administrator without her.

    Done again it does nothing.
    """
    for user_id in sorted(one for place, one in read_erased(path) if place is None):
        if (alone := _close_that(user_id)) is not None:
            yield alone


def _close_that(user_id: UUID) -> list[str] | None:
    with working_as(person(user_id)):
        account = keep_account(user_id)
        alone = close_restored(account) if account else None
        db.session.commit()
    return alone


def _name_of(organisation_id: UUID) -> str | None:
    with working_as(NOBODY):
        return db.session.scalar(select(Organisation.slug).where(Organisation.id == organisation_id))


def _erase_those(organisation_id: UUID, people: list[UUID]) -> int:
    done = 0
    with working_as(organisation(organisation_id)):
        for person_id in people:
            found = db.session.get(Person, (organisation_id, person_id))
            if found is not None and found.gone_at is None:
                erase(found, by=None)
                done += 1
        db.session.commit()
    return done
