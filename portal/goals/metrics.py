"""Plugins' figures, measured by the worker and stored for every goal that follows them."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import structlog

from portal import clock
from portal.database import Upsert
from portal.extensions import db
from portal.goals.models import MetricValue
from portal.organisations.queries import setup_now
from portal.plugin_api import Metric, hooks_for
from portal.tenancy import uuid7

log = structlog.get_logger()


def measure_metrics(organisation_id: UUID) -> None:
    """Today's value of each metric whose plugin is on. One that fails is logged and keeps its last value."""
    for metric in hooks_for(setup_now(organisation_id).plugins).metrics():
        try:
            with db.session.begin_nested():
                _store(organisation_id, metric.name, clock.today(), *_measured(metric, organisation_id))
        except Exception:
            log.exception("metric_failed", metric=metric.name)


def _measured(metric: Metric, organisation_id: UUID) -> tuple[Decimal, Decimal | None]:
    """The figure; of a share its part and its whole."""
    found = metric.measure(organisation_id, clock.today())
    return (Decimal(found[0]), Decimal(found[1])) if isinstance(found, tuple) else (Decimal(found), None)


_STORE = Upsert(
    model=MetricValue,
    key=("organisation_id", "metric", "on_date"),
    change=lambda offered: {"value": offered.value, "whole": offered.whole},
)


def _store(organisation_id: UUID, name: str, on: date, value: Decimal, whole: Decimal | None) -> None:
    figure = {"value": value, "whole": whole}
    row = {"organisation_id": organisation_id, "id": uuid7(), "metric": name, "on_date": on, **figure}
    _STORE([row])
