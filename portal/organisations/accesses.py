"""Invitations and accesses: services of their own, for they guard the door."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from portal import clock
from portal.accounts.models import UserAccount
from portal.accounts.queries import account_by_email, keep_account
from portal.accounts.rules import checked_email, email_key
from portal.accounts.services import create_account
from portal.accounts.sessions import hash_token, new_token
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _, use_language
from portal.messages.services import send
from portal.organisations.letters import invitation_letter
from portal.organisations.models import Access, Invitation, Organisation
from portal.organisations.queries import administrators
from portal.organisations.rules import WHOLE
from portal.organisations.setup import Setup
from portal.plugin_api import Role

INVITATION_LIFETIME = timedelta(days=14)


def invite(
    organisation: Organisation,
    setup: Setup,
    *,
    email: str,
    role: Role,
    unit_id: UUID,
    by: UUID | None,
    inviter: str,
) -> bool:
    """Mail somebody a link. Whether it replaces an older open one to the same address for the same unit.

    Raises PortalError for an impossible address and for somebody who has access already.
    """
    address = checked_email(email)
    where = setup.root.id if role in WHOLE else unit_id
    _refuse_if_present(address, where)
    is_second = _close_older(address, where)
    invitation = Invitation(
        email=address,
        role=role,
        unit_id=where,
        token_hash="",
        invited_by=by,
        created_at=clock.now(),
        expires_at=clock.now() + INVITATION_LIFETIME,
    )
    db.session.add(invitation)
    record("access.invited", invitation.id, by=by, changes={"role": [None, role]})
    _mail(organisation, invitation, inviter)
    return is_second


def _close_older(address: str, unit_id: UUID) -> bool:
    """Whether there was any."""
    same = (func.lower(Invitation.email) == email_key(address), Invitation.unit_id == unit_id)
    older = db.session.scalars(select(Invitation).where(*same, Invitation.closed_at.is_(None))).all()
    for one in older:
        one.closed_at = clock.now()
    return bool(older)


def _refuse_if_present(address: str, unit_id: UUID) -> None:
    known = account_by_email(address)
    if known and _has_access(known.id, unit_id):
        raise PortalError(_("Somebody with this address has access here already."), "email")


def _has_access(user_id: UUID, unit_id: UUID) -> bool:
    found = select(Access.id).where(Access.user_id == user_id, Access.unit_id == unit_id)
    return db.session.scalar(found) is not None


def _mail(organisation: Organisation, invitation: Invitation, inviter: str) -> None:
    """A new secret each time: a link that was sent before stops working."""
    secret = new_token()
    invitation.token_hash = hash_token(secret)
    token = f"{organisation.id.hex}.{secret}"
    known = account_by_email(invitation.email)
    with use_language((known and known.language) or organisation.language):
        send(invitation_letter(organisation.name, inviter, token), invitation.email)


def send_again(organisation: Organisation, invitation: Invitation, *, by: UUID, inviter: str) -> None:
    """A new link for another 14 days."""
    invitation.expires_at = clock.now() + INVITATION_LIFETIME
    record("access.invited_again", invitation.id, by=by)
    _mail(organisation, invitation, inviter)


def withdraw(invitation: Invitation, *, by: UUID) -> None:
    """The link stops working."""
    invitation.closed_at = clock.now()
    record("access.invitation_withdrawn", invitation.id, by=by)


def accept(invitation: Invitation, user: UserAccount) -> None:
    """She is in. A role that she has for the same unit already is replaced.

    Raises PortalError where that was the last administrator's, and where she has closed her account meanwhile.
    """
    _keep_open(user)
    _let_in(invitation, user)


def _let_in(invitation: Invitation, user: UserAccount) -> None:
    invitation.closed_at = clock.now()
    found = db.session.scalars(
        select(Access).where(Access.user_id == user.id, Access.unit_id == invitation.unit_id)
    ).first()
    if found:
        _keep_one_administrator(found, Role(invitation.role))
        found.role = invitation.role
    else:
        _give(user.id, Role(invitation.role), invitation.unit_id)
    record("access.accepted", invitation.id, by=user.id)


def _keep_open(user: UserAccount) -> None:
    """Comes before all that is written: whoever closes an account locks it first, and then what hangs on it."""
    if keep_account(user.id) is None:
        raise PortalError(_("This account has been closed. Ask for a new invitation."))


def _give(user_id: UUID, role: Role, unit_id: UUID) -> None:
    db.session.add(Access(user_id=user_id, role=role, unit_id=unit_id, created_at=clock.now()))


def accept_as_new(invitation: Invitation, *, name: str, password: str) -> UserAccount:
    """An account with the invited address, and its access. Raises PortalError for a weak password."""
    user = create_account(invitation.email, name, password=password)
    _let_in(invitation, user)
    return user


def give_access(email: str, name: str, role: Role, unit_id: UUID, *, password: str | None = None) -> UserAccount:
    """For the command line and the demo: an account if there is none, and its access. Raises PortalError."""
    known = account_by_email(email)
    if known:
        _keep_open(known)
    user = known or create_account(email, name, password=password)
    _give(user.id, role, unit_id)
    record("access.given", user.id, by=None, changes={"role": [None, role]})
    return user


def change_access(access: Access, setup: Setup, *, role: Role, unit_id: UUID, by: UUID) -> None:
    """Another role or unit, from her next page on.

    Raises PortalError for the last administrator, and where she has access to that unit already.
    """
    _keep_one_administrator(access, role)
    where = setup.root.id if role in WHOLE else unit_id
    if where != access.unit_id and _has_access(access.user_id, where):
        raise PortalError(_("She has access there already. Change or end that one."), "unit_id")
    record("access.changed", access.user_id, by=by, changes=changed(access, role=str(role), unit_id=where))
    _withdraw_invitations_by(access.user_id, by=by)


def end_access(access: Access, *, by: UUID) -> None:
    """Her next page is closed. Raises PortalError for the last administrator."""
    _keep_one_administrator(access, None)
    drop_access(access, by=by)


def drop_access(access: Access, *, by: UUID) -> None:
    """As `end_access`, also of the last administrator: where she has left already, and a backup brought her back."""
    record("access.ended", access.user_id, by=by, changes={"role": [access.role, None]})
    db.session.delete(access)
    _withdraw_invitations_by(access.user_id, by=by)


def _withdraw_invitations_by(user_id: UUID, *, by: UUID) -> None:
    """What she may give has changed: nobody, she herself included, comes in by what she gave before."""
    for invitation in db.session.scalars(
        select(Invitation).where(Invitation.invited_by == user_id, Invitation.closed_at.is_(None))
    ):
        withdraw(invitation, by=by)


def _keep_one_administrator(access: Access, role: Role | None) -> None:
    """Two administrators who end each other at the same moment queue here: one of them stays."""
    if access.role != Role.ADMINISTRATOR or role is Role.ADMINISTRATOR:
        return
    db.session.execute(select(Organisation.id).where(Organisation.id == access.organisation_id).with_for_update())
    if administrators(access.organisation_id) < 2:
        raise PortalError(_("This is the last administrator. Make somebody else administrator first."))
