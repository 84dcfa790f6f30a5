"""Accounts and links, found by what somebody brings."""

from uuid import UUID

from sqlalchemy import select

from portal import clock
from portal.accounts.models import MailedLink, UserAccount, is_closed
from portal.accounts.rules import email_key
from portal.accounts.sessions import hash_token
from portal.extensions import db


def account_by_email(address: str) -> UserAccount | None:
    """The account with this address, however it is spelled."""
    return db.session.scalars(select(UserAccount).where(UserAccount.email_key == email_key(address))).first()


def account_to_sign_in(address: str) -> UserAccount | None:
    """Read fresh, and held: whoever changes her password at this moment ends the session that is about to begin."""
    held = select(UserAccount).where(UserAccount.email_key == email_key(address)).with_for_update(read=True)
    return db.session.scalars(held.execution_options(populate_existing=True)).first()


def keep_account(user_id: UUID) -> UserAccount | None:
    """Read fresh, and held: nobody closes it until the transaction ends. None where somebody has."""
    held = select(UserAccount).where(UserAccount.id == user_id, ~is_closed(UserAccount)).with_for_update(read=True)
    return db.session.scalars(held.execution_options(populate_existing=True)).first()


def account(user_id: UUID) -> UserAccount | None:
    return db.session.get(UserAccount, user_id)


def open_link(purpose: str, token: str) -> MailedLink | None:
    """A link of this purpose that is neither used nor too old."""
    found = db.session.scalars(
        select(MailedLink).where(MailedLink.token_hash == hash_token(token), MailedLink.purpose == purpose)
    ).first()
    return found if found and found.used_at is None and found.expires_at > clock.now() else None


def names_of(user_ids: set[UUID]) -> dict[UUID, str]:
    """What these people are called, for a trail or a list."""
    rows = db.session.execute(select(UserAccount.id, UserAccount.name).where(UserAccount.id.in_(user_ids)))
    return {row.id: row.name for row in rows} if user_ids else {}
