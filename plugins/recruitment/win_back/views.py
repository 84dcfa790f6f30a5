"""Who may be asked to come back, and a form for what she answers."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.members.models import ENDING_NAMES, KIND_NAMES
from plugins.recruitment.members.rules import is_member
from plugins.recruitment.members.views import member_here
from plugins.recruitment.rules import WIN_BACK
from plugins.recruitment.win_back import queries
from plugins.recruitment.win_back.forms import AnswerForm
from plugins.recruitment.win_back.queries import asked_since
from plugins.recruitment.win_back.services import say_answer
from portal import clock
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.paging import Position
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_win_back", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/win-back")


@rooms.route("/", right=WIN_BACK)
def index() -> str:
    after, since = Position.read(request.args.get("after")), asked_since(current_user.setup)
    found, following = queries.who_left(current_user.here.id, since, clock.today(), after)
    said: dict[str, Any] = {"kinds": KIND_NAMES, "endings": ENDING_NAMES}
    return render(
        "recruitment/win_back/index.html", lines=found, following=following, after=after, since=since, **said
    )


@rooms.route("/<uuid:person_id>", right=WIN_BACK, methods=["GET", "POST"], shows="person_id")
def answer(person_id: UUID) -> Response | str:
    person, history = member_here(person_id, WIN_BACK)
    if is_member(history[0], clock.today()) or history[0].ending == "died":
        raise NotFound
    row = _as_read(person_id)
    form = AnswerForm(obj=row)
    if form.is_sent() and not form.clashes_with(row):
        with form.attempt():
            say_answer(person_id, form.answer.data, by=current_user.id)
            return done(url_for("recruitment_win_back.index"), _("Saved."))
    about = ", ".join(one for one in (person.phone, person.email) if one)
    back = url_for("recruitment_win_back.index")
    return render("recruitment/plain_form.html", form=form, title=person.name, about=about, back=back)


def _as_read(person_id: UUID) -> Any:
    """What a form shows; nobody has asked her yet: nothing is chosen wrongly."""
    row = queries.answer_row(current_user.here.id, person_id)
    return row or SimpleNamespace(version=0, answer="later")
