"""`portal demo --follow METRIC`: in every organisation's plan a goal that follows this figure of a plugin."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from portal import clock
from portal.errors import MisconfiguredError
from portal.extensions import db
from portal.goals.models import Goal, Indicator, Milestone
from portal.goals.plan_queries import current_plan_and_areas
from portal.i18n import use_language
from portal.organisations.models import Organisation
from portal.organisations.services import switch_on
from portal.plugin_api import Metric, house
from portal.plugin_api.manager import owner
from portal.tenancy import uuid7
from portal.tenancy.scope import NOBODY, organisation
from portal.work import working_as

AIM = Decimal(100)
#: the goals of the plans' files are counted from 1
FIRST = 0


def follow(name: str) -> None:
    """The plugin is on and the goal stands first, everywhere; done again, it only bears the metric's label of today.

    Raises MisconfiguredError.
    """
    metric = _declared(name)
    with working_as(NOBODY):
        found = list(db.session.scalars(select(Organisation)))
    for one in found:
        with working_as(organisation(one.id)), use_language(one.language):
            clock.use_zone(one.timezone)
            switch_on(one.id, owner(name), by=None)
            _put_goal(one, metric)
            db.session.commit()


def _declared(name: str) -> Metric:
    metrics = house().metrics
    if name not in metrics:
        faults = "".join(f" The plugin {plugin}: {fault}" for plugin, fault in house().faults.items())
        raise MisconfiguredError(f"Nobody declares the metric {name}. There are: {', '.join(sorted(metrics))}.{faults}")
    return metrics[name]


def _put_goal(here: Organisation, metric: Metric) -> None:
    indicator = db.session.scalars(
        select(Indicator).where(Indicator.organisation_id == here.id, Indicator.metric == metric.name)
    ).first()
    if indicator is None:
        _add_goal(here, metric)
    elif indicator.goal.position == FIRST:
        indicator.goal.title = indicator.name = str(metric.label)


def _add_goal(here: Organisation, metric: Metric) -> None:
    found, label = current_plan_and_areas(here.id), str(metric.label)
    if found is None:
        return
    plan, areas = found
    goal = Goal(id=uuid7(), plan_id=plan.id, focus_area_id=areas[0].id, position=FIRST, title=label, on_start_page=True)
    db.session.add(goal)
    db.session.flush()
    indicator = Indicator(
        id=uuid7(), goal_id=goal.id, name=label, kind="level", source="metric", metric=metric.name, activity_types=[]
    )
    db.session.add(indicator)
    db.session.flush()
    db.session.add(Milestone(indicator_id=indicator.id, on_date=date(clock.today().year, 12, 31), value=AIM))
