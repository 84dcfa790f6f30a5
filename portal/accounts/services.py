"""What happens to accounts. Services change, record and write letters; views commit."""

from contextlib import AbstractContextManager
from datetime import timedelta

from sqlalchemy import delete

from portal import clock
from portal.accounts.letters import (
    address_changed_letter,
    new_address_letter,
    password_changed_letter,
    reset_letter,
)
from portal.accounts.limits import count_failure, counter_key, forget_failures, refuse_if_too_many
from portal.accounts.models import MailedLink, UserAccount
from portal.accounts.passwords import hash_password, is_outdated, is_right
from portal.accounts.queries import account_by_email, account_to_sign_in, open_link
from portal.accounts.rules import check_password, checked_email, email_key
from portal.accounts.sessions import end_all_sessions, hash_token, new_token
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _, current_language, use_language
from portal.messages.services import compose, send

LINK_LIFETIME = timedelta(hours=2)
FREE_PER_ACCOUNT = 5
#: a hall of two hundred people, each mistyping once, is not a guesser
FREE_PER_ADDRESS = 400
FREE_LETTERS = 5


def create_account(email: str, name: str, *, password: str | None = None, language: str | None = None) -> UserAccount:
    """A new account. Raises PortalError for an impossible address, a weak password, an address in use."""
    address = checked_email(email)
    if account_by_email(address):
        raise PortalError(_("Somebody already signs in with this address."), "email")
    if password is not None:
        check_password(password, address)
    account = UserAccount(
        email=address,
        email_key=email_key(address),
        name=name.strip(),
        language=language,
        password_hash=hash_password(password) if password else None,
        created_at=clock.now(),
    )
    db.session.add(account)
    db.session.flush()
    record("account.created", account.id, by=account.id)
    return account


def check_sign_in(email: str, password: str, *, address: str, known_device: bool) -> UserAccount:
    """The account, if the password is right. Raises PortalError (the same for unknown addresses), TooMany."""
    keys = {
        counter_key("sign in", email_key(email), "known" if known_device else "new"): FREE_PER_ACCOUNT,
        counter_key("sign in from", address): FREE_PER_ADDRESS,
    }
    for key, free in keys.items():
        refuse_if_too_many(key, free)
    account = account_to_sign_in(email)
    if not is_right(password, account.password_hash if account else None) or account is None:
        for key in keys:
            count_failure(key)
        raise PortalError(_("The e-mail address or the password is not right. Please try again."))
    forget_failures(next(iter(keys)))
    if account.password_hash and is_outdated(account.password_hash):
        account.password_hash = hash_password(password)
    return account


def ask_for_reset(email: str, *, address: str = "") -> None:
    """Mail a link, if somebody has this address. Says nothing either way. Raises TooMany."""
    limits = {
        counter_key("reset", email_key(email)): FREE_LETTERS,
        counter_key("reset from", address): FREE_PER_ADDRESS,
    }
    for key, free in limits.items():
        refuse_if_too_many(key, free)
    for key in limits:
        count_failure(key)
    account = account_to_sign_in(email)
    record("password.reset_asked", account.id if account else None, by=None)
    if account is None:
        compose(reset_letter(new_token()), email)  # the same work, so that the clock does not tell who is known
        return
    token = _new_link(account, "reset")
    with her_language(account):
        send(reset_letter(token), account.email)


def _new_link(account: UserAccount, purpose: str, email: str | None = None) -> str:
    """A link that replaces older ones of its kind."""
    db.session.execute(delete(MailedLink).where(MailedLink.user_id == account.id, MailedLink.purpose == purpose))
    token = new_token()
    db.session.add(
        MailedLink(
            user_id=account.id,
            purpose=purpose,
            token_hash=hash_token(token),
            email=email,
            expires_at=clock.now() + LINK_LIFETIME,
        )
    )
    return token


def reset_password(token: str, password: str) -> UserAccount:
    """Use the link up. Ends every sign-in. Raises PortalError for a used link or a weak password."""
    account = db.session.get_one(UserAccount, _usable("reset", token).user_id)
    _set_password(account, password)
    return account


def _usable(purpose: str, token: str) -> MailedLink:
    link = open_link(purpose, token)
    if link is None:
        raise PortalError(_("This link has been used or is too old. Please ask for a new one."))
    return link


def change_password(account: UserAccount, old: str, new: str) -> None:
    """Raises PortalError when the old one is wrong or the new one too weak. Ends every sign-in."""
    check_present(account, old)
    _set_password(account, new)


def check_present(account: UserAccount, password: str) -> None:
    """Whoever finds her screen open may not try until it fits. Raises PortalError, TooMany."""
    key = counter_key("present password", str(account.id))
    refuse_if_too_many(key, FREE_PER_ACCOUNT)
    if not is_right(password, account.password_hash):
        count_failure(key)
        raise PortalError(_("This is not your present password."), "present")
    forget_failures(key)


def _set_password(account: UserAccount, password: str) -> None:
    check_password(password, account.email)
    account.password_hash = hash_password(password)
    end_all_sessions(account.id)
    # All links, also to another address: whoever knew the old password may have asked for one.
    db.session.execute(delete(MailedLink).where(MailedLink.user_id == account.id))
    record("password.changed", account.id, by=account.id)
    with her_language(account):
        send(password_changed_letter(), account.email)


def her_language(account: UserAccount) -> AbstractContextManager[None]:
    """For a letter to her: the page may be opened in another language."""
    return use_language(account.language or current_language())


def change_profile(account: UserAccount, *, name: str, language: str | None) -> None:
    """Her own name and language."""
    record(
        "profile.changed",
        account.id,
        by=account.id,
        changes=changed(account, name=name.strip(), language=language),
    )


def ask_for_new_address(account: UserAccount, email: str, password: str) -> None:
    """Mail a link to the new address; nothing changes before it is followed. Raises PortalError."""
    check_present(account, password)
    address = checked_email(email)
    key = counter_key("new address", str(account.id))
    refuse_if_too_many(key, FREE_LETTERS)
    count_failure(key)
    record("email.change_asked", account.id, by=account.id)
    if account_by_email(address) is None:  # an address in use gets the same answer, and no letter
        send(new_address_letter(_new_link(account, "email", address)), address)


def confirm_new_address(token: str) -> UserAccount:
    """From now on she signs in with the new address. Raises PortalError for a used link."""
    link = _usable("email", token)
    account = db.session.get_one(UserAccount, link.user_id)
    address = str(link.email)
    if account_by_email(address):
        raise PortalError(_("Somebody already signs in with this address."), "email")
    with her_language(account):
        send(address_changed_letter(address), account.email)
    record("email.changed", account.id, by=account.id)
    # A link that lies in the old letter box must not open the account any more.
    db.session.execute(delete(MailedLink).where(MailedLink.user_id == account.id, MailedLink.purpose == "reset"))
    account.email, account.email_key, link.used_at = address, email_key(address), clock.now()
    return account
