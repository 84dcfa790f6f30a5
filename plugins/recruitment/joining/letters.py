"""Letters to somebody who enrols."""

from uuid import UUID

from plugins.recruitment.joining.models import Enrolment
from plugins.recruitment.joining.rules import OPEN_FOR
from portal import clock
from portal.i18n import _, use_language
from portal.links.services import forget_address_about, make_link
from portal.messages.services import Letter, drop_letters_about, send_about, send_to_person
from portal.organisations.viewer import place_of
from portal.people.models import Person

CONFIRMATION = "recruitment.confirmation"


def ask_to_confirm(enrolment: Enrolment, *, by: UUID | None) -> None:
    """In the language in which she filled it in. Its subject tells nothing on a locked phone."""
    link = make_link(CONFIRMATION, enrolment.id, email=enrolment.email, expires_at=clock.now() + OPEN_FOR, by=by)
    here = place_of(enrolment.organisation_id).name
    with use_language(enrolment.language):
        letter = Letter(
            subject=_("Please confirm"),
            greeting=_("Hello %(name)s,", name=enrolment.name),
            paragraphs=(
                _(
                    "Somebody gave this address in our enrolment form. Do you want to be a member of %(here)s?",
                    here=here,
                ),
                _("If it was not you, do nothing. It is then forgotten by itself."),
            ),
            button=_("Look at it and confirm"),
            url=link,
            sender=here,
        )  # fmt: skip
        send_about(letter, enrolment.email, enrolment.id)


def forget_address(enrolment_id: UUID) -> None:
    """Where she was written to goes, with the letters that wait."""
    drop_letters_about(enrolment_id)
    forget_address_about(enrolment_id)


def welcome(person: Person, email: str) -> None:
    """She is a member now."""
    if not email:
        return
    here = place_of(person.organisation_id).name
    with use_language(person.language):
        letter = Letter(
            subject=_("Welcome"),
            greeting=_("Hello %(name)s,", name=person.name),
            paragraphs=(
                _("You are a member of %(here)s now. We are glad to have you with us.", here=here),
                _("The dues come in a letter of their own. You can end your membership at any time: just tell us."),
            ),
            sender=here,
        )
        send_to_person(letter, email, person.id)
