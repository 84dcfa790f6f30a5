"""What we write to somebody who has closed her account."""

from portal.i18n import _
from portal.messages.services import Letter


def closed_letter() -> Letter:
    return Letter(
        subject=_("Your account is closed"),
        paragraphs=(
            _("You have closed your account in Medvirke. Nobody can sign in with it any more."),
            _("We have removed your name and address. This letter is the last one."),
            _("Was it not you? Then tell your organisation at once."),
        ),
    )
