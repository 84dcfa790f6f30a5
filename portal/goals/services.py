"""Measurements and baselines: written down, corrected, removed."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from portal import clock
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.goals.models import Indicator, Measurement
from portal.goals.queries import measurement_on
from portal.goals.rules import check_day
from portal.i18n import _, format_date, format_number


def write_measurement(indicator: Indicator, *, on_date: date, value: Decimal, note: str, by: UUID) -> Measurement:
    """One value on one day. Raises PortalError for a day to come, and where the day has a value already."""
    check_day(on_date)
    there = measurement_on(indicator.organisation_id, indicator.id, on_date)
    if there:
        raise PortalError(_value_there(there), "on_date")
    made = Measurement(
        indicator_id=indicator.id,
        on_date=on_date,
        value=value,
        note=note.strip(),
        measured_by=by,
        measured_at=clock.now(),
    )
    db.session.add(made)
    record("measurement.written", indicator.id, by=by, changes={"value": [None, value], "on": on_date})
    return made


def _value_there(there: Measurement) -> str:
    return _(
        "%(date)s has the value %(value)s already. Correct that one, or choose another day.",
        date=format_date(there.on_date),
        value=format_number(there.value),
    )


def correct_measurement(measurement: Measurement, *, value: Decimal, note: str, by: UUID) -> None:
    """Another value for the same day."""
    changes = changed(measurement, value=value, note=note.strip())
    record("measurement.corrected", measurement.id, by=by, changes=changes)


def remove_measurement(measurement: Measurement, *, by: UUID) -> None:
    """It was not so."""
    record("measurement.removed", measurement.id, by=by, changes={"value": [measurement.value, None]})
    db.session.delete(measurement)


def confirm_baseline(indicator: Indicator, *, value: Decimal, by: UUID) -> None:
    """From now on progress is measured from here."""
    record("baseline.confirmed", indicator.id, by=by, changes=changed(indicator, baseline_value=value))
