"""What is read of places, reports and units' figures."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, or_, select

from portal.activities.models import WHOLE
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.queries import FILE, is_file_of
from portal.goals.models import Goal, Indicator, Measurement, MetricValue, Place, Plan, StatusReport
from portal.goals.queries import STATUS_OF_PLAN

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


def report(organisation_id: UUID, report_id: UUID) -> tuple[StatusReport, Indicator, list[Any]] | None:
    """A report, its indicator, and its files, oldest first."""
    rows = db.session.execute(
        select(StatusReport, Indicator, FILE)
        .join(
            Indicator,
            (Indicator.organisation_id == StatusReport.organisation_id) & (Indicator.id == StatusReport.indicator_id),
        )
        .outerjoin(StoredFile, is_file_of("status_report", StatusReport))
        .where(StatusReport.organisation_id == organisation_id, StatusReport.id == report_id)
        .order_by(StoredFile.id)
    ).all()
    return (rows[0][0], rows[0][1], [row.file for row in rows if row.file.id]) if rows else None


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
) -> tuple[Indicator, str, list[Measurement]] | None:
    """An indicator, its plan's status, and what its units, or this one, gave: newest first."""
    of_units = Measurement.unit_id == unit_id if unit_id else Measurement.unit_id != WHOLE
    statement = (
        select(Indicator, STATUS_OF_PLAN, Measurement)
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
    return (rows[0][0], rows[0][1], [row[2] for row in rows if row[2]]) if rows else None


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


#: what files of evidence belong to, by what the table of files calls it
PROVED: dict[str, type[Measurement] | type[StatusReport]] = {
    "measurement": Measurement,
    "status_report": StatusReport,
}


def plan_status_of(organisation_id: UUID, kind: str, record_id: UUID) -> str | None:
    """Of the plan that a measurement or a report belongs to; None where there is no such record."""
    return db.session.scalar(
        _below_goals(PROVED[kind], Plan.status)
        .join(Plan, (Plan.organisation_id == Goal.organisation_id) & (Plan.id == Goal.plan_id))
        .where(PROVED[kind].organisation_id == organisation_id, PROVED[kind].id == record_id)
    )


def records_with_files(organisation_id: UUID, those: ColumnElement[bool]) -> list[Row[Any]]:
    """(owner_kind, owner_id) of what has evidence, in one statement. `those` are goals or indicators."""
    proved = [
        (StoredFile.owner_kind == kind)
        & StoredFile.owner_id.in_(_below_goals(model, model.id).where(model.organisation_id == organisation_id, those))
        for kind, model in PROVED.items()
    ]
    return list(
        db.session.execute(
            select(StoredFile.owner_kind, StoredFile.owner_id).where(
                StoredFile.organisation_id == organisation_id, or_(*proved)
            )
        )
    )


def _below_goals(model: Any, column: Any) -> Any:
    """A column beside these records, each with its indicator and goal."""
    return (
        select(column)
        .select_from(model)
        .join(Indicator, (Indicator.organisation_id == model.organisation_id) & (Indicator.id == model.indicator_id))
        .join(Goal, (Goal.organisation_id == Indicator.organisation_id) & (Goal.id == Indicator.goal_id))
    )
