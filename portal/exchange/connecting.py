"""Ask another organisation, answer, end: a row on each side."""

from uuid import UUID

from portal import clock
from portal.accounts.limits import count_failure, counter_key, refuse_if_too_many
from portal.accounts.rules import checked_email
from portal.audit.services import changed, record
from portal.errors import Conflict, NotFound, PortalError
from portal.exchange.mail import invite_by_mail, tell_administrators
from portal.exchange.models import Partner
from portal.exchange.queries import partner, partner_with
from portal.exchange.rules import FREE_QUESTIONS, may_write_again
from portal.exchange.sides import inside_of, lock_both
from portal.extensions import db
from portal.i18n import _
from portal.links.services import revoke_links_to
from portal.organisations.queries import organisation_by_slug
from portal.organisations.viewer import Place
from portal.tenancy import uuid7


def ask_organisation(slug: str, *, here: Place, by: UUID | None) -> UUID:
    """Ask for a connection. Returns its id, the same at both ends.

    Its administrators get a letter, but none about a question that we asked some days ago and took back.

    Raises PortalError where there is no such organisation, or a connection or a question already; TooMany.
    """
    other = organisation_by_slug(slug.strip().lower())
    if other is None or other.status != "active":
        raise PortalError(_("No organisation has this address. It is what stands behind /o/ when they use it."), "slug")
    if other.id == here.id:
        raise PortalError(_("This is your own organisation."), "slug")
    before = partner_with(here.id, other.id)
    if before and before.status in ("asked", "accepted"):
        raise Conflict(_("%(name)s is among your partners already, or is asked.", name=other.name), "slug")
    _count_question(here.id, other.id)
    by_letter = before is None or may_write_again(before)
    connection_id, names = before.id if before else uuid7(), {here.id: here.name, other.id: other.name}
    for organisation_id in sorted(names):
        with inside_of(organisation_id):
            theirs = other.id if organisation_id == here.id else here.id
            _write_asked(
                connection_id, organisation_id, theirs, names[theirs], is_ours=organisation_id == here.id, by=by
            )
    if by_letter:
        with inside_of(other.id):
            tell_administrators(other.id, connection_id, here.name)
    return connection_id


def _count_question(here_id: UUID, other_id: UUID) -> None:
    """Asked, ended and asked again without end, it fills the other's log. Raises TooMany."""
    key = counter_key("partner", str(here_id), str(other_id))
    refuse_if_too_many(key, FREE_QUESTIONS)
    count_failure(key)


def _write_asked(
    connection_id: UUID, organisation_id: UUID, other_id: UUID, name: str, *, is_ours: bool, by: UUID | None
) -> None:
    """This end of the question; one that was declined or has ended begins again."""
    found = partner(organisation_id, connection_id)
    if found is None:
        found = Partner(id=connection_id, other_id=other_id)
        db.session.add(found)
    found.name, found.status, found.is_ours = name, "asked", is_ours
    found.asked_at, found.answered_at, found.ended_at = clock.now(), None, None
    record("partner.asked", connection_id, by=by if is_ours else None, changes={"name": name, "by us": is_ours})
    db.session.flush()


def invite_partner(name: str, email: str, *, here: Place, by: UUID | None) -> UUID:
    """Ask somebody without an account here, by e-mail. Returns the connection's id."""
    made = Partner(
        id=uuid7(), name=name.strip(), email=checked_email(email), status="asked", is_ours=True, asked_at=clock.now()
    )
    db.session.add(made)
    record("partner.asked", made.id, by=by, changes={"name": made.name, "by us": True})
    db.session.flush()
    invite_by_mail(made, here=here, by=by)
    return made.id


def answer_partner(organisation_id: UUID, connection_id: UUID, *, accepts: bool, by: UUID | None) -> None:
    """Yes or no to another organisation's question, at both ends. Raises PortalError where it is answered already."""
    other_id = _other(organisation_id, connection_id)
    lock_both(connection_id, other_id)
    ours = _fresh(organisation_id, connection_id)
    if ours.status != "asked" or ours.is_ours:
        raise Conflict(_("This question is answered already."))
    for one in sorted((organisation_id, other_id)):
        with inside_of(one):
            mark_answered(_fresh(one, connection_id), accepts=accepts, by=by if one == organisation_id else None)


def mark_answered(found: Partner, *, accepts: bool, by: UUID | None, answered_as: str = "") -> None:
    """At one end."""
    status = "accepted" if accepts else "declined"
    changes = changed(found, status=status, answered_at=clock.now(), answered_as=answered_as)
    record(f"partner.{status}", found.id, by=by, changes=changes)
    db.session.flush()


def end_partner(organisation_id: UUID, connection_id: UUID, *, by: UUID | None) -> None:
    """Nothing more is sent. What was sent until now stays at both ends; its personal links open nothing."""
    found = partner(organisation_id, connection_id)
    if found is None:
        raise NotFound
    other_id = found.other_id
    if other_id:
        lock_both(connection_id, other_id)
    if _fresh(organisation_id, connection_id).status == "ended":
        raise Conflict(_("This connection has ended already."))
    for one in sorted({organisation_id, other_id or organisation_id}):
        with inside_of(one):
            _end(_fresh(one, connection_id), by=by if one == organisation_id else None)


def _end(found: Partner, *, by: UUID | None) -> None:
    record("partner.ended", found.id, by=by, changes=changed(found, status="ended", ended_at=clock.now()))
    revoke_links_to(found.id, by=by)
    db.session.flush()


def _other(organisation_id: UUID, connection_id: UUID) -> UUID:
    """Raises NotFound for a missing or foreign connection, and for a partner that has no account here."""
    found = partner(organisation_id, connection_id)
    if found is None or found.other_id is None:
        raise NotFound
    return found.other_id


def _fresh(organisation_id: UUID, connection_id: UUID) -> Partner:
    """As it stands now that it is locked. Raises NotFound."""
    found = db.session.get(Partner, (organisation_id, connection_id), populate_existing=True)
    if found is None:
        raise NotFound
    return found
