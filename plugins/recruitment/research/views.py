"""Research: calls and applications, years beside each other."""

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.research import queries
from plugins.recruitment.research.forms import ApplicationForm, CallForm, NewApplicationForm, NewCallForm
from plugins.recruitment.research.models import FUND_NAMES, STATE_NAMES
from plugins.recruitment.research.services import add_application, announce, change_application, change_call
from plugins.recruitment.rules import KEEP_RESEARCH, SEE_RESEARCH
from portal import clock
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_research", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/research")


@rooms.route("/", right=SEE_RESEARCH)
def index() -> str:
    here, now = current_user.here.id, clock.today().year
    asked = request.args.get("year", type=int)
    year = asked if asked and now - queries.YEARS < asked <= now + 1 else now
    return render(
        "recruitment/research/index.html",
        lines=queries.applications_of(here, year),
        calls=queries.calls_of(here),
        compared=queries.years_beside(here, now),
        quota=int(current_user.setup.setting("recruitment.research_quota")),
        year=year,
        now=now,
        today=clock.today(),
        funds=FUND_NAMES,
        states=STATE_NAMES,
        may_keep=current_user.may(KEEP_RESEARCH),
    )


def _form(form: Any, title: str, about: str = "") -> str:
    return render("recruitment/plain_form.html", form=form, title=title, about=about, back=_back())


def _back(year: int | None = None) -> str:
    return url_for("recruitment_research.index", year=year) if year else url_for("recruitment_research.index")


@rooms.route("/calls/new", right=KEEP_RESEARCH, methods=["GET", "POST"])
def call_new() -> Response | str:
    form = NewCallForm()
    if form.is_sent():
        with form.attempt():
            announce(by=current_user.id, language=current_user.here.language, **form.said)
            return done(_back(form.year.data), _("Saved."))
    return _form(form, _("Announce the research fund"))


@rooms.route("/calls/<uuid:call_id>", right=KEEP_RESEARCH, methods=["GET", "POST"])
def call(call_id: UUID) -> Response | str:
    found = queries.call_of(current_user.here.id, call_id)
    if found is None:
        raise NotFound
    form = CallForm(obj=found)
    if form.is_sent() and not form.clashes_with(found):
        with form.attempt():
            change_call(found, by=current_user.id, language=current_user.here.language, **form.said)
            return done(_back(form.year.data), _("Saved."))
    return _form(form, _("Change the call"), found.theme)


@rooms.route("/new", right=KEEP_RESEARCH, methods=["GET", "POST"])
def new() -> Response | str:
    form = NewApplicationForm()
    if form.is_sent():
        add_application(by=current_user.id, **form.said)
        return done(_back(form.year.data), _("Saved."))
    return _form(form, _("Write down an application"))


@rooms.route("/<uuid:application_id>", right=KEEP_RESEARCH, methods=["GET", "POST"])
def change(application_id: UUID) -> Response | str:
    found = queries.application(current_user.here.id, application_id)
    if found is None:
        raise NotFound
    form = ApplicationForm(obj=found)
    if form.is_sent() and not form.clashes_with(found):
        change_application(found, by=current_user.id, **form.said)
        return done(_back(form.year.data), _("Saved."))
    return _form(form, _("Change the application"), found.title)
