"""What is read of places, reports and units' figures."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.activities.models import WHOLE
from portal.extensions import db
from portal.goals.models import Indicator, Measurement, MetricValue, Place, StatusReport

#: so much of a history is shown
MOST = 60


def places_of(organisation_id: UUID, indicator_ids: list[UUID]) -> list[Place]:
    return list(
        db.session.scalars(
            select(Place)
            .where(Place.organisation_id == organisation_id, Place.indicator_id.in_(indicator_ids))
            .order_by(Place.position, Place.id)
        )
    )


def indicator_and_places(organisation_id: UUID, indicator_id: UUID) -> tuple[Indicator, list[Place]] | None:
    rows = db.session.execute(
        select(Indicator, Place)
        .outerjoin(Place, (Place.organisation_id == Indicator.organisation_id) & (Place.indicator_id == Indicator.id))
        .where(Indicator.organisation_id == organisation_id, Indicator.id == indicator_id)
        .order_by(Place.position, Place.id)
    ).all()
    return (rows[0][0], [row[1] for row in rows if row[1]]) if rows else None


def place(organisation_id: UUID, place_id: UUID) -> tuple[Place, Indicator] | None:
    row = db.session.execute(
        select(Place, Indicator)
        .join(Indicator, (Indicator.organisation_id == Place.organisation_id) & (Indicator.id == Place.indicator_id))
        .where(Place.organisation_id == organisation_id, Place.id == place_id)
    ).first()
    return (row[0], row[1]) if row else None


def reports_of(organisation_id: UUID, indicator_ids: list[UUID]) -> list[StatusReport]:
    """Newest first."""
    return list(
        db.session.scalars(
            select(StatusReport)
            .where(StatusReport.organisation_id == organisation_id, StatusReport.indicator_id.in_(indicator_ids))
            .order_by(StatusReport.on_date.desc())
            .limit(MOST)
        )
    )


def report(organisation_id: UUID, report_id: UUID) -> tuple[StatusReport, Indicator] | None:
    row = db.session.execute(
        select(StatusReport, Indicator)
        .join(
            Indicator,
            (Indicator.organisation_id == StatusReport.organisation_id) & (Indicator.id == StatusReport.indicator_id),
        )
        .where(StatusReport.organisation_id == organisation_id, StatusReport.id == report_id)
    ).first()
    return (row[0], row[1]) if row else None


def report_on(organisation_id: UUID, indicator_id: UUID, on: date) -> StatusReport | None:
    return db.session.scalars(
        select(StatusReport).where(
            StatusReport.organisation_id == organisation_id,
            StatusReport.indicator_id == indicator_id,
            StatusReport.on_date == on,
        )
    ).first()


def indicator_and_figures(
    organisation_id: UUID, indicator_id: UUID, unit_id: UUID | None = None
) -> tuple[Indicator, list[Measurement]] | None:
    """With what its units, or this one, gave: newest first."""
    of_units = Measurement.unit_id == unit_id if unit_id else Measurement.unit_id != WHOLE
    statement = (
        select(Indicator, Measurement)
        .outerjoin(
            Measurement,
            (Measurement.organisation_id == Indicator.organisation_id)
            & (Measurement.indicator_id == Indicator.id)
            & of_units,
        )
        .where(Indicator.organisation_id == organisation_id, Indicator.id == indicator_id)
        .order_by(Measurement.on_date.desc())
    )
    rows = db.session.execute(statement.limit(MOST) if unit_id else statement).all()
    return (rows[0][0], [row[1] for row in rows if row[1]]) if rows else None


def figures_until(organisation_id: UUID, indicator_id: UUID, first: date, last: date) -> list[Measurement]:
    """Typed figures of these days, the whole's and units', newest first."""
    return list(
        db.session.scalars(
            select(Measurement)
            .where(
                Measurement.organisation_id == organisation_id,
                Measurement.indicator_id == indicator_id,
                Measurement.on_date.between(first, last),
            )
            .order_by(Measurement.on_date.desc())
        )
    )


def metric_on(organisation_id: UUID, metric: str, on: date) -> MetricValue | None:
    """What the plugin's metric was: on that day, else the last day before."""
    return db.session.scalars(
        select(MetricValue)
        .where(MetricValue.organisation_id == organisation_id, MetricValue.metric == metric, MetricValue.on_date <= on)
        .order_by(MetricValue.on_date.desc())
        .limit(1)
    ).first()
