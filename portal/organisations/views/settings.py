"""The organisation's own settings."""

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.extensions import db
from portal.forms import done
from portal.i18n import _
from portal.organisations.forms import OrganisationForm
from portal.organisations.models import Organisation
from portal.organisations.services import change_organisation
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("settings", __name__, plugin="organisations")


@rooms.route("/", right="organisation.manage", methods=["GET", "POST"])
def index() -> Response | str:
    organisation = db.session.get_one(Organisation, current_user.here.id)
    form = OrganisationForm(obj=organisation)
    if form.is_sent() and not form.clashes_with(organisation):
        with form.attempt():
            change_organisation(
                organisation,
                name=form.name.data,
                language=form.language.data,
                number=form.number.data,
                by=current_user.id,
            )
            return done(url_for("settings.index"), _("Saved."))
    return render("organisations/settings.html", form=form)
