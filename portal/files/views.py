"""Files are sent to be saved, never shown inside our pages."""

from uuid import UUID

from flask import send_file
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.errors import NotFound
from portal.files import queries
from portal.files.models import StoredFile
from portal.files.rules import can_open, can_remove, kind_of
from portal.files.services import remove_file
from portal.files.store import store
from portal.forms import done
from portal.i18n import _
from portal.plugin_api import Rooms
from portal.templating import render

#: should a browser show it after all, it shows nothing that acts
ALONE = "default-src 'none'; sandbox"

rooms = Rooms("files", __name__)


def _file(file_id: UUID) -> StoredFile:
    found = queries.file(current_user.here.id, file_id)
    if found is None or not can_open(current_user, found):
        raise NotFound
    return found


@rooms.route("/<uuid:file_id>", right="files.open")
def get(file_id: UUID) -> Response:
    found = _file(file_id)
    content = store().open(found.organisation_id, found.sha256)
    if content is None:
        raise NotFound
    sent = send_file(content, as_attachment=True, download_name=found.name)
    sent.headers["Content-Type"] = found.media_type
    sent.content_length = found.size
    sent.headers["Content-Security-Policy"] = ALONE
    sent.headers["Cache-Control"] = "no-store"
    return sent


@rooms.route("/<uuid:file_id>/remove", right="files.open", methods=["GET", "POST"])
def remove(file_id: UUID) -> Response | str:
    found = _file(file_id)
    kind = kind_of(current_user, found)
    if not can_remove(current_user, found) or kind is None:
        raise NotFound
    back = kind.address(found.owner_id)
    form = ConfirmForm()
    if form.is_sent():
        remove_file(found, by=current_user.id)
        return done(back, _("The file is removed."))
    return render("files/remove.html", form=form, file=found, back=back)
