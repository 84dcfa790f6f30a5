"""Branches and groups: a tree."""

from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.errors import NotFound
from portal.extensions import db
from portal.forms import done
from portal.i18n import _
from portal.organisations.forms import UNIT_KINDS, NewUnitForm, UnitForm, unit_choices
from portal.organisations.models import Unit
from portal.organisations.services import add_unit, remove_unit, rename_unit
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("units", __name__, plugin="organisations")


def _unit(unit_id: UUID) -> Unit:
    found = db.session.get(Unit, (current_user.here.id, unit_id))
    if found is None:
        raise NotFound
    return found


@rooms.route("/", right="units.manage")
def index() -> str:
    return render(
        "organisations/units.html",
        units=current_user.setup.units,
        kinds={kind.value: kind.label for kind in UNIT_KINDS},
    )


@rooms.route("/new", right="units.manage", methods=["GET", "POST"])
def new() -> Response | str:
    form = NewUnitForm()
    form.parent_id.choices = unit_choices(list(current_user.setup.units))
    if form.is_sent():
        unit = add_unit(
            parent_id=UUID(form.parent_id.data), name=form.name.data, kind=form.kind.data, by=current_user.id
        )
        return done(url_for("units.index"), _("%(name)s is added.", name=unit.name))
    return render("organisations/unit_new.html", form=form)


@rooms.route("/<uuid:unit_id>", right="units.manage", methods=["GET", "POST"])
def change(unit_id: UUID) -> Response | str:
    unit = _unit(unit_id)
    form = UnitForm(obj=unit)
    if unit.parent_id is None:
        del form.kind  # the organisation itself is of no kind that one could choose
    if form.is_sent() and not form.clashes_with(unit):
        kind = form.kind.data if form.kind else unit.kind
        rename_unit(unit, name=form.name.data, kind=kind, by=current_user.id)
        return done(url_for("units.index"), _("Saved."))
    return render("organisations/unit.html", form=form, unit=unit)


@rooms.route("/<uuid:unit_id>/remove", right="units.manage", methods=["GET", "POST"])
def remove(unit_id: UUID) -> Response | str:
    unit = _unit(unit_id)
    form = ConfirmForm()
    name = unit.name
    if form.is_sent():
        with form.attempt():
            remove_unit(unit, by=current_user.id)
            return done(url_for("units.index"), _("%(name)s is removed.", name=name))
    return render("organisations/unit_remove.html", form=form, name=name)
