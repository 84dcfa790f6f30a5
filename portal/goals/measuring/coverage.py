"""The list of places to reach: ticked, dated and added to on one page."""

from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.errors import NotFound
from portal.forms import done
from portal.goals.measuring import queries
from portal.goals.measuring.forms import ListAsRead, places_form
from portal.goals.measuring.found import goal_url
from portal.goals.measuring.services import remove_place, save_places
from portal.i18n import _
from portal.plugin_api import Rooms
from portal.templating import render

coverage = Rooms("coverage", __name__, plugin="goals", prefix="/o/<slug>/goals")


@coverage.route("/indicators/<uuid:indicator_id>/places", right="goals.measure", methods=["GET", "POST"])
def places(indicator_id: UUID) -> Response | str:
    here = current_user.here
    row = queries.indicator_and_places(here.id, indicator_id)
    if row is None or row[0].kind != "coverage":
        raise NotFound
    indicator, found = row
    read, may_tick = ListAsRead(found), indicator.source != "activities"
    form = places_form(found, may_tick=may_tick, data={"version": read.version})
    if form.is_sent() and not form.clashes_with(read):
        ticks = form.ticks()
        with form.attempt():
            if not form.errors:
                added = (form.added.data or "").splitlines()
                save_places(indicator, found, ticks, added=added, setup=here.setup, by=current_user.id)
                return done(goal_url(indicator), _("Saved."))
    return render("goals/places.html", form=form, indicator=indicator, places=found, cancel=goal_url(indicator))


@coverage.route("/places/<uuid:place_id>/remove", right="goals.measure", methods=["GET", "POST"])
def remove(place_id: UUID) -> Response | str:
    row = queries.place(current_user.here.id, place_id)
    if row is None:
        raise NotFound
    place, indicator = row
    form, back = ConfirmForm(), url_for("coverage.places", indicator_id=indicator.id)
    if form.is_sent():
        remove_place(place, by=current_user.id)
        return done(back, _("%(name)s is taken off the list.", name=place.name))
    return render("goals/remove_place.html", form=form, place=place, back=back)
