"""The way in: one organisation leads straight there, several to a choice."""

from flask import redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.organisations.queries import organisations_of
from portal.plugin_api import SIGNED_IN, Rooms
from portal.templating import render

rooms = Rooms("home", __name__, plugin="organisations", prefix="")


@rooms.route("/", right=SIGNED_IN)
def index() -> Response | str:
    found = organisations_of(current_user.id)
    if current_user.is_operator and not found:
        return redirect(url_for("platform.index"), 303)
    if len(found) == 1 and not current_user.is_operator:
        return redirect(url_for("start.index", slug=found[0][0]), 303)
    return choose()


@rooms.route("/organisations", right=SIGNED_IN)
def choose() -> str:
    return render("organisations/choose.html", organisations=organisations_of(current_user.id))
