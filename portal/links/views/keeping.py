"""Where staff take a personal link back."""

from uuid import UUID

from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.links import queries
from portal.links.services import revoke_link
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("links", __name__)


@rooms.route("/<uuid:personal_link_id>/take-back", right="links.manage", methods=["GET", "POST"])
def revoke(personal_link_id: UUID) -> Response | str:
    link = queries.link(current_user.here.id, personal_link_id)
    kind = current_user.hooks.link_kinds().get(link.kind) if link else None
    if link is None or kind is None:
        raise NotFound
    back, form = kind.address(link.subject_id), ConfirmForm()
    if form.is_sent():
        revoke_link(link, by=current_user.id)
        return done(back, _("The link is taken back."))
    return render("links/revoke.html", form=form, link=link, kind=kind, back=back)
