"""The list out to a file, and the files that she took out."""

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.activities.looking import asked_in, chips
from portal.activities.sheet.services import KIND, take_out
from portal.forms import done
from portal.jobs.queries import jobs_of
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("activity_sheets", __name__, plugin="activities", prefix="/o/<slug>/activities/sheet")


@rooms.route("/", right="activities.export")
def index() -> str:
    asked = asked_in(request.args, current_user)
    return render(
        "activities/sheets.html",
        asked=asked,
        chips=chips(asked, current_user, "activity_sheets.index"),
        everywhere=current_user.everywhere("activities.export"),
        form=ConfirmForm(),
        jobs=jobs_of(current_user.here.id, KIND, current_user.id),
    )


@rooms.route("/new", right="activities.export", methods=["POST"])
def make() -> Response:
    form, asked = ConfirmForm(), asked_in(request.args, current_user)
    back = url_for("activity_sheets.index", **asked.said)
    if form.is_sent():
        with form.attempt():
            job = take_out(asked, format=request.form.get("format", ""), viewer=current_user, back=back)
            file_id = (job.outcome or {}).get("file_id")
            return done(url_for("files.get", file_id=file_id) if file_id else url_for("jobs.show", job_id=job.id))
    for sentence in form.form_errors:
        flash(sentence, "warning")
    return redirect(back, 303)
