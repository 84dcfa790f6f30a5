"""What is mailed about partners. Subjects bear no organisation's name: it may tell of an illness."""

from uuid import UUID

from sqlalchemy import select

from portal import clock
from portal.accounts.models import UserAccount
from portal.errors import PortalError
from portal.exchange.models import Partner
from portal.exchange.rules import ANSWER_WITHIN_DAYS, LINK_OPEN_DAYS
from portal.extensions import db
from portal.i18n import _, use_language
from portal.links.services import make_link
from portal.messages.services import Letter, address_for, send
from portal.organisations.models import Access
from portal.organisations.viewer import Place, place_of
from portal.plugin_api import LetterKind, Role

INVITATION = "exchange.invitation"
#: an organisation with more administrators tells the others itself
MOST_LETTERS = 10


def invite_by_mail(found: Partner, *, here: Place, by: UUID | None) -> None:
    until = clock.in_the_future(days=ANSWER_WITHIN_DAYS)
    url = make_link(INVITATION, found.id, partner_id=found.id, email=found.email, expires_at=until, by=by)
    with use_language(here.language):
        what = _(
            "%(name)s would like to work with you in Medvirke, the website where it follows up its goals.",
            name=here.name,
        )
        how = _("You need no account. Press the button to say yes or no.")
        send(
            Letter(
                subject=_("A question to you as a partner"),
                paragraphs=(what, how, _("The link is yours alone, and works for %(n)s days.", n=ANSWER_WITHIN_DAYS)),
                button=_("Answer"),
                url=url,
                sender=here.name,
            ),
            found.email,
        )


def tell_administrators(organisation_id: UUID, connection_id: UUID, name: str) -> None:
    """In the organisation that was asked, in its language."""
    here = place_of(organisation_id)
    url = address_for("partners.show", slug=here.slug, connection_id=connection_id)
    with use_language(here.language):
        letter = Letter(
            subject=_("A question to your organisation"),
            paragraphs=(
                _(
                    "%(name)s asks to be connected with %(organisation)s in Medvirke.",
                    name=name,
                    organisation=here.name,
                ),
                _("Connected organisations can offer each other goals. They see nothing else of each other."),
            ),
            button=_("Read and answer"),
            url=url,
            sender=here.name,
        )
        for email in _administrators(organisation_id):
            send(letter, email)


def _administrators(organisation_id: UUID) -> list[str]:
    return list(
        db.session.scalars(
            select(UserAccount.email)
            .join(Access, Access.user_id == UserAccount.id)
            .where(Access.organisation_id == organisation_id, Access.role == Role.ADMINISTRATOR.value)
            .order_by(Access.id)
            .limit(MOST_LETTERS)
        )
    )


def mail_letter(found: Partner, kind: LetterKind, *, about: UUID, by: UUID | None) -> None:
    """To a partner without an account: a personal link through which it answers. Raises PortalError."""
    if not kind.answered_by:
        raise PortalError(_("%(name)s has no account here, so this cannot be sent there.", name=found.name))
    here = place_of(found.organisation_id)
    until = clock.in_the_future(days=LINK_OPEN_DAYS)
    url = make_link(kind.answered_by, about, partner_id=found.id, email=found.email, expires_at=until, by=by)
    with use_language(here.language):
        letter = Letter(
            subject=_("A message to you as a partner"),
            paragraphs=(
                _("%(name)s has sent you something in Medvirke: %(what)s.", name=here.name, what=str(kind.label)),
                _("You need no account. Press the button to read it and answer."),
                _("The link is yours alone. Keep this letter: the link works for a year."),
            ),
            button=_("Read and answer"),
            url=url,
            sender=here.name,
        )
        send(letter, found.email)
