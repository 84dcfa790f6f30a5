"""What is read of research. Every function takes the organisation."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, case, func, select

from plugins.recruitment.research.models import SENT, Application, ResearchCall
from portal.extensions import db
from portal.organisations.queries import setup_now

#: applications of a year, as many as a page has room for; calls that are shown beside each other
PAGE, YEARS = 60, 5


def applications_of(organisation_id: UUID, year: int) -> list[Row[Any]]:
    """Of one year: early diagnosis first, then by title."""
    columns = (
        Application.id, Application.fund, Application.title, Application.place, Application.early, Application.state,
        Application.kroner,
    )  # fmt: skip
    return list(
        db.session.execute(
            select(*columns)
            .where(Application.organisation_id == organisation_id, Application.year == year)
            .order_by(Application.fund, Application.early.desc(), Application.title, Application.id)
            .limit(PAGE)
        )
    )


def calls_of(organisation_id: UUID) -> list[ResearchCall]:
    """The newest first."""
    return list(
        db.session.scalars(
            select(ResearchCall)
            .where(ResearchCall.organisation_id == organisation_id)
            .order_by(ResearchCall.year.desc())
            .limit(YEARS)
        )
    )


def years_beside(organisation_id: UUID, until: int) -> list[Row[Any]]:
    """(year, sent to the outer fund, granted by the own fund, of them early diagnosis), the newest first."""
    outer = Application.fund == "outer"
    granted = (Application.fund == "own") & (Application.state == "granted")
    return list(
        db.session.execute(
            select(
                Application.year,
                func.sum(case((outer & Application.state.in_(SENT), 1), else_=0)).label("sent"),
                func.sum(case((granted, 1), else_=0)).label("granted"),
                func.sum(case((granted & Application.early.is_(True), 1), else_=0)).label("early"),
            )
            .where(Application.organisation_id == organisation_id, Application.year > until - YEARS)
            .group_by(Application.year)
            .order_by(Application.year.desc())
        )
    )


def call_of(organisation_id: UUID, call_id: UUID) -> ResearchCall | None:
    return db.session.get(ResearchCall, (organisation_id, call_id))


def call_in(organisation_id: UUID, year: int) -> UUID | None:
    return db.session.scalar(
        select(ResearchCall.id).where(ResearchCall.organisation_id == organisation_id, ResearchCall.year == year)
    )


def application(organisation_id: UUID, application_id: UUID) -> Application | None:
    return db.session.get(Application, (organisation_id, application_id))


def share_of_quota(organisation_id: UUID, on: date) -> tuple[Decimal, Decimal]:
    """The metric: applications sent to the outer fund this year, of the quota (a setting)."""
    sent = db.session.scalar(
        select(func.count()).where(
            Application.organisation_id == organisation_id,
            Application.year == on.year,
            Application.fund == "outer",
            Application.state.in_(SENT),
        )
    )
    return Decimal(sent or 0), Decimal(int(setup_now(organisation_id).setting("recruitment.research_quota")))
