"""The annual report: which year, the report itself, and the same as a file."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.forms import done
from portal.jobs.queries import jobs_of
from portal.organisations.viewer import Viewer
from portal.plugin_api import Rooms
from portal.reports import queries
from portal.reports.printing.press import can_print
from portal.reports.rules import last_day_of, years_of
from portal.reports.services import KIND, order_report
from portal.reports.writing import Reader, write_report
from portal.templating import render

rooms = Rooms("reports", __name__)


@rooms.route("/", right="reports.see")
def index() -> str:
    here = current_user.here.id
    plans = [(plan, years_of(plan)) for plan in queries.plans_with_reports(here)]
    return render(
        "reports/index.html",
        plans=[(plan, years) for plan, years in plans if years],
        jobs=jobs_of(here, KIND, current_user.id),
    )


@rooms.route("/<uuid:plan_id>/<int:year>", right="reports.see")
def show(plan_id: UUID, year: int) -> str:
    report = write_report(current_user.here, plan_id, year, reader_of(current_user))
    return render("reports/show.html", report=report, plan_id=plan_id, form=ConfirmForm(), can_print=can_print())


@rooms.route("/<uuid:plan_id>/<int:year>/file", right="reports.see", methods=["POST"])
def order(plan_id: UUID, year: int) -> Response:
    form, back = ConfirmForm(), url_for("reports.show", plan_id=plan_id, year=year)
    plan, reader = queries.plan(current_user.here.id, plan_id), reader_of(current_user)
    last_day_of(plan, year)
    if form.is_sent():
        with form.attempt():
            said = request.form.get("format", "")
            job = order_report(plan_id, year, format=said, reader=reader, back=back, by=current_user.id)
            return done(url_for("jobs.show", job_id=job.id))
    for sentence in form.form_errors:
        flash(sentence, "warning")
    return redirect(back, 303)


def reader_of(viewer: Viewer) -> Reader:
    """The units whose activities she may see, the chapters that she may read for the whole organisation."""
    return Reader(
        units=viewer.units_with("activities.see_all"),
        chapters=frozenset(one.name for one in viewer.hooks.report_chapters() if viewer.everywhere(one.right)),
    )
