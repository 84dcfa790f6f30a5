"""The register of contact surfaces."""

from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.actions import queries
from portal.actions.forms import NewSurfaceForm, SurfaceForm
from portal.actions.services import change_surface, make_surface
from portal.actions.views.rooms import rooms
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.templating import render


@rooms.route("/surfaces/", right="actions.manage")
def surfaces() -> str:
    return render("actions/surfaces.html", surfaces=queries.surfaces(current_user.here.id))


@rooms.route("/surfaces/new", right="actions.manage", methods=["GET", "POST"])
def surface_new() -> Response | str:
    form = NewSurfaceForm()
    if form.is_sent():
        with form.attempt():
            make_surface(current_user.here.id, form.name.data.strip(), by=current_user.id)
            return done(url_for("actions.surfaces"), _("Saved."))
    return render("actions/surface.html", form=form, surface=None)


@rooms.route("/surfaces/<uuid:surface_id>", right="actions.manage", methods=["GET", "POST"])
def surface(surface_id: UUID) -> Response | str:
    found = queries.surface(current_user.here.id, surface_id)
    if found is None:
        raise NotFound
    form = SurfaceForm(obj=found)
    if form.is_sent() and not form.clashes_with(found):
        with form.attempt():
            change_surface(found, name=form.name.data.strip(), closed=form.closed.data, by=current_user.id)
            return done(url_for("actions.surfaces"), _("Saved."))
    return render("actions/surface.html", form=form, surface=found)
