"""Each unit gives its own figure; the goal's is their sum."""

from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal import clock
from portal.accounts.forms import ConfirmForm
from portal.errors import Forbidden, NotFound
from portal.forms import done
from portal.goals import queries as goals
from portal.goals.forms import correction_form, measurement_form
from portal.goals.measuring import queries
from portal.goals.measuring.asked import period_asked, unit_lines, units_asked
from portal.goals.measuring.found import demand_seen
from portal.goals.models import Indicator, Measurement
from portal.goals.sentences import period_name
from portal.goals.services import correct_measurement, remove_measurement, write_measurement
from portal.i18n import _
from portal.organisations.setup import UnitNode
from portal.plugin_api import Rooms
from portal.templating import render

unit_figures = Rooms("unit_figures", __name__, plugin="goals", prefix="/o/<slug>/goals")
RIGHT = "goals.measure_unit"


@unit_figures.route("/indicators/<uuid:indicator_id>/units", right=RIGHT)
def index(indicator_id: UUID) -> str:
    indicator, figures = _indicator(indicator_id)
    hers = current_user.units_with(RIGHT)
    units = [unit for unit in units_asked(current_user.setup, indicator) if unit.id in hers]
    period = period_asked(indicator, clock.today())
    lines = unit_lines(units, figures, period)
    return render(
        "goals/units.html",
        indicator=indicator,
        lines=lines,
        given=sum(not line.is_missing for line in lines),
        period=period_name(period.start, period.end),
    )


@unit_figures.route("/indicators/<uuid:indicator_id>/units/<uuid:unit_id>", right=RIGHT, methods=["GET", "POST"])
def write(indicator_id: UUID, unit_id: UUID) -> Response | str:
    indicator, earlier = _indicator(indicator_id, unit_id)
    unit = _unit(indicator, unit_id)
    form = measurement_form(indicator.kind, data={"whole": earlier[0].whole} if earlier else {})
    if form.is_sent():
        with form.attempt():
            write_measurement(indicator, unit_id=unit_id, on_date=form.on_date.data, by=current_user.id, **form.said())
            return done(_back(indicator), _("Saved."))
    return render(
        "goals/unit.html", form=form, indicator=indicator, unit=unit, earlier=earlier, cancel=_back(indicator)
    )


@unit_figures.route("/unit-figures/<uuid:measurement_id>", right=RIGHT, methods=["GET", "POST"])
def correct(measurement_id: UUID) -> Response | str:
    found, indicator = _figure(measurement_id)
    form = correction_form(indicator.kind, obj=found)
    if form.is_sent() and not form.clashes_with(found):
        with form.attempt():
            correct_measurement(found, by=current_user.id, **form.said())
            return done(_back(indicator), _("Saved."))
    remove_url = url_for("unit_figures.remove", measurement_id=measurement_id)
    return render(
        "goals/correct.html",
        form=form,
        measurement=found,
        indicator=indicator,
        back=_back(indicator),
        remove_url=remove_url,
    )


@unit_figures.route("/unit-figures/<uuid:measurement_id>/remove", right=RIGHT, methods=["GET", "POST"])
def remove(measurement_id: UUID) -> Response | str:
    found, indicator = _figure(measurement_id)
    form = ConfirmForm()
    if form.is_sent():
        remove_measurement(found, by=current_user.id)
        return done(_back(indicator), _("The measurement is removed."))
    back = url_for("unit_figures.correct", measurement_id=measurement_id)
    return render("goals/remove.html", form=form, measurement=found, back=back)


def _indicator(indicator_id: UUID, unit_id: UUID | None = None) -> tuple[Indicator, list[Measurement]]:
    found = queries.indicator_and_figures(current_user.here.id, indicator_id, unit_id)
    if found is None or found[0].source != "units":
        raise NotFound
    indicator, plan_status, figures = found
    demand_seen(plan_status)
    return indicator, figures


def _unit(indicator: Indicator, unit_id: UUID) -> UnitNode:
    """One that is asked, and hers. Raises NotFound, Forbidden."""
    found = next((unit for unit in units_asked(current_user.setup, indicator) if unit.id == unit_id), None)
    if found is None:
        raise NotFound
    _demand(unit_id)
    return found


def _demand(unit_id: UUID) -> None:
    if not current_user.may_in(RIGHT, unit_id):
        raise Forbidden(_("You cannot write down figures for this unit."))


def _figure(measurement_id: UUID) -> tuple[Measurement, Indicator]:
    found = goals.measurement(current_user.here.id, measurement_id)
    if found is None or found[1].source != "units":
        raise NotFound
    measurement, indicator, _files = found
    _demand(measurement.unit_id)
    return measurement, indicator


def _back(indicator: Indicator) -> str:
    return url_for("unit_figures.index", indicator_id=indicator.id)
