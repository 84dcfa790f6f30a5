"""What a shared link opens, for anybody. Whoever has signed in is nobody here too."""

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.activities.answers import FIRST_QUESTION, answers_in
from portal.activities.kinds import is_open_at, kinds_of
from portal.errors import NotFound
from portal.forms import done
from portal.plugin_api import PUBLIC, ActivityType, Rooms
from portal.shared_links import queries
from portal.shared_links.forms import visitor_form
from portal.shared_links.models import RegistrationLink
from portal.shared_links.rules import state_of
from portal.shared_links.services import send_in
from portal.templating import render

rooms = Rooms("open_links", __name__, plugin="shared_links", prefix="/p/<slug>/r")


@rooms.route("/<link_token>", right=PUBLIC, methods=["GET", "POST"])
def register(link_token: str) -> Response | str | tuple[str, int]:
    link, kind = _link(link_token)
    if kind is None or (_state(link, kind) != "open" and request.method != "POST"):
        return _closed(link, kind)
    form = visitor_form(kind)
    thanks = url_for("open_links.thanks", link_token=link.token)
    if form.is_trapped:
        return redirect(thanks, 303)  # answered as if it had worked; nothing is kept
    if form.is_sent():
        with form.attempt():
            name = form.registered_as.data or "" if form.registered_as else ""
            answers = answers_in(form, kind)
            said = {"on_date": form.on_date.data, "note": form.note.data or "", **vars(answers)}
            send_in(link, type_is_open=is_open_at(g.here, kind), registered_as=name, **said)
            return done(thanks, answers.contacts.message)
    questions = [field for field in form if field.name.startswith(FIRST_QUESTION)]
    return render("shared_links/register.html", form=form, questions=questions, kind=kind, **_of(link))


def _link(token: str) -> tuple[RegistrationLink, ActivityType | None]:
    """The link and its type. Another organisation's is as good as unknown."""
    link = queries.link_by_token(g.here.id, token)
    if link is None:
        raise NotFound
    return link, kinds_of(g.here).get(link.activity_type)


def _state(link: RegistrationLink, kind: ActivityType | None) -> str:
    return state_of(link, type_is_open=kind is not None and is_open_at(g.here, kind))


def _of(link: RegistrationLink) -> dict[str, object]:
    """What every page of a link shows. The name in the corner leads nowhere else."""
    path = url_for("open_links.register", link_token=link.token)
    return {"link": link, "unit": g.here.setup.name(link.unit_id), "path": path, "home_url": path}


def _closed(link: RegistrationLink, kind: ActivityType | None) -> tuple[str, int]:
    return render("shared_links/closed.html", state=_state(link, kind), **_of(link)), 410


@rooms.route("/<link_token>/thanks", right=PUBLIC)
def thanks(link_token: str) -> str:
    link, kind = _link(link_token)
    return render("shared_links/thanks.html", is_open=_state(link, kind) == "open", **_of(link))
