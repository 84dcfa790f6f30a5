"""The link in her letter: what she wrote, and a button. Opening it confirms nothing."""

from uuid import UUID

from flask import g, url_for

from plugins.recruitment.joining import queries
from plugins.recruitment.joining.admitting import let_in_by_itself
from plugins.recruitment.joining.forms import DIRECT, ConfirmationForm, confirmation_form
from plugins.recruitment.joining.letters import CONFIRMATION
from plugins.recruitment.joining.models import MAGAZINE_NAMES, Enrolment
from plugins.recruitment.joining.rules import branches_of
from plugins.recruitment.joining.services import confirm
from plugins.recruitment.members.models import KIND_NAMES
from portal.errors import NotFound
from portal.i18n import _l
from portal.links.models import PersonalLink
from portal.plugin_api import LinkKind
from portal.templating import render


def _enrolment(link: PersonalLink) -> Enrolment:
    found = queries.enrolment(g.here.id, link.subject_id) if link.subject_id else None
    if found is None:
        raise NotFound
    return found


def form_of(link: PersonalLink) -> ConfirmationForm:
    """Ticked is what she ticked herself; what a helper ticked for her, she ticks here."""
    found = _enrolment(link)
    agreed = queries.agreed_in(found)
    form = confirmation_form(str(found.unit_id or DIRECT), agreed, ticked=found.helped_by is None)
    form.offer(branches_of(g.here.setup))
    return form


def show_confirmation(link: PersonalLink, form: ConfirmationForm) -> str:
    return render(
        "recruitment/joining/confirm.html",
        form=form,
        enrolment=_enrolment(link),
        kinds=KIND_NAMES,
        magazines=MAGAZINE_NAMES,
        home_url="",
    )


def take_confirmation(link: PersonalLink, form: ConfirmationForm) -> None:
    found = _enrolment(link)
    found.unit_id, found.agreed = form.unit, form.kept
    confirm(found, "link")
    let_in_by_itself(found, g.here.setup)


def address_of_enrolment(enrolment_id: UUID) -> str:
    return url_for("recruitment_joining.show", enrolment_id=enrolment_id)


KIND = LinkKind(
    name=CONFIRMATION,
    label=_l("Confirmation of an enrolment"),
    form=form_of,
    show=show_confirmation,
    take=take_confirmation,
    address=address_of_enrolment,
    thanks=_l("Thank you. You have confirmed it."),
)
