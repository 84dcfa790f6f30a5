"""What an address and a password must be."""

from portal.accounts.passwords import SHORTEST
from portal.emails import email_in
from portal.errors import PortalError
from portal.i18n import _


def email_key(address: str) -> str:
    """How addresses are compared: nobody remembers which letters she wrote large."""
    return address.strip().casefold()


def checked_email(address: str) -> str:
    """The address as it should be written. Raises PortalError where it cannot be one."""
    known = email_in(address)
    if known is None or "=?" in address:  # allowed in an address, but a mail program would read it as an encoded word
        raise PortalError(_("This does not look like an e-mail address. It should be like name@example.org."), "email")
    return known.normalized


def check_password(password: str, email: str) -> None:
    """Long enough, and not her own address. Raises PortalError."""
    if len(password) < SHORTEST:
        raise PortalError(
            _("Choose a password of at least %(n)s characters. Three or four words will do.", n=SHORTEST),
            "password",
        )
    if email_key(password) in (email_key(email), email_key(email).partition("@")[0]):
        raise PortalError(_("Choose something else than your own address."), "password")
