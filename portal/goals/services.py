"""Measurements and baselines: written down, corrected, removed."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from portal import clock
from portal.activities.models import WHOLE
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.files.services import drop_files_of
from portal.goals.models import Indicator, Measurement
from portal.goals.queries import measurement_on
from portal.goals.rules import check_day, check_share
from portal.i18n import _, format_date, format_number
from portal.tenancy import uuid7


def write_measurement(
    indicator: Indicator,
    *,
    on_date: date,
    value: Decimal,
    note: str,
    by: UUID,
    whole: Decimal | None = None,
    unit_id: UUID = WHOLE,
) -> Measurement:
    """One value on one day; for a share with its whole, for a sum over units with its unit.

    Raises PortalError for a day to come, where the day has a value already, and for
    what is no share.
    """
    check_day(on_date)
    if indicator.kind == "share":
        check_share(value, whole)
    there = measurement_on(indicator.organisation_id, indicator.id, on_date, unit_id)
    if there:
        raise PortalError(_value_there(there), "on_date")
    made = Measurement(
        id=uuid7(),
        indicator_id=indicator.id,
        unit_id=unit_id,
        on_date=on_date,
        value=value,
        whole=whole,
        note=note.strip(),
        measured_by=by,
        measured_at=clock.now(),
    )
    db.session.add(made)
    record("measurement.written", indicator.id, by=by, changes=_said(made))
    return made


def _value_there(there: Measurement) -> str:
    return _(
        "%(date)s has the value %(value)s already. Correct that one, or choose another day.",
        date=format_date(there.on_date),
        value=format_number(there.value),
    )


def _said(measurement: Measurement) -> dict[str, object]:
    """For the trail: what was written, of which unit."""
    said: dict[str, object] = {"value": [None, measurement.value], "on": measurement.on_date}
    if measurement.whole is not None:
        said["whole"] = [None, measurement.whole]
    if measurement.unit_id != WHOLE:
        said["unit"] = measurement.unit_id
    return said


def correct_measurement(
    measurement: Measurement, *, value: Decimal, note: str, by: UUID, whole: Decimal | None = None
) -> None:
    """Another value for the same day. Raises PortalError for what is no share."""
    if measurement.whole is not None:
        check_share(value, whole)
    changes = changed(measurement, value=value, whole=whole, note=note.strip())
    record("measurement.corrected", measurement.id, by=by, changes=changes)


def remove_measurement(measurement: Measurement, *, by: UUID) -> None:
    """It was not so."""
    record("measurement.removed", measurement.id, by=by, changes={"value": [measurement.value, None]})
    drop_files_of("measurement", [measurement.id], by=by)
    db.session.delete(measurement)


def confirm_baseline(indicator: Indicator, *, value: Decimal, by: UUID) -> None:
    """From now on progress is measured from here."""
    record("baseline.confirmed", indicator.id, by=by, changes=changed(indicator, baseline_value=value))
