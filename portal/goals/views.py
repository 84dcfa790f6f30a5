"""Pages of plans and goals."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.errors import NotFound
from portal.forms import done
from portal.goals import queries
from portal.goals.cards import cards_of, counted_in_base_year
from portal.goals.curve import status_mark
from portal.goals.forms import BaselineForm, correction_form, measurement_form
from portal.goals.measuring.behind import addresses_of
from portal.goals.measuring.evidence import evidence_of
from portal.goals.models import Indicator, Measurement
from portal.goals.plan_queries import actions_of, current_plan_and_areas
from portal.goals.sentences import status_label
from portal.goals.services import confirm_baseline, correct_measurement, remove_measurement, write_measurement
from portal.goals.whole_plan import has_page, plan_page
from portal.i18n import _
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("goals", __name__)


@rooms.route("/", right="goals.see")
def plan() -> str:
    here = current_user.here
    found = current_plan_and_areas(here.id)
    if found is None:
        return render("goals/no_plan.html", edits=current_user.may("plans.edit"), has_page=has_page)
    return plan_page(*found, is_current=True)


@rooms.route("/<uuid:goal_id>", right="goals.see")
def show(goal_id: UUID) -> str:
    here = current_user.here
    rows = queries.goal_rows(here.id, goal_id)
    if not rows or (rows[0].plan_status == "draft" and not current_user.may("plans.edit")):
        raise NotFound
    cards = list(cards_of(here.id, rows, here.setup).values())
    return render(
        "goals/show.html",
        goal=rows[0],
        plan_url=_plan_of(rows[0]),
        cards=cards,
        of_several={card.row.id: card.name for card in cards} if len(cards) > 1 else {},
        state_label=status_label,
        status_mark=status_mark,
        records={card.row.id: addresses_of(card.row) for card in cards},
        actions=actions_of(here.id, rows[0].plan_id, goal_id),
        edits=has_page("plans.goal") and current_user.may("plans.edit") and rows[0].plan_status != "closed",
        **evidence_of(here.id, cards, here.setup),
    )


def _plan_of(goal: Any) -> str:
    """The page of the goal's own plan, also when it does not hold any more or not yet."""
    if goal.plan_status == "adopted" or not has_page("plans.show"):
        return url_for("goals.plan")
    return url_for("plans.show", plan_id=goal.plan_id)


def _indicator(indicator_id: UUID) -> Indicator:
    found = queries.indicator(current_user.here.id, indicator_id)
    if found is None:
        raise NotFound
    return found


@rooms.route("/indicators/<uuid:indicator_id>/measure", right="goals.measure", uploads=True, methods=["GET", "POST"])
def measure(indicator_id: UUID) -> Response | str:
    found = queries.indicator_and_whole(current_user.here.id, indicator_id)
    if found is None or found[0].source != "typed" or found[0].kind in ("coverage", "told"):
        raise NotFound
    indicator, whole = found
    form = measurement_form(indicator.kind, data={"whole": whole})
    if form.is_sent():
        with form.attempt():
            made = write_measurement(indicator, on_date=form.on_date.data, by=current_user.id, **form.said())
            form.files.keep_for("measurement", made.id, by=current_user.id)
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


def measurement_address(measurement_id: UUID) -> str:
    return url_for("goals.correct", measurement_id=measurement_id)


def _measurement(measurement_id: UUID) -> tuple[Measurement, Indicator, list[Any]]:
    """With its files."""
    found = queries.measurement(current_user.here.id, measurement_id)
    if found is None:
        raise NotFound
    return found


@rooms.route("/measurements/<uuid:measurement_id>", right="goals.measure", uploads=True, methods=["GET", "POST"])
def correct(measurement_id: UUID) -> Response | str:
    found, indicator, files = _measurement(measurement_id)
    form = correction_form(indicator.kind, obj=found)
    if form.is_sent() and not form.clashes_with(found):
        with form.attempt():
            correct_measurement(found, by=current_user.id, **form.said())
            form.files.keep_for("measurement", found.id, by=current_user.id)
            return done(url_for("goals.show", goal_id=indicator.goal_id), _("Saved."))
    return render(
        "goals/correct.html",
        form=form,
        measurement=found,
        indicator=indicator,
        back=url_for("goals.show", goal_id=indicator.goal_id),
        remove_url=url_for("goals.remove", measurement_id=measurement_id),
        files=files,
    )


@rooms.route("/measurements/<uuid:measurement_id>/remove", right="goals.measure", methods=["GET", "POST"])
def remove(measurement_id: UUID) -> Response | str:
    found, indicator, _files = _measurement(measurement_id)
    form = ConfirmForm()
    if form.is_sent():
        remove_measurement(found, by=current_user.id)
        return done(url_for("goals.show", goal_id=indicator.goal_id), _("The measurement is removed."))
    back = url_for("goals.correct", measurement_id=measurement_id)
    return render("goals/remove.html", form=form, measurement=found, back=back)
