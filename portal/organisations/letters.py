"""What an organisation writes to whom it invites."""

from flask import url_for

from portal.i18n import _
from portal.messages.services import Letter, address_of


def invitation_letter(organisation: str, inviter: str, token: str) -> Letter:
    """The organisation's name may tell of an illness, so the subject does not bear it."""
    return Letter(
        subject=_("You are invited to Medvirke"),
        paragraphs=(
            _(
                "%(name)s invites you to %(organisation)s in Medvirke.",
                name=inviter,
                organisation=organisation,
            ),
            _("Medvirke is the website where %(organisation)s follows up its goals.", organisation=organisation),
            _("There you see the goals, and register what you do in under a minute."),
            _("The link works for 14 days."),
        ),
        button=_("Begin here"),
        url=address_of(url_for("invitations.answer", token=token)),
        sender=organisation,
    )
