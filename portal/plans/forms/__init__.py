"""Forms of plans, areas, goals and indicators."""

from portal.plans.forms.indicators import IndicatorForm, indicator_form
from portal.plans.forms.plans import AdoptForm, FollowForm, NewPlanForm, PlanForm, follow_form
from portal.plans.forms.tree import AreaForm, GoalForm, NewAreaForm, NewGoalForm, RemoveForm

__all__ = [
    "AdoptForm",
    "AreaForm",
    "FollowForm",
    "GoalForm",
    "IndicatorForm",
    "NewAreaForm",
    "NewGoalForm",
    "NewPlanForm",
    "PlanForm",
    "RemoveForm",
    "follow_form",
    "indicator_form",
]
