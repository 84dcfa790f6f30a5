"""Who was erased, by id alone, in a file beside the database: so that a backup that is put back is erased again."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from uuid import UUID

from flask import current_app
from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from portal.erasure.services import erase
from portal.errors import MisconfiguredError
from portal.extensions import db
from portal.organisations.models import Organisation
from portal.people.models import Person
from portal.tenancy.scope import NOBODY, organisation
from portal.work import working_as

Stone = tuple[UUID, UUID]


def file_of_erased() -> Path:
    data: Path = current_app.config["PORTAL"].data
    return data / "erased.txt"


def remember_erased(organisation_id: UUID) -> None:
    """For the worker: add whoever is not in the file yet. Nothing is ever taken out of it."""
    path = file_of_erased()
    known = read_erased(path) if path.exists() else set()
    new = {(organisation_id, person_id) for person_id in _erased_here(organisation_id)} - known
    if new:
        with path.open("a", encoding="ascii") as file:
            file.writelines(f"{place.hex} {person_id.hex}\n" for place, person_id in sorted(new))


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
        return {(UUID(hex=place), UUID(hex=person_id)) for place, person_id in pairs}
    except (OSError, ValueError) as fault:
        raise MisconfiguredError(f"{path} is no list of people who were erased ({fault}).") from fault


def erase_again(path: Path) -> Iterator[tuple[str, int]]:
    """(organisation, how many of the list were back and are erased now), each committed. Done again it does nothing."""
    for organisation_id, stones in groupby(sorted(read_erased(path)), key=lambda stone: stone[0]):
        if name := _name_of(organisation_id):
            yield name, _erase_those(organisation_id, [person_id for _place, person_id in stones])


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
