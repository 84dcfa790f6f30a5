"""What we write to people about their own accounts."""

from flask import url_for

from portal.i18n import _
from portal.messages.services import Letter, address_of


def reset_letter(token: str) -> Letter:
    return Letter(
        subject=_("Choose a new password"),
        paragraphs=(
            _("Somebody, most likely you, asked for a new password for Medvirke."),
            _("The link works once, for two hours. If it was not you, you need not do anything."),
        ),
        button=_("Choose a new password"),
        url=address_of(url_for("accounts.new_password", token=token)),
    )


def new_address_letter(token: str) -> Letter:
    return Letter(
        subject=_("Confirm your new e-mail address"),
        paragraphs=(
            _("You want to use this address in Medvirke. Please confirm that it is yours."),
            _("The link works once, for two hours."),
        ),
        button=_("Confirm the address"),
        url=address_of(url_for("accounts.confirm_email", token=token)),
    )


def address_changed_letter(new_address: str) -> Letter:
    return Letter(
        subject=_("Your e-mail address was changed"),
        paragraphs=(
            _("From now on you sign in to Medvirke with %(address)s.", address=new_address),
            _("Was it not you? Then tell your organisation at once."),
        ),
    )


def password_changed_letter() -> Letter:
    return Letter(
        subject=_("Your password was changed"),
        paragraphs=(
            _("Your password for Medvirke was changed just now, and you were signed out on all other devices."),
            _("Was it not you? Then choose a new password at once."),
        ),
        button=_("Choose a new password"),
        url=address_of(url_for("accounts.forgotten_password")),
    )
