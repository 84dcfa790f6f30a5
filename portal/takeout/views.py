"""The page on which an administrator asks for everything."""

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.forms import done
from portal.jobs.queries import jobs_of
from portal.plugin_api import Rooms
from portal.takeout.rules import KEPT, KIND, RIGHT
from portal.takeout.services import order_takeout
from portal.templating import render

rooms = Rooms("takeout", __name__)


@rooms.route("/", right=RIGHT, methods=["GET", "POST"])
def index() -> Response | str:
    form = ConfirmForm()
    if form.is_sent():
        job = order_takeout(back=url_for("takeout.index"), by=current_user.id)
        return done(url_for("jobs.show", job_id=job.id))
    jobs = jobs_of(current_user.here.id, KIND, current_user.id)
    return render("takeout/index.html", form=form, jobs=jobs, kept_days=KEPT.days)
