"""Pages of plans and goals, and the start page."""

from decimal import Decimal
from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.activities.queries import newest
from portal.errors import NotFound
from portal.forms import done
from portal.goals import queries
from portal.goals.cards import cards_of, counted_in_base_year
from portal.goals.forms import BaselineForm, CorrectionForm, MeasurementForm
from portal.goals.models import Indicator, Measurement
from portal.goals.services import confirm_baseline, correct_measurement, remove_measurement, write_measurement
from portal.goals.tree import plan_tree
from portal.i18n import _
from portal.plugin_api import Rooms, house
from portal.templating import render

start = Rooms("start", __name__, plugin="goals", prefix="/o/<slug>")
rooms = Rooms("goals", __name__)


@start.route("/", right="start.see")
def index() -> str:
    here = current_user.here
    rows = queries.goals_on_start_page(here.id)
    lines, _more = newest(current_user, limit=5)
    return render(
        "goals/start.html",
        cards=list(cards_of(here.id, rows, here.setup).values()),
        lines=lines,
        types=house().activity_types,
    )


@rooms.route("/", right="goals.see")
def plan() -> str:
    here = current_user.here
    found = queries.current_plan(here.id)
    if found is None:
        return render("goals/no_plan.html")
    rows = queries.goals_of(here.id, found.id)
    tree = plan_tree(
        queries.areas_of(here.id, found.id),
        rows,
        cards_of(here.id, rows, here.setup),
        queries.actions_of(here.id, found.id),
    )
    return render("goals/plan.html", plan=found, areas=tree)


@rooms.route("/<uuid:goal_id>", right="goals.see")
def show(goal_id: UUID) -> str:
    here = current_user.here
    rows = queries.goal_rows(here.id, goal_id)
    goal = queries.goal(here.id, goal_id)
    if not rows or goal is None:
        raise NotFound
    cards = list(cards_of(here.id, rows, here.setup).values())
    typed = [card.row.id for card in cards if card.row.source == "typed"]
    return render(
        "goals/show.html",
        goal=goal,
        cards=cards,
        measurements=queries.measurements_of(here.id, typed) if typed else [],
        actions=queries.actions_of(here.id, goal.plan_id, goal_id),
    )


def _indicator(indicator_id: UUID) -> Indicator:
    found = queries.indicator(current_user.here.id, indicator_id)
    if found is None:
        raise NotFound
    return found


@rooms.route("/indicators/<uuid:indicator_id>/measure", right="goals.measure", methods=["GET", "POST"])
def measure(indicator_id: UUID) -> Response | str:
    indicator = _indicator(indicator_id)
    if indicator.source != "typed":
        raise NotFound
    form = MeasurementForm()
    if form.is_sent():
        with form.attempt():
            write_measurement(
                indicator,
                on_date=form.on_date.data,
                value=form.value.data,
                note=form.note.data or "",
                by=current_user.id,
            )
            return done(url_for("goals.show", goal_id=indicator.goal_id), _("Saved."))
    return render("goals/measure.html", form=form, indicator=indicator, goal_id=indicator.goal_id)


@rooms.route("/indicators/<uuid:indicator_id>/baseline", right="goals.measure", methods=["GET", "POST"])
def baseline(indicator_id: UUID) -> Response | str:
    indicator = _indicator(indicator_id)
    if indicator.baseline_on is None:
        raise NotFound
    form = BaselineForm(obj=indicator)
    if form.is_sent() and not form.clashes_with(indicator):
        with form.attempt():
            confirm_baseline(indicator, value=form.baseline_value.data, by=current_user.id)
            return done(url_for("goals.show", goal_id=indicator.goal_id), _("Saved."))
    counted = _counted(indicator)
    if not form.is_submitted() and form.baseline_value.data is None:
        form.baseline_value.data = counted
    year = indicator.baseline_on.year
    return render("goals/baseline.html", form=form, indicator=indicator, counted=counted, year=year)


def _counted(indicator: Indicator) -> Decimal | None:
    if indicator.source != "activities":
        return None
    here = current_user.here
    return counted_in_base_year(cards_of(here.id, [indicator], here.setup)[indicator.id])


def _measurement(measurement_id: UUID) -> tuple[Measurement, Indicator]:
    found = queries.measurement(current_user.here.id, measurement_id)
    if found is None:
        raise NotFound
    return found


@rooms.route("/measurements/<uuid:measurement_id>", right="goals.measure", methods=["GET", "POST"])
def correct(measurement_id: UUID) -> Response | str:
    found, indicator = _measurement(measurement_id)
    form = CorrectionForm(obj=found)
    if form.is_sent() and not form.clashes_with(found):
        correct_measurement(found, value=form.value.data, note=form.note.data or "", by=current_user.id)
        return done(url_for("goals.show", goal_id=indicator.goal_id), _("Saved."))
    return render("goals/correct.html", form=form, measurement=found, indicator=indicator)


@rooms.route("/measurements/<uuid:measurement_id>/remove", right="goals.measure", methods=["GET", "POST"])
def remove(measurement_id: UUID) -> Response | str:
    found, indicator = _measurement(measurement_id)
    form = ConfirmForm()
    if form.is_sent():
        remove_measurement(found, by=current_user.id)
        return done(url_for("goals.show", goal_id=indicator.goal_id), _("The measurement is removed."))
    return render("goals/remove.html", form=form, measurement=found)
