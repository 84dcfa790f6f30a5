"""The operator's pages: organisations are made and closed here, never looked into."""

from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.errors import NotFound
from portal.extensions import db
from portal.forms import done
from portal.i18n import _, use_language
from portal.organisations.accesses import invite
from portal.organisations.forms import NewOrganisationForm, SwitchForm
from portal.organisations.models import Organisation
from portal.organisations.queries import all_organisations
from portal.organisations.services import create_organisation, set_status
from portal.organisations.setup import setup_of
from portal.plugin_api import OPERATOR, Role, Rooms
from portal.templating import render

rooms = Rooms("platform", __name__, plugin="organisations", prefix="/platform")


@rooms.route("/", right=OPERATOR)
def index() -> str:
    return render("organisations/platform.html", organisations=all_organisations())


@rooms.route("/new", right=OPERATOR, methods=["GET", "POST"])
def new() -> Response | str:
    form = NewOrganisationForm()
    if form.is_sent():
        with form.attempt():
            made = _create(form)
            return done(
                url_for("platform.index"),
                _("%(name)s is ready, and its administrator is invited.", name=made.name),
            )
    return render("organisations/platform_new.html", form=form)


def _create(form: NewOrganisationForm) -> Organisation:
    made = create_organisation(
        slug=form.slug.data,
        name=form.name.data,
        country=form.country.data,
        language=form.language.data,
        number=form.number.data or "",
        by=current_user.id,
    )
    with use_language(made.language):
        setup = setup_of(made.id, made.setup_version)
        role = Role.ADMINISTRATOR
        invite(
            made,
            setup,
            email=form.email.data,
            role=role,
            unit_id=setup.root.id,
            by=current_user.id,
            inviter="Medvirke",
        )
    return made


@rooms.route("/<uuid:organisation_id>", right=OPERATOR, methods=["GET", "POST"])
def show(organisation_id: UUID) -> Response | str:
    organisation = db.session.get(Organisation, organisation_id)
    if organisation is None:
        raise NotFound
    form = SwitchForm(data={"to": "suspended" if organisation.status == "active" else "active"})
    if form.is_sent():
        set_status(organisation, "suspended" if form.to.data == "suspended" else "active", by=current_user.id)
        return done(url_for("platform.index"), _("Saved."))
    return render("organisations/platform_show.html", form=form, found=organisation)
