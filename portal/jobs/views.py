"""The page of a piece of work: how far it has come, and what came of it."""

from datetime import timedelta
from uuid import UUID

from flask import make_response, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal import clock
from portal.errors import NotFound
from portal.jobs import queries
from portal.jobs.rules import can_see
from portal.plugin_api import Rooms
from portal.templating import render

#: seconds until the page asks again, without a script
AGAIN = "3"
#: after this, somebody should look whether there is a worker at all
LONG = timedelta(minutes=2)

rooms = Rooms("jobs", __name__)


def address_of(job_id: UUID) -> str:
    return url_for("jobs.show", job_id=job_id)


@rooms.route("/<uuid:job_id>", right="jobs.see")
def show(job_id: UUID) -> Response:
    job = queries.job(current_user.here.id, job_id)
    if job is None or not can_see(current_user, job):
        raise NotFound
    is_still = "still" in request.args
    is_late = not job.attempts and job.asked_at is not None and clock.now() - job.asked_at > LONG
    page = make_response(render("jobs/show.html", job=job, still=is_still, late=is_late))
    if not job.finished_at and not is_still:
        page.headers["Refresh"] = AGAIN
    return page
