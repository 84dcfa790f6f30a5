"""A plan as one page to read and to print: the one in force, or any other by its id."""

from flask import current_app
from flask_login import current_user

from portal.goals import plan_queries
from portal.goals.cards import cards_of
from portal.goals.models import FocusArea, Plan
from portal.goals.queries import goals_of
from portal.goals.tree import plan_tree
from portal.templating import render


def plan_page(found: Plan, areas: list[FocusArea], *, is_current: bool = False) -> str:
    """Purpose, vision, values; areas, goals, how each goes, and what is done. Whoever shows it has asked who may.

    `is_current`: it is shown as the page of goals, and its title says so.
    """
    here = current_user.here
    rows = goals_of(here.id, found.id)
    tree = plan_tree(areas, rows, cards_of(here.id, rows, here.setup), plan_queries.actions_of(here.id, found.id))
    edits = current_user.may("plans.edit")
    around = plan_queries.plans_around(here.id, found, drafts=edits)
    return render(
        "goals/plan.html",
        plan=found,
        is_current=is_current,
        areas=tree,
        above=next((row for row in around if row.id == found.parent_id), None),
        followed=next((row for row in around if row.id == found.follows_id), None),
        below=[row for row in around if row.parent_id == found.id],
        edits=edits and found.status != "closed",
        has_page=has_page,
    )


def has_page(endpoint: str) -> bool:
    """Whether a feature above this one brings this page."""
    return endpoint in current_app.view_functions
