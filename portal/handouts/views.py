"""Staff hand out what is kept about somebody: asked for by a form that is written down, then taken from its address."""

from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.audit.models import AuditEntry
from portal.errors import NotFound
from portal.forms import done
from portal.handouts.deeds import OF_PERSON
from portal.handouts.forms import HandOutForm
from portal.handouts.queries import handed_out
from portal.handouts.rules import HAND_OUT
from portal.handouts.services import hand_out, pack, part_of
from portal.i18n import _, use_language
from portal.people.rules import can_see_address
from portal.people.views import person_here
from portal.plugin_api import Rooms
from portal.privacy.holdings import numbers_of, subject_of
from portal.sheets.writing import send_sheet
from portal.templating import render

rooms = Rooms("handouts", __name__)


@rooms.route("/<uuid:person_id>", right=HAND_OUT, methods=["GET", "POST"], shows="person_id")
def person(person_id: UUID) -> Response | str:
    shown = person_here(person_id)
    form = HandOutForm(data={"language": shown.language})
    if form.is_sent():
        entry = hand_out(person_id, language=form.language.data, by=current_user.id)
        return done(url_for("handouts.file", person_id=person_id, entry_id=entry.id))
    lines = [(said.purpose, number) for _table, said, number in numbers_of(subject_of(shown), current_user.here.id)]
    return render("handouts/person.html", form=form, person=shown, lines=lines)


@rooms.route("/<uuid:person_id>/<uuid:entry_id>.zip", right=HAND_OUT, shows="person_id")
def file(person_id: UUID, entry_id: UUID) -> Response:
    shown = person_here(person_id)
    entry = handed_out(AuditEntry, entry_id, action=OF_PERSON, subject_id=person_id, by=current_user.id)
    if entry is None or not can_see_address(current_user, shown):
        raise NotFound
    with use_language(entry.changes["language"]):
        part = part_of(current_user.here.id, current_user.here.name, subject_of(shown))
        return send_sheet(pack(shown.name, [part]), _("what is kept") + ".zip")
