"""One unit's year: write, look through and send in, read, open again."""

from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.accounts.queries import names_of
from portal.activities.answers import FIRST_QUESTION, answers_in, filled
from portal.activities.kinds import YEAR, kinds_of, offered
from portal.errors import Forbidden, NotFound
from portal.forms import done
from portal.i18n import _
from portal.plugin_api import ActivityType
from portal.templating import render
from portal.year_reports import queries
from portal.year_reports.figures import (
    TypeLine,
    kept_of,
    lines_of,
    not_asked_any_more,
    own_numbers,
    own_questions,
    questions_for,
    unanswered,
    why,
)
from portal.year_reports.forms import ReportForm, report_form
from portal.year_reports.models import UnitReport
from portal.year_reports.rules import can_reopen, last_day
from portal.year_reports.services import reopen_report, save_report, send_report
from portal.year_reports.views.rooms import rooms, unit_to_write
from portal.year_reports.words import answers_of


@rooms.route("/<int:year>/<uuid:unit_id>", right="year_reports.write", methods=["GET", "POST"])
def write(year: int, unit_id: UUID) -> Response | str:
    unit = unit_to_write(year, unit_id)
    found, registered = queries.report_and_figures(current_user.here.id, unit_id, year)
    if found and found.sent_at:
        return _is_sent_already(year, unit_id)
    all_types = "all" in request.args
    lines = _lines(found, registered, all_types=all_types)
    own = own_questions(kinds_of(current_user.here), demanding="send" in request.form)
    form = _form(lines, own, found)
    if form.is_sent():
        said = _said(form, lines, own, found)
        if not (found and form.clashes_with(found, **said)):
            save_report(
                found, unit_id=unit_id, year=year, by=current_user.id, **said, text=(form.text.data or "").strip()
            )
            return _onward(year, unit_id)
    return render(
        "year_reports/write.html",
        form=form,
        unit=unit,
        year=year,
        lines=[(line, [(figure, form[FIRST_QUESTION + figure.key]) for figure in line.figures]) for line in lines],
        own=[form[FIRST_QUESTION + question.name] for question in own],
        all_types=all_types,
        is_saved=found is not None,
        why=why(kinds_of(current_user.here)),
        until=last_day(current_user.setup, year),
    )


def _is_sent_already(year: int, unit_id: UUID) -> Response:
    if request.method == "POST":
        raise Forbidden(_("This report is sent in. Open it again before you change it."))
    return redirect(url_for("year_reports.show", year=year, unit_id=unit_id), 303)


def _lines(found: UnitReport | None, registered: dict[str, int], *, all_types: bool = False) -> list[TypeLine]:
    """Those with figures; with `all_types` those too that she could have registered: perhaps nobody did."""
    more = [kind.key for kind in offered(current_user)] if all_types else []
    return lines_of(kinds_of(current_user.here), registered, found.numbers if found else {}, more)


def _form(lines: list[TypeLine], own: Any, found: UnitReport | None) -> ReportForm:
    questions = (*questions_for(lines), *own)
    if found is None:
        return report_form(questions, version=0)
    kept = {**found.numbers, **own_numbers(found.numbers)}
    return report_form(questions, version=found.version, text=found.text, **filled(kept, found.answers, questions))


def _said(form: ReportForm, lines: list[TypeLine], own: Any, found: UnitReport | None) -> dict[str, Any]:
    """What the form holds, and what was answered to questions that are not asked any more."""
    read = answers_in(form, ActivityType(key=YEAR, label="", questions=(*questions_for(lines), *own)))
    said = {"numbers": kept_of(read, lines), "answers": read.answers}
    return said if found is None else not_asked_any_more(found.numbers, found.answers, own, said)


def _onward(year: int, unit_id: UUID) -> Response:
    if "send" in request.form:
        return done(url_for("year_reports.send", year=year, unit_id=unit_id))
    if "more" in request.form:
        return done(url_for("year_reports.write", year=year, unit_id=unit_id, all=1), _("Saved."))
    return done(url_for("year_reports.index", year=year), _("Saved. You can go on another day."))


def _begun(year: int, unit_id: UUID) -> tuple[UnitReport, dict[str, int]]:
    """The report, and what is registered. Raises NotFound where nothing is written yet."""
    found, registered = queries.report_and_figures(current_user.here.id, unit_id, year)
    if found is None:
        raise NotFound
    return found, registered


def _summary(found: UnitReport, registered: dict[str, int]) -> dict[str, Any]:
    answers = answers_of(kinds_of(current_user.here), found)
    return {"report": found, "lines": _lines(found, registered), "answers": answers}


@rooms.route("/<int:year>/<uuid:unit_id>/send", right="year_reports.write", methods=["GET", "POST"])
def send(year: int, unit_id: UUID) -> Response | str:
    unit, kinds = unit_to_write(year, unit_id), kinds_of(current_user.here)
    found, registered = _begun(year, unit_id)
    form = ConfirmForm()
    if form.is_sent():
        with form.attempt():
            send_report(found, kinds, by=current_user.id)
            return done(
                url_for("year_reports.show", year=year, unit_id=unit_id),
                _("Thank you! The year %(year)s is sent in.", year=year),
            )
    if found.sent_at and not form.errors:
        return redirect(url_for("year_reports.show", year=year, unit_id=unit_id), 303)
    missing = unanswered(kinds, found.numbers, found.answers)
    return render(
        "year_reports/send.html", form=form, unit=unit, year=year, missing=missing, **_summary(found, registered)
    )


@rooms.route("/<int:year>/<uuid:unit_id>/read", right="year_reports.write")
def show(year: int, unit_id: UUID) -> str:
    unit = unit_to_write(year, unit_id)
    found, registered = _begun(year, unit_id)
    return render(
        "year_reports/show.html",
        unit=unit,
        year=year,
        by=names_of({found.sent_by}).get(found.sent_by, "") if found.sent_by else "",
        reopenable=found.sent_at and can_reopen(current_user, unit_id, found.sent_at),
        **_summary(found, registered),
    )


@rooms.route("/<int:year>/<uuid:unit_id>/reopen", right="year_reports.write", methods=["GET", "POST"])
def reopen(year: int, unit_id: UUID) -> Response | str:
    unit = unit_to_write(year, unit_id)
    found, _registered = _begun(year, unit_id)
    if found.sent_at and not can_reopen(current_user, unit_id, found.sent_at):
        raise Forbidden(
            _("This was sent in more than 30 days ago. Ask those who work for the organisation to open it.")
        )
    form = ConfirmForm()
    if form.is_sent():
        with form.attempt():
            reopen_report(found, current_user.setup, by=current_user.id)
            return done(url_for("year_reports.write", year=year, unit_id=unit_id), _("You can change it now."))
    return render("year_reports/reopen.html", form=form, unit=unit, year=year)
