"""What an address and a password must be."""

from portal.accounts.passwords import SHORTEST
from portal.errors import PortalError
from portal.i18n import _


def email_key(address: str) -> str:
    """How addresses are compared: nobody remembers which letters she wrote large."""
    return address.strip().casefold()


def checked_email(address: str) -> str:
    """The address as it should be written. Raises PortalError where it cannot be one."""
    from email_validator import EmailNotValidError, validate_email  # 25 ms of every start, and pages ask seldom

    try:
        if "=?" in address:  # allowed in an address, but a mail program would read it as an encoded word
            raise EmailNotValidError(address)
        return validate_email(address.strip(), check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        raise PortalError(
            _("This does not look like an e-mail address. It should be like name@example.org."), "email"
        ) from None


def check_password(password: str, email: str) -> None:
    """Long enough, and not her own address. Raises PortalError."""
    if len(password) < SHORTEST:
        raise PortalError(
            _("Choose a password of at least %(n)s characters. Three or four words will do.", n=SHORTEST),
            "password",
        )
    if email_key(password) in (email_key(email), email_key(email).partition("@")[0]):
        raise PortalError(_("Choose something else than your own address."), "password")
