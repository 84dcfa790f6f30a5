"""What is read of purposes and consents. The newest word of a person and purpose is the one that holds.

Newest by when it was said: a yes that waited comes into the register after a withdrawal, and was said before it.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, tuple_
from sqlalchemy.orm import aliased

from portal.consents.models import Consent, ConsentPurpose, ConsentWording
from portal.extensions import db
from portal.people.models import Person

NEWEST_FIRST = Consent.at.desc(), Consent.id.desc()


def purposes(organisation_id: UUID) -> list[Row[Any]]:
    """Each purpose with the words that it is asked with now, in the order in which they were made; closed ones too."""
    later = aliased(ConsentWording)
    newest = (
        select(later.id)
        .where(later.organisation_id == organisation_id, later.purpose_id == ConsentPurpose.id)
        .order_by(later.id.desc())
        .limit(1)
        .correlate(ConsentPurpose)
        .scalar_subquery()
    )
    return list(
        db.session.execute(
            select(
                ConsentPurpose.id,
                ConsentPurpose.name,
                ConsentPurpose.key,
                ConsentPurpose.closed_at,
                ConsentPurpose.version,
                ConsentWording.id.label("wording_id"),
                ConsentWording.nb,
                ConsentWording.da,
                ConsentWording.made_at,
            )
            .join(
                ConsentWording,
                and_(ConsentWording.organisation_id == organisation_id, ConsentWording.id == newest),
            )
            .where(ConsentPurpose.organisation_id == organisation_id)
            .order_by(ConsentPurpose.id)
        )
    )


def purpose(organisation_id: UUID, purpose_id: UUID) -> Row[Any] | None:
    return next((row for row in purposes(organisation_id) if row.id == purpose_id), None)


def purpose_of_key(organisation_id: UUID, key: str) -> Row[Any] | None:
    """What a plugin offered, where staff have taken it up."""
    return next((row for row in purposes(organisation_id) if row.key == key), None)


def history_of(organisation_id: UUID, person_id: UUID) -> list[Row[Any]]:
    """All that she gave and withdrew, newest first, with the words of that time."""
    return list(
        db.session.execute(
            select(
                Consent.purpose_id,
                Consent.wording_id,
                Consent.is_given,
                Consent.language,
                Consent.channel,
                Consent.at,
                ConsentPurpose.name,
                ConsentWording.nb,
                ConsentWording.da,
            )
            .join(
                ConsentPurpose,
                and_(ConsentPurpose.organisation_id == organisation_id, ConsentPurpose.id == Consent.purpose_id),
            )
            .join(
                ConsentWording,
                and_(ConsentWording.organisation_id == organisation_id, ConsentWording.id == Consent.wording_id),
            )
            .where(Consent.organisation_id == organisation_id, Consent.person_id == person_id)
            .order_by(*NEWEST_FIRST)
        )
    )


def holding(history: Iterable[Row[Any]]) -> dict[UUID, Row[Any]]:
    """Of a history, newest first: by purpose, what holds."""
    newest: dict[UUID, Row[Any]] = {}
    for row in history:
        newest.setdefault(row.purpose_id, row)
    return {key: row for key, row in newest.items() if row.is_given}


def consents_of(organisation_id: UUID, person_id: UUID) -> dict[UUID, Row[Any]]:
    """By purpose, what she has agreed to and not withdrawn."""
    return holding(history_of(organisation_id, person_id))


def agreed(organisation_id: UUID, purpose_id: UUID) -> Select[Any]:
    """The ids of those whose newest word about it is yes, as a SELECT to narrow others with."""
    numbered = (
        select(
            Consent.person_id,
            Consent.is_given,
            func.row_number().over(partition_by=Consent.person_id, order_by=NEWEST_FIRST).label("place"),
        )
        .where(Consent.organisation_id == organisation_id, Consent.purpose_id == purpose_id)
        .subquery()
    )
    return select(numbered.c.person_id).where(numbered.c.place == 1, numbered.c.is_given)


def has_agreed(organisation_id: UUID) -> ColumnElement[bool]:
    """A condition on Person: her newest word about something is yes."""
    return _newest_word(organisation_id, Consent.is_given.is_(True))


def has_withdrawn(organisation_id: UUID) -> ColumnElement[bool]:
    """A condition on Person: her newest word about something is no."""
    return _newest_word(organisation_id, Consent.is_given.is_(False))


def _newest_word(organisation_id: UUID, said: ColumnElement[bool]) -> ColumnElement[bool]:
    later = aliased(Consent)
    same = and_(
        later.organisation_id == organisation_id,
        later.person_id == Consent.person_id,
        later.purpose_id == Consent.purpose_id,
        tuple_(later.at, later.id) > tuple_(Consent.at, Consent.id),
    )
    hers = Consent.organisation_id == organisation_id, Consent.person_id == Person.id, said
    newest = ~select(later.id).where(same).correlate(Consent).exists()
    return select(Consent.id).where(*hers, newest).correlate(Person).exists()


def people_who_agreed(organisation_id: UUID, purpose_id: UUID) -> list[UUID]:
    """Those whose newest word about it is yes."""
    said = agreed(organisation_id, purpose_id)
    return list(db.session.scalars(said.order_by(said.selected_columns[0])))


def keep_purpose(organisation_id: UUID, purpose_id: UUID) -> ConsentPurpose | None:
    """The purpose, locked until the transaction ends.

    Whoever writes letters for it and whoever withdraws go one after the other: a letter is there to be taken back, or
    it is never written.
    """
    return db.session.scalars(
        select(ConsentPurpose)
        .where(ConsentPurpose.organisation_id == organisation_id, ConsentPurpose.id == purpose_id)
        .with_for_update(key_share=True)
    ).first()
