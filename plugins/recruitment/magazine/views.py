"""The page of the magazine: who gets it how, labels and addresses; and how one member gets it."""

from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.joining.queries import magazine_of
from plugins.recruitment.magazine import queries
from plugins.recruitment.magazine.forms import LabelsForm, WayForm
from plugins.recruitment.magazine.services import order_labels, say_way
from plugins.recruitment.members.views import member_here
from plugins.recruitment.rules import MANAGE_MEMBERS, SEND_MAGAZINE
from portal.forms import done
from portal.i18n import _
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_magazine", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/magazine")


@rooms.route("/", right=SEND_MAGAZINE, methods=["GET", "POST"])
def index() -> Response | str:
    form = LabelsForm()
    if form.is_sent():
        back = url_for("recruitment_magazine.index")
        job = order_labels(form.format.data, form.one_each.data, back=back, by=current_user.id)
        return done(url_for("jobs.show", job_id=job.id))
    found = queries.ways(current_user.here.id)
    by_hand = queries.by_hand(current_user.here.id) if found.protected else []
    return render("recruitment/magazine/index.html", form=form, found=found, by_hand=by_hand)


@rooms.route("/<uuid:person_id>", right=MANAGE_MEMBERS, methods=["GET", "POST"], shows="person_id")
def choose(person_id: UUID) -> Response | str:
    person, _history = member_here(person_id, MANAGE_MEMBERS)
    back = url_for("recruitment_members.show", person_id=person_id)
    said = magazine_of(current_user.here.id, person_id)
    form = WayForm(data={"way": said.way if said else "post"})
    if form.is_sent():
        say_way(person_id, form.way.data, by=current_user.id)
        return done(back, _("Saved."))
    return render("recruitment/magazine/choose.html", form=form, person=person, back=back)
