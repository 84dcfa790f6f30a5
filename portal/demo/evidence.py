"""What is known of the demo's goals: typed figures, of units too, ticked places, and reports in words."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from portal import clock
from portal.activities.models import WHOLE
from portal.extensions import db
from portal.files.services import keep
from portal.goals.models import Measurement, Place, StatusReport
from portal.tenancy import uuid7

Content = dict[str, Any]


def fill_evidence(indicator_id: UUID, said: Content, units: Mapping[str, UUID]) -> None:
    """What has come by today of what the file says. Units are named by their keys."""
    for one in said.get("measurements") or ():
        if (on := _day(one["on"])) <= clock.today():
            db.session.add(_measurement(indicator_id, on, one, units))
    for position, one in enumerate(said.get("places") or (), 1):
        db.session.add(_place(indicator_id, position, one, units))
    for one in said.get("reports") or ():
        if (on := _day(one["on"])) <= clock.today():
            report = StatusReport(
                id=uuid7(), indicator_id=indicator_id, on_date=on, state=one["state"], text=one["text"]
            )
            report.reported_at = _evening(on)
            db.session.add(report)
            for file in one.get("files") or ():
                _keep(file, "status_report", report.id)


def _measurement(indicator_id: UUID, on: date, said: Content, units: Mapping[str, UUID]) -> Measurement:
    return Measurement(
        indicator_id=indicator_id,
        unit_id=units[said["unit"]] if "unit" in said else WHOLE,
        on_date=on,
        value=Decimal(str(said["value"])),
        whole=Decimal(str(said["whole"])) if "whole" in said else None,
        note=said.get("note") or "",
        measured_at=clock.now(),
    )


def _place(indicator_id: UUID, position: int, said: Content, units: Mapping[str, UUID]) -> Place:
    covered = _day(said["covered"]) if said.get("covered") else None
    return Place(
        indicator_id=indicator_id,
        position=position,
        name=said["name"],
        unit_id=units[said["unit"]] if "unit" in said else None,
        covered_on=covered if covered and covered <= clock.today() else None,
        note=said.get("note") or "",
    )


def _keep(said: Content, owner_kind: str, owner_id: UUID) -> None:
    content = said["text"].encode()
    keep(owner_kind=owner_kind, owner_id=owner_id, name=said["name"], content=content, by=None)


def _evening(on: date) -> datetime:
    return min(datetime.combine(on, time(18), ZoneInfo("Europe/Oslo")), clock.now())


def _day(text: str) -> date:
    return date.fromisoformat(text)
