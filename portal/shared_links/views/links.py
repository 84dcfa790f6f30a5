"""Pages on which leaders and staff keep their units' links."""

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.activities.kinds import is_open, kinds_of, offered
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _, use_language
from portal.messages.services import address_of
from portal.plugin_api import Rooms
from portal.shared_links import queries
from portal.shared_links.forms import LinkForm, new_link_form
from portal.shared_links.models import RegistrationLink
from portal.shared_links.qr import qr_code
from portal.shared_links.rules import STATES, Linked, state_of
from portal.shared_links.services import change_link, close_link, make_link
from portal.templating import render

rooms = Rooms("shared_links", __name__)
MANAGE = queries.MANAGE


@rooms.route("/", right=MANAGE)
def index() -> str:
    after = request.args.get("after", type=UUID)
    lines, following = queries.links_of(current_user, after)
    kinds = kinds_of(current_user.here)
    states = {line.id: STATES[_state(line)] for line in lines}
    return render("shared_links/index.html", lines=lines, following=following, after=after, kinds=kinds, states=states)


def _state(link: Any) -> str:
    kind = kinds_of(current_user.here).get(link.activity_type)
    counted: Linked = link
    return state_of(counted, type_is_open=kind is not None and is_open(current_user, kind))


@rooms.route("/new", right=MANAGE, methods=["GET", "POST"])
def new() -> Response | str:
    form = new_link_form(current_user.choices(MANAGE), offered(current_user))
    if form.is_sent():
        with form.attempt():
            kind = form.activity_type.data
            link = make_link(unit_id=form.unit, activity_type=kind, by=current_user.id, **form.said)
            return done(url_for("shared_links.show", link_id=link.id), _("The link is open."))
    return render("shared_links/form.html", form=form)


def _link(link_id: UUID) -> RegistrationLink:
    """One of her units'; another unit's is as good as unknown."""
    found = queries.link(current_user.here.id, link_id)
    if found is None or not current_user.may_in(MANAGE, found.unit_id):
        raise NotFound
    return found


@rooms.route("/<uuid:link_id>", right=MANAGE)
def show(link_id: UUID) -> str:
    link = _link(link_id)
    waiting = queries.number_waiting(current_user.here.id, link_id)
    return render("shared_links/show.html", state=_state(link), states=STATES, waiting=waiting, **_told(link))


def _told(link: RegistrationLink) -> dict[str, Any]:
    """The link, what it is for, and its address as a path, in full and as a picture."""
    path = url_for("open_links.register", link_token=link.token)
    address = address_of(path)
    kind = kinds_of(current_user.here).get(link.activity_type)
    return {
        "link": link,
        "kind": kind.label if kind else link.activity_type,
        "path": path,
        "address": address,
        "qr": qr_code(address),
    }


@rooms.route("/<uuid:link_id>/poster", right=MANAGE)
def poster(link_id: UUID) -> str:
    """In the organisation's language: it is for those who read it on the wall."""
    link = _link(link_id)
    with use_language(current_user.here.language):
        return render("shared_links/poster.html", unit=current_user.setup.name(link.unit_id), **_told(link))


@rooms.route("/<uuid:link_id>/change", right=MANAGE, methods=["GET", "POST"])
def change(link_id: UUID) -> Response | str:
    link = _link(link_id)
    form = LinkForm(obj=link)
    if form.is_sent() and not form.clashes_with(link):
        with form.attempt():
            change_link(link, by=current_user.id, **form.said)
            return done(url_for("shared_links.show", link_id=link_id), _("Saved."))
    return render("shared_links/form.html", form=form, link=link, link_id=link_id)


@rooms.route("/<uuid:link_id>/close", right=MANAGE, methods=["GET", "POST"])
def close(link_id: UUID) -> Response | str:
    link = _link(link_id)
    form = ConfirmForm()
    if form.is_sent():
        with form.attempt():
            close_link(link, by=current_user.id)
            return done(url_for("shared_links.show", link_id=link_id), _("The link is closed."))
    return render("shared_links/close.html", form=form, link=link, link_id=link_id)
