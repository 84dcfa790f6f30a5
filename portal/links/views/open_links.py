"""What a personal link opens. Whoever has signed in is nobody here too; opening it changes nothing."""

from flask import flash, g, make_response, request
from werkzeug.wrappers import Response

from portal.forms import HERE, answer_second_sending, done
from portal.links import queries
from portal.links.limits import count_wrong_link
from portal.links.models import PersonalLink
from portal.links.rules import state_of
from portal.links.services import use_link
from portal.plugin_api import PUBLIC, LinkKind, Rooms, hooks_for
from portal.templating import render

rooms = Rooms("personal_links", __name__, plugin="links", prefix="/p/<slug>/l")


@rooms.route("/<link_token>", right=PUBLIC, methods=["GET", "POST"])
def open(link_token: str) -> Response:
    found = _link(link_token)
    if found is None:
        count_wrong_link(request.remote_addr or "", link_token)
        return _page(render("links/wrong.html"), 404)
    link, kind = found
    return _form(link, kind) if state_of(link, once=kind.once) == "open" else _closed(link, kind)


def _link(token: str) -> tuple[PersonalLink, LinkKind] | None:
    """The link and its kind. Another organisation's, or a plugin's that is off, is as good as unknown."""
    link = queries.link_by_token(g.here.id, token)
    kind = hooks_for(g.here.setup.plugins).link_kinds().get(link.kind) if link else None
    return (link, kind) if link and kind else None


def _form(link: PersonalLink, kind: LinkKind) -> Response:
    form = kind.form(link)
    if form.is_sent():
        with form.attempt():
            use_link(link, once=kind.once)
            kind.take(link, form)
            if not kind.once and kind.thanks:
                flash(str(kind.thanks))
            return done(HERE)
    return _page(kind.show(link, form), 200)


def _closed(link: PersonalLink, kind: LinkKind) -> Response:
    """A second sending is answered as the first one was. Whatever else is sent is shown nothing of what it opened."""
    lost = request.method == "POST"
    if lost and kind.form(link).is_sent():
        answer_second_sending()
    state = state_of(link, once=kind.once)
    return _page(render("links/closed.html", state=state, until=link.expires_at, lost=lost), 410)


def _page(html: str, status: int) -> Response:
    """Its address is a secret: nobody finds it by searching. That it is told to no other host, responses.py says."""
    answer = make_response(html, status)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
