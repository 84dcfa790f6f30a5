"""The list of places to reach: ticked, dated and added to on one page."""

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.errors import NotFound
from portal.forms import done
from portal.goals.measuring import queries
from portal.goals.measuring.forms import ListAsRead, places_form, sent_places
from portal.goals.measuring.found import goal_url
from portal.goals.measuring.listed import PAGE, SHOW, Asked
from portal.goals.measuring.services import remove_place, save_places
from portal.goals.models import Indicator
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
    asked, read, may_tick = Asked.read(request.args), ListAsRead(found), indicator.source != "activities"
    matching = asked.matching(found)
    is_sent = may_tick and request.method == "POST"
    shown = sent_places(found) if is_sent else matching[asked.first : asked.first + PAGE]
    form = places_form(shown, may_tick=may_tick, data={"version": read.version})
    if form.is_sent() and not form.clashes_with(read):
        ticks = form.ticks()
        with form.attempt():
            if not form.errors:
                added = (form.added.data or "").splitlines()
                save_places(indicator, found, ticks, added=added, setup=here.setup, by=current_user.id)
                return done(_back(indicator, asked), _("Saved."))
    return render(
        "goals/places.html",
        form=form,
        indicator=indicator,
        places=shown,
        asked=asked,
        is_long=len(found) > PAGE // 2,
        following=asked.first + PAGE if len(matching) > asked.first + PAGE else None,
        kinds=SHOW if may_tick else {},
        cancel=goal_url(indicator),
    )


def _back(indicator: Indicator, asked: Asked) -> str:
    """To the goal; from a part of the list to where she was in it."""
    if asked == Asked():
        return goal_url(indicator)
    place: dict[str, Any] = {"from": asked.first} if asked.first else {}
    return url_for("coverage.places", indicator_id=indicator.id, **asked.said, **place)


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
