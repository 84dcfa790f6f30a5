"""Reports in words, for goals that no number measures."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.errors import NotFound
from portal.forms import done
from portal.goals.measuring import queries
from portal.goals.measuring.forms import ReportCorrectionForm, ReportForm
from portal.goals.measuring.found import goal_url, indicator_of_kind
from portal.goals.measuring.services import correct_report, remove_report, write_report
from portal.goals.models import Indicator, StatusReport
from portal.i18n import _
from portal.plugin_api import Rooms
from portal.templating import render

told = Rooms("told", __name__, plugin="goals", prefix="/o/<slug>/goals")


@told.route("/indicators/<uuid:indicator_id>/report", right="goals.measure", uploads=True, methods=["GET", "POST"])
def write(indicator_id: UUID) -> Response | str:
    indicator = indicator_of_kind(indicator_id, "told")
    form = ReportForm()
    if form.is_sent():
        with form.attempt():
            made = write_report(
                indicator,
                on_date=form.on_date.data,
                state=form.state.data,
                text=form.text.data,
                by=current_user.id,
            )
            form.files.keep_for("status_report", made.id, by=current_user.id)
            return done(goal_url(indicator), _("Saved."))
    return _form_page(form, indicator)


def report_address(report_id: UUID) -> str:
    return url_for("told.correct", report_id=report_id)


def _form_page(form: Any, indicator: Indicator, report: StatusReport | None = None, files: Sequence[Any] = ()) -> str:
    cancel = goal_url(indicator)
    return render("goals/report.html", form=form, indicator=indicator, report=report, files=files, cancel=cancel)


def _report(report_id: UUID) -> tuple[StatusReport, Indicator, list[Any]]:
    """With its files."""
    found = queries.report(current_user.here.id, report_id)
    if found is None:
        raise NotFound
    return found


@told.route("/reports/<uuid:report_id>", right="goals.measure", uploads=True, methods=["GET", "POST"])
def correct(report_id: UUID) -> Response | str:
    found, indicator, files = _report(report_id)
    form = ReportCorrectionForm(obj=found)
    if form.is_sent() and not form.clashes_with(found):
        correct_report(found, state=form.state.data, text=form.text.data, by=current_user.id)
        form.files.keep_for("status_report", found.id, by=current_user.id)
        return done(goal_url(indicator), _("Saved."))
    return _form_page(form, indicator, found, files)


@told.route("/reports/<uuid:report_id>/remove", right="goals.measure", methods=["GET", "POST"])
def remove(report_id: UUID) -> Response | str:
    found, indicator, _files = _report(report_id)
    form, back = ConfirmForm(), url_for("told.correct", report_id=report_id)
    if form.is_sent():
        remove_report(found, by=current_user.id)
        return done(goal_url(indicator), _("The report is removed."))
    return render("goals/remove_report.html", form=form, report=found, back=back)
