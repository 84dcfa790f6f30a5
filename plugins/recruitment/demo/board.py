"""The plan's goal of paying members follows the register: what was counted by hand until then is its history."""

from uuid import UUID

from sqlalchemy import delete, select

from plugins.recruitment.board.views import METRIC
from plugins.recruitment.members.figures import paying_members
from portal import clock
from portal.extensions import db
from portal.goals.models import Indicator, Measurement, MetricValue
from portal.tenancy import uuid7

#: the indicator of the plan
NAME = "Betalende medlemmer"


def follow_register(organisation_id: UUID) -> None:
    """Nothing is left to type in: the worker measures it every day."""
    indicator = db.session.scalars(select(Indicator).where(Indicator.name == NAME)).one()
    of_it = Measurement.organisation_id == organisation_id, Measurement.indicator_id == indicator.id
    typed = select(Measurement.on_date, Measurement.value).where(*of_it).order_by(Measurement.on_date)
    counted = dict(db.session.execute(typed).all())
    counted[clock.today()] = paying_members(organisation_id, clock.today())
    db.session.execute(delete(Measurement).where(*of_it))
    indicator.source, indicator.metric = "metric", METRIC
    db.session.add_all(
        MetricValue(id=uuid7(), metric=METRIC, on_date=on, value=value) for on, value in counted.items()
    )
