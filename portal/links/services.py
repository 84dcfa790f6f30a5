"""Make a personal link, take it back, use it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from portal import clock
from portal.accounts.sessions import hash_token
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _
from portal.links.models import PersonalLink
from portal.links.rules import LONGEST, MOST_USES, new_token
from portal.messages.services import address_for
from portal.organisations.viewer import place_of
from portal.plugin_api import house
from portal.tenancy import current_organisation_id, uuid7

_NOT_REVOKED = PersonalLink.revoked_at.is_(None)


def make_link(
    kind: str,
    subject_id: UUID | None,
    *,
    expires_at: datetime,
    person_id: UUID | None = None,
    partner_id: UUID | None = None,
    email: str = "",
    by: UUID | None = None,
) -> str:
    """A link of a declared kind, for one person, partner or mailbox. Returns its address, which is known only now.

    Put it into a letter to her, and nowhere else. Raises KeyError for a kind that nobody declares.
    """
    declared, token = house().link_kinds[kind], new_token()
    link = PersonalLink(
        id=uuid7(),
        kind=declared.name,
        subject_id=subject_id,
        person_id=person_id,
        partner_id=partner_id,
        email=email,
        token_hash=hash_token(token),
        made_by=by,
        made_at=clock.now(),
        expires_at=min(expires_at, clock.now() + LONGEST),
        uses=0,
    )
    db.session.add(link)
    changes = {"kind": kind, "until": link.expires_at}
    record("link.made", link.id, by=by, changes={**changes, "person": person_id} if person_id else changes)
    return address_for("personal_links.open", slug=place_of(current_organisation_id()).slug, link_token=token)


def revoke_link(link: PersonalLink, *, by: UUID | None) -> None:
    """From now on it opens nothing. Taken back twice, it was taken back the first time."""
    if link.revoked_at is None:
        record("link.revoked", link.id, by=by, changes=changed(link, revoked_at=clock.now()))


def revoke_links_about(subject_id: UUID, *, by: UUID | None, forget: bool = False) -> None:
    """What it is about is over. `forget`: nobody needs to know any more where they were mailed to."""
    its = PersonalLink.subject_id == subject_id
    for link in _revoke_all(its if forget else its & _NOT_REVOKED, by=by):
        link.email = "" if forget else link.email


def forget_address_about(subject_id: UUID) -> None:
    """Nobody needs to know any more where links about it were mailed to."""
    db.session.flush()
    db.session.execute(
        update(PersonalLink)
        .where(PersonalLink.organisation_id == current_organisation_id(), PersonalLink.subject_id == subject_id)
        .values(email="")
        .execution_options(synchronize_session=False)
    )


def revoke_links_to(partner_id: UUID, *, by: UUID | None) -> None:
    """All that this partner has got, whatever they are about."""
    _revoke_all((PersonalLink.partner_id == partner_id) & _NOT_REVOKED, by=by)


def _revoke_all(which: ColumnElement[bool], *, by: UUID | None) -> list[PersonalLink]:
    ours = PersonalLink.organisation_id == current_organisation_id()
    found = list(db.session.scalars(select(PersonalLink).where(ours, which)))
    for link in found:
        revoke_link(link, by=by)
    return found


def use_link(link: PersonalLink, *, once: bool) -> None:
    """Its form was sent. One statement: pressed twice at once, a link that is used up by one answer takes one.

    Raises PortalError where it is used up, over or taken back.
    """
    record("link.used", link.id, by=None, changes={"kind": link.kind})
    taken = db.session.execute(
        update(PersonalLink)
        .where(
            PersonalLink.organisation_id == link.organisation_id,
            PersonalLink.id == link.id,
            PersonalLink.uses < (1 if once else MOST_USES),
            PersonalLink.revoked_at.is_(None),
            PersonalLink.expires_at > clock.now(),
        )
        .values(uses=PersonalLink.uses + 1, used_at=clock.now(), version=PersonalLink.version + 1)
        .execution_options(synchronize_session=False)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]  # of a statement that writes
        raise PortalError(_("This link takes no more answers, so yours was not saved. Ask whoever sent it to you."))
