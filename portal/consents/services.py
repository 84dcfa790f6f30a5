"""Purposes and their words; a yes, and its withdrawal. Rows are only added."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from portal import clock
from portal.audit.services import changed, record
from portal.consents.models import Consent, ConsentPurpose, ConsentWording
from portal.consents.queries import consents_of, keep_purpose, purpose, purpose_of_key
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _
from portal.messages.services import stop_queued
from portal.organisations.setup import touch_setup
from portal.tenancy import current_organisation_id, uuid7


def add_purpose(*, name: str, nb: str, da: str, by: UUID | None, key: str | None = None) -> ConsentPurpose:
    """Something that people may be asked to agree to, with its first words; `key` where a plugin offered it."""
    if key and purpose_of_key(current_organisation_id(), key):
        raise PortalError(_("You have taken this up already."))
    made = ConsentPurpose(id=uuid7(), name=name.strip(), key=key, made_by=by, made_at=clock.now())
    db.session.add(made)
    db.session.flush()  # its words refer to it
    record("consent.purpose_added", made.id, by=by, changes={"name": made.name})
    _word(made.id, nb, da, by)
    return made


def reword(purpose_id: UUID, *, nb: str, da: str, by: UUID | None) -> None:
    """From now on it is asked with these words. What was given stays given to the words of its time."""
    wording = _word(purpose_id, nb, da, by)
    record("consent.reworded", purpose_id, by=by, changes={"wording": wording.id, "digest": wording.digest})
    touch_setup(current_organisation_id())  # activities ask with them


def change_purpose(purpose: ConsentPurpose, *, name: str, is_closed: bool, by: UUID) -> None:
    """Another name, closed or open again: what was given stays given, and can be withdrawn."""
    if name.strip() != purpose.name:
        record("consent.renamed", purpose.id, by=by, changes=changed(purpose, name=name.strip()))
    if is_closed != bool(purpose.closed_at):
        action = "consent.closed" if is_closed else "consent.opened"
        record(action, purpose.id, by=by, changes=changed(purpose, closed_at=clock.now() if is_closed else None))
    touch_setup(current_organisation_id())  # activities ask for what is open, by its name


def _word(purpose_id: UUID, nb: str, da: str, by: UUID | None) -> ConsentWording:
    nb, da = nb.strip(), da.strip()
    wording = ConsentWording(
        id=uuid7(), purpose_id=purpose_id, nb=nb, da=da, digest=digest_of(nb, da), made_by=by, made_at=clock.now()
    )
    db.session.add(wording)
    return wording


def digest_of(nb: str, da: str) -> str:
    return sha256(f"{nb}\x00{da}".encode()).hexdigest()


def give_consent(
    person_id: UUID, purpose_id: UUID, *, wording_id: UUID, language: str, channel: str, by: UUID | None
) -> None:
    """She agrees to these words. `by` is who wrote it down, None for herself.

    Raises PortalError where the purpose is asked with other words by now, or there is no such purpose.
    """
    asked = purpose(current_organisation_id(), purpose_id)
    if asked is not None and asked.closed_at:
        raise PortalError(_("Nobody is asked for this any more."))
    if asked is None or asked.wording_id != wording_id:
        raise PortalError(_("The words have been changed meanwhile. Read them again before you go on."))
    _write(person_id, purpose_id, wording_id, True, language, channel, by)


def carry_over(person_id: UUID, agreed: list[dict[str, str]], *, channel: str, by: UUID | None) -> None:
    """What she agreed to before she stood in the register: to the words of then, at the moment of then.

    Each has `purpose`, `wording`, `language` and `at`, as the form kept them.
    """
    for one in agreed:
        said = UUID(one["purpose"]), UUID(one["wording"]), True, one["language"], channel, by
        _write(person_id, *said, at=datetime.fromisoformat(one["at"]))


def keep_given(
    person_id: UUID, purpose_id: UUID, *, wording_id: UUID, language: str, channel: str, at: datetime, by: UUID | None,
    kept_by: UUID,
) -> None:  # fmt: skip
    """She agreed at that time, to the words of that time; only now somebody takes her into the register."""
    _write(person_id, purpose_id, wording_id, True, language, channel, by, at=at, kept_by=kept_by)


def withdraw_consent(person_id: UUID, purpose_id: UUID, *, channel: str, by: UUID | None) -> None:
    """In force at once. Raises PortalError where nothing is given."""
    held = consents_of(current_organisation_id(), person_id).get(purpose_id)
    if held is None:
        raise PortalError(_("There is nothing to withdraw: this is not agreed to now."))
    _write(person_id, purpose_id, held.wording_id, False, held.language, channel, by)
    keep_purpose(current_organisation_id(), purpose_id)
    stop_queued(current_organisation_id(), person_id, str(purpose_id))


def _write(
    person_id: UUID, purpose_id: UUID, wording_id: UUID, given: bool, language: str, channel: str, by: UUID | None,
    *, at: datetime | None = None, kept_by: UUID | None = None,
) -> None:  # fmt: skip
    db.session.add(
        Consent(
            id=uuid7(), person_id=person_id, purpose_id=purpose_id, wording_id=wording_id, is_given=given,
            language=language, channel=channel, at=at or clock.now(), by_user_id=by,
        )
    )  # fmt: skip
    action = "consent.given" if given else "consent.withdrawn"
    changes = {"purpose": purpose_id, "wording": wording_id, "channel": channel}
    record(action, person_id, by=kept_by or by, changes=changes)
