"""The pages."""

from uuid import UUID

from flask import url_for
from flask_login import current_user
from portal.accounts.queries import names_of
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.organisations.forms import unit_choices
from portal.plugin_api import Rooms
from portal.templating import render
from werkzeug.wrappers import Response

from logbook import queries
from logbook.forms import NoteForm
from logbook.models import Note
from logbook.services import add_note

rooms = Rooms("logbook", __name__)


@rooms.route("/", right="logbook.see")
def index() -> str:
    setting = current_user.setup.setting
    notes = queries.notes(
        current_user.here.id,
        current_user.units_with("logbook.see"),
        limit=int(setting("logbook.shown")),
        oldest_first=setting("logbook.first") == "oldest",
    )
    return render("logbook/index.html", notes=notes, greeting=setting("logbook.greeting"), writers=_writers(notes))


def _writers(notes: list[Note]) -> dict[UUID, str]:
    """Their names, where the organisation wants them shown."""
    if not current_user.setup.setting("logbook.names"):
        return {}
    return names_of({note.written_by for note in notes if note.written_by})


@rooms.route("/<uuid:note_id>", right="logbook.see")
def show(note_id: UUID) -> str:
    found = queries.note(current_user.here.id, note_id)
    if found is None or found.unit_id not in current_user.units_with("logbook.see"):
        raise NotFound
    return render("logbook/show.html", note=found)


@rooms.route("/new", right="logbook.write", methods=["GET", "POST"])
def create() -> Response | str:
    form = NoteForm()
    form.unit_id.choices = unit_choices(current_user.choices("logbook.write"))
    if form.is_sent():
        with form.attempt():
            note = add_note(
                unit_id=UUID(form.unit_id.data),
                on_date=form.on_date.data,
                title=form.title.data,
                by=current_user.id,
            )
            return done(url_for("logbook.show", note_id=note.id), _("Saved."))
    return render("logbook/form.html", form=form)
