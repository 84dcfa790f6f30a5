"""What is read of campaigns, and what they brought."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, case, func, select

from plugins.recruitment.campaigns.models import Campaign
from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.joining.models import Enrolment
from portal import clock
from portal.extensions import db

PAGE = 30


@dataclass(frozen=True)
class Brought:
    """What came of a campaign: how many enrolled, confirmed, became members, and have paid; øre that came in."""

    enrolled: int = 0
    confirmed: int = 0
    members: int = 0
    paid: int = 0
    amount: int = 0


def is_open_on(on: date) -> ColumnElement[bool]:
    """A condition on Campaign."""
    return and_(Campaign.starts_on <= on, Campaign.ends_on >= on)


def campaign(organisation_id: UUID, campaign_id: UUID) -> Campaign | None:
    return db.session.get(Campaign, (organisation_id, campaign_id))


def campaigns_of(organisation_id: UUID) -> list[Campaign]:
    """The newest first."""
    return list(
        db.session.scalars(
            select(Campaign)
            .where(Campaign.organisation_id == organisation_id)
            .order_by(Campaign.starts_on.desc(), Campaign.id)
            .limit(PAGE)
        )
    )


def campaigns_to_choose(organisation_id: UUID) -> list[Row[Any]]:
    """(id, name) of those that are not over."""
    return list(
        db.session.execute(
            select(Campaign.id, Campaign.name)
            .where(Campaign.organisation_id == organisation_id, Campaign.ends_on >= clock.today())
            .order_by(Campaign.starts_on)
            .limit(PAGE)
        )
    )


def overlapping(organisation_id: UUID, starts_on: date, ends_on: date, but: UUID | None = None) -> list[Campaign]:
    """Others that are open on one of these days."""
    found = db.session.scalars(
        select(Campaign).where(
            Campaign.organisation_id == organisation_id, Campaign.starts_on <= ends_on, Campaign.ends_on >= starts_on
        )
    )
    return [one for one in found if one.id != but]


def campaign_and_the_one_before(organisation_id: UUID, campaign_id: UUID) -> tuple[Campaign | None, Campaign | None]:
    """The campaign, and the one that was open last before it."""
    found = campaign(organisation_id, campaign_id)
    if found is None:
        return None, None
    before = db.session.scalars(
        select(Campaign)
        .where(Campaign.organisation_id == organisation_id, Campaign.ends_on < found.starts_on)
        .order_by(Campaign.ends_on.desc())
        .limit(1)
    ).first()
    return found, before


def brought_by(organisation_id: UUID, campaigns: list[Campaign]) -> dict[UUID, Brought]:
    """By campaign. Paid is who has paid all of the dues for the campaign's year."""
    paid = and_(
        Invoice.organisation_id == Enrolment.organisation_id,
        Invoice.person_id == Enrolment.person_id,
        Invoice.year == Campaign.year,
        Invoice.status == "paid",
    )
    rows = db.session.execute(
        select(
            Campaign.id,
            func.count(Enrolment.id),
            _number(Enrolment.confirmed_at.is_not(None)),
            _number(Enrolment.status == "member"),
            func.count(Invoice.id),
            func.coalesce(func.sum(Invoice.paid), 0),
        )
        .join(Enrolment, and_(Enrolment.organisation_id == organisation_id, Enrolment.campaign_id == Campaign.id))
        .outerjoin(Invoice, paid)
        .where(Campaign.organisation_id == organisation_id, Campaign.id.in_([one.id for one in campaigns]))
        .group_by(Campaign.id)
    )
    return {row[0]: Brought(*map(int, row[1:])) for row in rows}


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
