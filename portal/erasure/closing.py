"""Somebody closes her own account: what is hers goes in all her organisations, what she did there stays."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import Table, and_, delete, func, or_, select

from portal.accounts.models import MailedLink, UserAccount
from portal.accounts.services import check_present, her_language
from portal.accounts.sessions import end_all_sessions
from portal.audit.erasing import erase_values
from portal.audit.models import PlatformAuditEntry
from portal.audit.services import record
from portal.due.models import DueSubscription
from portal.erasure.deeds import CLOSED
from portal.erasure.letters import closed_letter
from portal.erasure.rules import REMEMBER_CLOSED
from portal.erasure.services import TAKEN_OUT
from portal.errors import PortalError
from portal.exchange.sides import inside_of
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.services import SWEEP
from portal.i18n import _
from portal.jobs.services import ask_for
from portal.messages.models import Message, PlatformMessage
from portal.messages.services import send_last
from portal.organisations.accesses import drop_access, end_access
from portal.organisations.models import Access, Invitation
from portal.organisations.queries import administrators, places_of
from portal.organisations.viewer import Viewer, place_of
from portal.plugin_api import Role
from portal.privacy.holdings import emptied


def why_not(who: UserAccount | Viewer) -> str:
    """What must be done before she can leave; "" for nothing."""
    if who.is_operator and not _another_operator(who.id):
        return _("You are the only one who runs this platform. Let somebody else run it too, then you can leave.")
    alone = _left_alone(who.id)
    if names := ", ".join(name for name, is_open in alone if not is_open):
        return _(
            "You are the only administrator of %(names)s, which is closed for now. Ask whoever runs the portal first.",
            names=names,
        )
    if names := ", ".join(name for name, _is_open in alone):
        return _(
            "You are the only administrator of %(names)s. Make somebody else administrator there first.", names=names
        )
    return ""


def _another_operator(user_id: UUID) -> UUID | None:
    others = select(UserAccount.id).where(UserAccount.is_operator, UserAccount.id != user_id)
    return db.session.scalar(others.limit(1))


def _left_alone(user_id: UUID) -> list[tuple[str, bool]]:
    """(name, whether somebody can be made administrator there)."""
    found = []
    for organisation_id, name in places_of(user_id, role=Role.ADMINISTRATOR):
        with inside_of(organisation_id):
            if administrators(organisation_id) < 2:
                found.append((name, place_of(organisation_id).status == "active"))
    return found


def close_account(account: UserAccount, password: str) -> None:
    """It cannot be undone. Raises PortalError where others need her first, or the password is wrong."""
    check_present(account, password)
    _lock(account)
    if said := why_not(account):
        raise PortalError(said)
    address, in_her_language = account.email, her_language(account)
    _close(account, end_access)
    with in_her_language:
        send_last(closed_letter(), address)


def close_restored(account: UserAccount) -> list[str]:
    """A backup brought back what she had closed: nobody is asked, and no letter is written.

    Returns the names of the organisations that have no administrator any more.
    """
    alone = [name for name, _is_open in _left_alone(account.id)]
    _close(account, drop_access)
    return alone


def _close(account: UserAccount, end: Callable[..., None]) -> None:
    record(CLOSED, account.id, by=account.id)
    for organisation_id, _name in sorted(places_of(account.id)):  # in one order: each is locked for a moment
        with inside_of(organisation_id):
            _leave(organisation_id, account, end)
    end_all_sessions(account.id)
    db.session.execute(delete(MailedLink).where(MailedLink.user_id == account.id))
    db.session.execute(delete(PlatformMessage).where(func.lower(PlatformMessage.recipient) == account.email_key))
    _empty(account)
    erase_values(None, _entries_that_name(account.id), by=account.id)


def _lock(account: UserAccount) -> None:
    """Whoever signs in or is let in at this moment has done so, or does it no more.

    Two of those who run the platform queue here when they leave: one of them stays.
    """
    hers = UserAccount.id == account.id
    which = or_(hers, UserAccount.is_operator) if account.is_operator else hers
    db.session.execute(select(UserAccount.id).where(which).order_by(UserAccount.id).with_for_update())


def _leave(organisation_id: UUID, account: UserAccount, end: Callable[..., None]) -> None:
    """Her accesses, what she subscribes to, invitations and letters to her address, and lists that name who has access.

    What was written to her as somebody of the register is the organisation's.
    """
    hers = select(Access).where(Access.organisation_id == organisation_id, Access.user_id == account.id)
    for access in db.session.scalars(hers.order_by(Access.id)).all():
        end(access, by=account.id)
    for model, is_hers in (
        (DueSubscription, DueSubscription.user_id == account.id),
        (Invitation, func.lower(Invitation.email) == account.email_key),
        (Message, and_(func.lower(Message.recipient) == account.email_key, Message.person_id.is_(None))),
        (StoredFile, StoredFile.owner_kind.in_(TAKEN_OUT)),
    ):
        rows = delete(model).where(model.organisation_id == organisation_id, is_hers)
        db.session.execute(rows.execution_options(synchronize_session=False))
    for job in (SWEEP, REMEMBER_CLOSED):
        ask_for(job)
    record(CLOSED, account.id, by=account.id)  # last: whoever ends an access locks the organisation first


def _empty(account: UserAccount) -> None:
    """The row stays, so that what she did is somebody's: it says only that she has left."""
    table = UserAccount.__table__
    assert isinstance(table, Table)
    # nobody types this address: what is compared is in small letters
    nobodys = {"email_key": f"GONE {account.id}", "password_hash": None, "language": None, "is_operator": False}
    for name, value in {**emptied(table), **nobodys}.items():
        setattr(account, name, value)
    db.session.flush()


def _entries_that_name(user_id: UUID) -> list[UUID]:
    """What she was called before stands in the platform's log."""
    changed = PlatformAuditEntry.subject_id == user_id, PlatformAuditEntry.action == "profile.changed"
    return list(db.session.scalars(select(PlatformAuditEntry.id).where(*changed)))
