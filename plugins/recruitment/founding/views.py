"""Pages of a branch that is being founded."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.founding import queries, services
from plugins.recruitment.founding.forms import (
    CandidateForm,
    NewCandidateForm,
    NewFoundingForm,
    NewStepForm,
    StepForm,
    founding_form,
)
from plugins.recruitment.founding.models import ANSWER_NAMES, Founding
from plugins.recruitment.founding.rules import FIRST_YEAR
from plugins.recruitment.rules import FOUND_BRANCHES
from plugins.recruitment.talks.services import person_at
from portal import clock
from portal.activities.kinds import kinds_of
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_founding", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/founding")


@rooms.route("/", right=FOUND_BRANCHES)
def index() -> str:
    lines = queries.foundings_of(current_user.here.id)
    return render("recruitment/founding/index.html", lines=lines, today=clock.today())


@rooms.route("/new", right=FOUND_BRANCHES, methods=["GET", "POST"])
def new() -> Response | str:
    form = NewFoundingForm()
    if form.is_sent():
        made = services.begin_founding(by=current_user.id, language=current_user.here.language, **form.said)
        return done(_to(made.id), _("Saved."))
    return _form(form, _("Begin a new branch"), "", url_for("recruitment_founding.index"))


def _form(form: Any, title: str, about: str, back: str) -> str:
    return render("recruitment/plain_form.html", form=form, title=title, about=about, back=back)


def _to(founding_id: UUID) -> str:
    return url_for("recruitment_founding.show", founding_id=founding_id)


def _founding(founding_id: UUID) -> Founding:
    found = queries.founding(current_user.here.id, founding_id)
    if found is None:
        raise NotFound
    return found


@rooms.route("/<uuid:founding_id>", right=FOUND_BRANCHES)
def show(founding_id: UUID) -> str:
    found, here = _founding(founding_id), current_user.here
    return render(
        "recruitment/founding/show.html",
        found=found,
        steps=queries.steps_of(here.id, founding_id),
        candidates=queries.candidates_of(here.id, founding_id),
        answers=ANSWER_NAMES,
        held=queries.activities_in_first_year(here.id, found, list(kinds_of(here))),
        wanted=FIRST_YEAR,
        today=clock.today(),
    )


@rooms.route("/<uuid:founding_id>/change", right=FOUND_BRANCHES, methods=["GET", "POST"])
def change(founding_id: UUID) -> Response | str:
    found = _founding(founding_id)
    names = ("name", "begun_on", "founded_on", "meeting_on", "note", "version")
    row = SimpleNamespace(**{one: getattr(found, one) for one in names}, unit_id=str(found.unit_id or ""))
    form = founding_form(current_user, row)
    if form.is_sent() and not form.clashes_with(row):
        with form.attempt():
            services.change_founding(found, by=current_user.id, **form.said)
            return done(_to(founding_id), _("Saved."))
    return _form(form, _("Change the new branch"), found.name, _to(founding_id))


@rooms.route("/<uuid:founding_id>/steps/new", right=FOUND_BRANCHES, methods=["GET", "POST"])
def step_new(founding_id: UUID) -> Response | str:
    found, form = _founding(founding_id), NewStepForm()
    if form.is_sent():
        position = len(queries.steps_of(current_user.here.id, founding_id)) + 1
        services.add_step(found, by=current_user.id, position=position, **form.said)
        return done(_to(founding_id), _("Saved."))
    return _form(form, _("Add a step"), found.name, _to(founding_id))


@rooms.route("/<uuid:founding_id>/steps/<uuid:founding_step_id>", right=FOUND_BRANCHES, methods=["GET", "POST"])
def step(founding_id: UUID, founding_step_id: UUID) -> Response | str:
    both = queries.step(current_user.here.id, founding_id, founding_step_id)
    if both is None:
        raise NotFound
    its_step, found = both
    form = StepForm(obj=its_step)
    if form.is_sent() and not form.clashes_with(its_step):
        services.change_step(its_step, found, by=current_user.id, **form.said)
        return done(_to(founding_id), _("Saved."))
    return _form(form, _("Change the step"), found.name, _to(founding_id))


@rooms.route("/<uuid:founding_id>/candidates/new", right=FOUND_BRANCHES, methods=["GET", "POST"])
def candidate_new(founding_id: UUID) -> Response | str:
    found, form = _founding(founding_id), NewCandidateForm()
    if form.is_sent():
        with form.attempt():
            person_id = person_at(current_user, form.email.data)
            services.add_candidate(found, person_id, by=current_user.id, **form.said)
            return done(_to(founding_id), _("Saved."))
    return _form(form, _("Add a candidate"), found.name, _to(founding_id))


@rooms.route("/<uuid:founding_id>/candidates/<uuid:candidate_id>", right=FOUND_BRANCHES, methods=["GET", "POST"])
def candidate(founding_id: UUID, candidate_id: UUID) -> Response | str:
    both = queries.candidate(current_user.here.id, founding_id, candidate_id)
    if both is None:
        raise NotFound
    found, name = both
    form = CandidateForm(obj=found)
    if form.is_sent() and not form.clashes_with(found):
        services.change_candidate(found, by=current_user.id, **form.said)
        return done(_to(founding_id), _("Saved."))
    return _form(form, _("Change the candidate"), name, _to(founding_id))
