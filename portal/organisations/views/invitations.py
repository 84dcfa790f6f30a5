"""Following an invitation: a public page that opens one organisation's door a little."""

from uuid import UUID

from flask import redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.accounts.models import UserAccount
from portal.accounts.queries import account, account_by_email
from portal.accounts.services import check_sign_in
from portal.accounts.views import enter
from portal.extensions import db
from portal.forms import PortalForm, answer_unread_sending, done
from portal.i18n import _, set_language
from portal.organisations.accesses import accept, accept_as_new
from portal.organisations.forms import AcceptForm, AcceptKnownForm
from portal.organisations.models import Invitation, Organisation
from portal.organisations.queries import open_invitation
from portal.organisations.rules import ROLE_NAMES, can_register_for
from portal.plugin_api import PUBLIC, Role, Rooms
from portal.templating import render
from portal.tenancy import act_as
from portal.tenancy.scope import organisation as scope_of

rooms = Rooms("invitations", __name__, plugin="organisations", prefix="/invitation")


@rooms.route("/<token>", right=PUBLIC, methods=["GET", "POST"])
def answer(token: str) -> Response | str:
    signed_in = current_user.id if current_user.is_authenticated else None
    found = _open(token)
    if found is None:
        answer_unread_sending()
        return _over(used_just_now=request.method == "POST" or signed_in is not None)
    organisation, invitation = found
    known = account_by_email(invitation.email)
    hers = known is not None and known.id == signed_in
    address, role = invitation.email, Role(invitation.role)  # she who closes her account at this moment takes it along
    form: PortalForm = ConfirmForm() if hers else AcceptKnownForm() if known else AcceptForm()
    if form.is_sent():
        with form.attempt():
            user = _take(form, invitation, known, hers)
            way = _first_page(organisation, role)
            welcome = _("Welcome to %(name)s.", name=organisation.name)
            return done(way, welcome) if hers else enter(user, way, welcome)
    return render(
        "organisations/invitation_answer.html",
        form=form,
        organisation_name=organisation.name,
        role=ROLE_NAMES[role],
        address=address,
        hers=hers,
        known=known,
    )


def _over(*, used_just_now: bool) -> Response | str:
    """Whoever pressed twice is in already: home leads on."""
    return redirect(url_for("home.index"), 303) if used_just_now else render("organisations/invitation_over.html")


def _open(token: str) -> tuple[Organisation, Invitation] | None:
    """Step into the organisation that the link names, if the link holds."""
    tenant, _dot, secret = token.partition(".")
    try:
        organisation = db.session.get(Organisation, UUID(hex=tenant))
    except ValueError:
        return None
    if organisation is None or organisation.status != "active":
        return None
    act_as(db.session(), scope_of(organisation.id))
    invitation = open_invitation(organisation.id, secret)
    if invitation and not request.cookies.get("language"):
        set_language(organisation.language)
    return (organisation, invitation) if invitation else None


def _take(form: PortalForm, invitation: Invitation, known: UserAccount | None, hers: bool) -> UserAccount:
    if known is None:
        return accept_as_new(invitation, name=form["name"].data, password=form["password"].data)
    if not hers:
        check_sign_in(known.email, form["password"].data, address=request.remote_addr or "", known_device=False)
    user = account(known.id) or known
    accept(invitation, user)
    return user


def _first_page(organisation: Organisation, role: Role) -> str:
    endpoint = "activities.register" if can_register_for(role) else "start.index"
    return url_for(endpoint, slug=organisation.slug)
