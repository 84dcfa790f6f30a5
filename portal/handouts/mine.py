"""Everybody takes out what is kept about her own account, in all her organisations."""

from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.audit.models import PlatformAuditEntry
from portal.errors import NotFound
from portal.exchange.sides import inside_of
from portal.forms import done
from portal.handouts.deeds import OF_ACCOUNT
from portal.handouts.forms import HandOutForm
from portal.handouts.queries import handed_out
from portal.handouts.services import Part, hand_out_own, pack, part_of
from portal.i18n import _, current_language, use_language
from portal.organisations.queries import places_of
from portal.plugin_api import SIGNED_IN, Rooms
from portal.privacy.holdings import Subject
from portal.sheets.writing import send_sheet
from portal.templating import render

rooms = Rooms("my_data", __name__, plugin="handouts", prefix="/profile/data")


@rooms.route("", right=SIGNED_IN, methods=["GET", "POST"])
def show() -> Response | str:
    form = HandOutForm(data={"language": current_language()})
    if form.is_sent():
        entry = hand_out_own(language=form.language.data, by=current_user.id)
        return done(url_for("my_data.file", entry_id=entry.id))
    return render("handouts/mine.html", form=form)


@rooms.route("/<uuid:entry_id>.zip", right=SIGNED_IN)
def file(entry_id: UUID) -> Response:
    me = current_user.id
    entry = handed_out(PlatformAuditEntry, entry_id, action=OF_ACCOUNT, subject_id=me, by=me)
    if entry is None:
        raise NotFound
    with use_language(entry.changes["language"]):
        return send_sheet(pack(current_user.name, _parts(Subject(account=me))), _("what is kept") + ".zip")


def _parts(who: Subject) -> list[Part]:
    """What stands outside of any organisation first, then each organisation's."""
    found = [part_of(None, "", who)]
    for organisation_id, name in places_of(current_user.id):
        with inside_of(organisation_id):
            found.append(part_of(organisation_id, name, who))
    return found
