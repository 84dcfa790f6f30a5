"""The record of processing, and the point of contact that the notice names."""

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.forms import done
from portal.i18n import _
from portal.organisations.services import change_settings
from portal.plugin_api import Rooms
from portal.privacy import words
from portal.privacy.catalogue import chosen_months, processings
from portal.privacy.forms import ContactForm, retention_form
from portal.privacy.retention import how_many, kinds
from portal.templating import render

rooms = Rooms("privacy", __name__)


@rooms.route("/", right="privacy.see")
def index() -> str:
    return render(
        "privacy/index.html",
        lines=processings(current_user.setup.plugins, chosen_months(current_user.setup)),
        contact=current_user.setup.setting("privacy.contact"),
        words=words,
    )


@rooms.route("/contact", right="privacy.manage", methods=["GET", "POST"])
def contact() -> Response | str:
    form = ContactForm(data={"contact": current_user.setup.setting("privacy.contact")})
    if form.is_sent():
        with form.attempt():
            said = {"contact": form.contact.data.strip()}
            change_settings(current_user.here.id, "privacy", said, by=current_user.id)
            return done(url_for("privacy.index"), _("Saved."))
    return render("privacy/contact.html", form=form)


@rooms.route("/retention", right="privacy.manage", methods=["GET", "POST"])
def retention() -> Response | str:
    here, setup = current_user.here.id, current_user.setup
    found = kinds(setup)
    form = retention_form(found, deletes=bool(setup.setting("privacy.deletes")))
    if form.is_sent():
        with form.attempt():
            change_settings(here, "privacy", form.said, by=current_user.id)
            return done(url_for("privacy.retention"), _("Saved."))
    lines = zip(found, how_many(here, found), strict=True)
    return render("privacy/retention.html", form=form, lines=lines, words=words)
