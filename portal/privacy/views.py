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
from portal.privacy.retention import how_many, kinds, kinds_with_months
from portal.privacy.rules import USUAL_UNTIED
from portal.privacy.ties import count_of_untied, months_of, who_is_untied
from portal.templating import render

#: of those whom nothing ties: more would be no list to read through
SHOWN = 200

rooms = Rooms("privacy", __name__)


@rooms.route("/", right="privacy.see")
def index() -> str:
    return render(
        "privacy/index.html",
        lines=processings(current_user.setup.plugins, chosen_months(current_user.setup)),
        months=months_of(current_user.setup),
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
    deletes = bool(setup.setting("privacy.deletes"))
    form = retention_form(kinds_with_months(setup), deletes=deletes, untied=months_of(setup))
    if form.is_sent():
        with form.attempt():
            change_settings(here, "privacy", form.said, by=current_user.id)
            return done(url_for("privacy.retention"), _("Saved."))
    months = months_of(setup) or USUAL_UNTIED
    *counts, people = how_many(here, found, count_of_untied(here, setup, months))
    lines = zip(found, counts, strict=True)
    return render("privacy/retention.html", form=form, lines=lines, words=words, people=people, months=months)


@rooms.route("/retention/people", right="privacy.manage")
def untied() -> str:
    here, setup = current_user.here.id, current_user.setup
    months = months_of(setup) or USUAL_UNTIED
    people = who_is_untied(here, setup, months, SHOWN)
    return render("privacy/untied.html", people=people, months=months, most=SHOWN, on=bool(months_of(setup)))
