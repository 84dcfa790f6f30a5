"""Who has access: invite, change, end."""

from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.errors import Forbidden, NotFound
from portal.extensions import db
from portal.forms import done
from portal.i18n import _
from portal.organisations import accesses, queries
from portal.organisations.forms import AccessForm, InviteForm
from portal.organisations.models import Access, Invitation, Organisation
from portal.organisations.rules import ROLE_NAMES, can_give
from portal.plugin_api import Role, Rooms
from portal.templating import render

rooms = Rooms("access", __name__, plugin="organisations")


def _organisation() -> Organisation:
    return db.session.get_one(Organisation, current_user.here.id)


@rooms.route("/", right="access.see")
def index() -> str:
    units = current_user.units_with("access.see")
    here = current_user.here.id
    return render(
        "organisations/access.html",
        holders=queries.holders(here, units),
        invitations=queries.open_invitations(here, units),
        roles=ROLE_NAMES,
        can_give=can_give,
        unit_name=current_user.setup.name,
    )


@rooms.route("/invite", right="access.manage", methods=["GET", "POST"])
def invite() -> Response | str:
    form = InviteForm()
    form.offer(current_user)
    if form.is_sent():
        role, unit_id = form.chosen
        _demand(role, unit_id)
        with form.attempt():
            is_second = accesses.invite(
                _organisation(),
                current_user.setup,
                email=form.email.data,
                role=role,
                unit_id=unit_id,
                by=current_user.id,
                inviter=current_user.name,
            )
            return done(url_for("access.index"), _told(form.email.data, is_second))
    return render("organisations/invite.html", form=form)


def _told(address: str, is_second: bool) -> str:
    said = _("The invitation to %(address)s is on its way.", address=address)
    return f"{said} {_('The one before it does not work any more.')}" if is_second else said


def _demand(role: Role, unit_id: UUID) -> None:
    if not can_give(current_user, role, unit_id):
        raise Forbidden(_("You cannot give this role for this unit. Ask an administrator."))


def _access(access_id: UUID) -> tuple[Access, str]:
    """Hers to change, with the name of who holds it."""
    found = queries.access(current_user.here.id, access_id)
    if found is None or found[0].unit_id not in current_user.units_with("access.manage"):
        raise NotFound
    _demand(Role(found[0].role), found[0].unit_id)
    return found


@rooms.route("/<uuid:access_id>", right="access.manage", methods=["GET", "POST"])
def change(access_id: UUID) -> Response | str:
    access, name = _access(access_id)
    form = AccessForm(obj=access)
    form.offer(current_user)
    if form.is_sent() and not form.clashes_with(access):
        role, unit_id = form.chosen
        _demand(role, unit_id)
        with form.attempt():
            accesses.change_access(access, current_user.setup, role=role, unit_id=unit_id, by=current_user.id)
            return done(url_for("access.index"), _("Saved."))
    return render("organisations/access_change.html", form=form, access_id=access_id, name=name)


@rooms.route("/<uuid:access_id>/end", right="access.manage", methods=["GET", "POST"])
def end(access_id: UUID) -> Response | str:
    access, name = _access(access_id)
    form = ConfirmForm()
    if form.is_sent():
        with form.attempt():
            accesses.end_access(access, by=current_user.id)
            own = access.user_id == current_user.id
            return done("/" if own else url_for("access.index"), _("%(name)s has no access any more.", name=name))
    return render("organisations/access_end.html", form=form, name=name)


def _invitation(invitation_id: UUID) -> Invitation:
    found = queries.invitation(current_user.here.id, invitation_id)
    if found is None or found.closed_at or found.unit_id not in current_user.units_with("access.manage"):
        raise NotFound
    _demand(Role(found.role), found.unit_id)
    return found


@rooms.route("/invitations/<uuid:invitation_id>", right="access.manage", methods=["GET", "POST"])
def invitation(invitation_id: UUID) -> Response | str:
    found = _invitation(invitation_id)
    form = ConfirmForm()
    if form.is_sent():
        accesses.send_again(_organisation(), found, by=current_user.id, inviter=current_user.name)
        return done(url_for("access.index"), _("A new link to %(address)s is on its way.", address=found.email))
    return render("organisations/invitation.html", form=form, invitation=found, withdrawal=ConfirmForm(formdata=None))


@rooms.route("/invitations/<uuid:invitation_id>/withdraw", right="access.manage", methods=["POST"])
def withdraw(invitation_id: UUID) -> Response:
    found = _invitation(invitation_id)
    if ConfirmForm().is_sent():
        accesses.withdraw(found, by=current_user.id)
    return done(url_for("access.index"), _("The invitation is withdrawn."))
