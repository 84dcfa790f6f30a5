"""Who is elected, and who is trained in recruitment talks."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.rules import KEEP_OFFICERS, TALK
from plugins.recruitment.talks import queries
from plugins.recruitment.talks.forms import NewOfficerForm, OfficerForm, officer_form
from plugins.recruitment.talks.models import OFFICE_NAMES
from plugins.recruitment.talks.services import change_officer, elect, person_at
from portal import clock
from portal.errors import Forbidden, NotFound
from portal.forms import done
from portal.i18n import _
from portal.people.queries import After
from portal.people.rules import folded
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_talks", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/talks")

#: how standing items about recruitment begin, in both languages
ABOUT = ("rekrut", "hverv", "recruit")


@rooms.route("/", right=KEEP_OFFICERS)
def index() -> str:
    here, today, lacking = current_user.here.id, clock.today(), "lacking" in request.args
    units = None if current_user.everywhere(KEEP_OFFICERS) else current_user.units_with(KEEP_OFFICERS)
    after = After.read(request.args.get("after"))
    lines, following = queries.page_of(here, units, today, after, lacking=lacking)
    shares = queries.trained_by_office(here, units, today)
    return render(
        "recruitment/talks/index.html",
        lines=lines,
        following=following,
        after=after,
        lacking=lacking,
        shares=[(OFFICE_NAMES[office], *shares[office]) for office in OFFICE_NAMES if office in shares],
        standing=[one for one in queries.standing_items(here, today) if _is_about(one.title)],
        offices=OFFICE_NAMES,
        talk=TALK,
    )


def _is_about(title: str) -> bool:
    return any(word in folded(title) for word in ABOUT)


def _may(unit_id: UUID | None) -> bool:
    return bool(current_user.everywhere(KEEP_OFFICERS) or (unit_id and current_user.may_in(KEEP_OFFICERS, unit_id)))


def _said(form: Any) -> dict[str, Any]:
    said: dict[str, Any] = form.said
    if not _may(said["unit_id"]):
        raise Forbidden(_("You cannot write down officers of this unit."))
    return said


@rooms.route("/new", right=KEEP_OFFICERS, methods=["GET", "POST"])
def new() -> Response | str:
    form = officer_form(current_user, NewOfficerForm)
    if form.is_sent():
        with form.attempt():
            elect(person_at(current_user, form.email.data), by=current_user.id, **_said(form))
            return done(_back(), _("Saved."))
    return render("recruitment/plain_form.html", form=form, title=_("Write down an officer"), back=_back())


def _back() -> str:
    return url_for("recruitment_talks.index")


@rooms.route("/<uuid:officer_id>", right=KEEP_OFFICERS, methods=["GET", "POST"])
def change(officer_id: UUID) -> Response | str:
    found = queries.officer(current_user.here.id, officer_id)
    if found is None or not _may(found[0].unit_id):
        raise NotFound
    officer, name = found
    row = SimpleNamespace(
        **{one: getattr(officer, one) for one in ("office", "since", "until", "trained_on", "version")},
        unit_id=str(officer.unit_id or ""),
    )
    form = officer_form(current_user, OfficerForm, obj=row)
    if form.is_sent() and not form.clashes_with(row):
        with form.attempt():
            change_officer(officer, by=current_user.id, **_said(form))
            return done(_back(), _("Saved."))
    return render("recruitment/plain_form.html", form=form, title=_("Change the office"), about=name, back=_back())
