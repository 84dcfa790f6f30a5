"""Her own page: what she has agreed to, each with a button that withdraws it. By personal link, without an account."""

from uuid import UUID

from flask import g, url_for

from portal import clock
from portal.accounts.limits import count_failure, counter_key, refuse_if_too_many
from portal.accounts.rules import email_key
from portal.audit.services import record
from portal.consents.forms import MineForm
from portal.consents.models import CHANNELS
from portal.consents.queries import history_of, holding
from portal.consents.services import withdraw_consent
from portal.errors import NotFound, PortalError
from portal.i18n import _, _l, use_language
from portal.links.models import PersonalLink
from portal.links.services import make_link
from portal.messages.services import Letter, address_for, compose, send_to_person
from portal.organisations.viewer import Place
from portal.people.queries import people_at
from portal.plugin_api import LinkKind
from portal.templating import render

MINE = "consents.mine"
OPEN_DAYS = 7
#: letters an hour to one address, and askings from one machine, before each waits longer than the last
FREE_LETTERS, FREE_PER_ADDRESS = 3, 30


def ask_for_link(email: str, *, here: Place, address: str) -> None:
    """Mail a link to each in the register who has this address. Says nothing either way. Raises TooMany."""
    limits = {
        counter_key("my consents", here.slug, email_key(email)): FREE_LETTERS,
        counter_key("my consents from", address): FREE_PER_ADDRESS,
    }
    for key, free in limits.items():
        refuse_if_too_many(key, free)
    for key in limits:
        count_failure(key)
    record("consent.link_asked", None, by=None)
    people = people_at(here.id, email_key(email))
    for person in people:
        send_link(person.id, person.email, person.language, here=here, by=None)
    if not people:
        compose(_letter(here, address_for("open_consents.ask", slug=here.slug)), email)  # the clock tells nobody apart


def send_link(person_id: UUID, email: str, language: str, *, here: Place, by: UUID | None) -> None:
    """A letter with a link to her own page. `by` is who of the staff sends it, None where she asked herself."""
    until = clock.in_the_future(days=OPEN_DAYS)
    url = make_link(MINE, person_id, person_id=person_id, email=email, expires_at=until, by=by)
    with use_language(language):
        send_to_person(_letter(here, url), email, person_id)


def _letter(here: Place, url: str) -> Letter:
    """The organisation's name may tell of an illness, so the subject does not bear it."""
    return Letter(
        subject=_("What you have agreed to"),
        paragraphs=(
            _("With this link you see what you have agreed to at %(name)s, and can withdraw it.", name=here.name),
            _("The link is yours alone, and works for %(n)s days. If you have not asked for it, you need do nothing.",
              n=OPEN_DAYS),
        ),
        button=_("See what I have agreed to"),
        url=url,
        sender=here.name,
    )  # fmt: skip


def _form(link: PersonalLink) -> MineForm:
    if link.person_id is None:
        raise NotFound
    return MineForm()


def _show(link: PersonalLink, form: MineForm) -> str:
    assert link.person_id is not None  # _form has looked
    history = history_of(g.here.id, link.person_id)
    return render("consents/mine.html", form=form, history=history, held=holding(history), channels=CHANNELS)


def _take(link: PersonalLink, form: MineForm) -> None:
    assert link.person_id is not None
    try:
        purpose_id = UUID(hex=form.purpose.data or "")
    except ValueError:
        raise PortalError(_("Please press one of the buttons.")) from None
    withdraw_consent(link.person_id, purpose_id, channel="link", by=None)


KIND = LinkKind(
    name=MINE,
    label=_l("What she has agreed to"),
    form=_form,
    show=_show,
    take=_take,
    address=lambda person_id: url_for("consents.person", person_id=person_id),
    once=False,
    thanks=_l("It is withdrawn, and holds no more."),
)
