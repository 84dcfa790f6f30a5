"""A plan, its focus areas, its tree of goals, how they are measured, and what is done."""

from portal.goals.models.actions import Action, ActionStep
from portal.goals.models.figure import VALUE, Figure
from portal.goals.models.figures import Contribution, Measurement, MetricValue, StatusReport
from portal.goals.models.goals import Goal, Indicator, Milestone, Place
from portal.goals.models.plans import FocusArea, Plan

__all__ = [
    "VALUE",
    "Action",
    "ActionStep",
    "Contribution",
    "Figure",
    "FocusArea",
    "Goal",
    "Indicator",
    "Measurement",
    "MetricValue",
    "Milestone",
    "Place",
    "Plan",
    "StatusReport",
]
