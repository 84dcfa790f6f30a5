"""The matrix: one focus area or sixty rows at a time, edited in place."""

from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from sqlalchemy import Row
from werkzeug.wrappers import Response

from portal.actions.fields import ticked
from portal.actions.forms import QuickForm
from portal.actions.matrix import reading
from portal.actions.matrix.filter import Filter, year_shown
from portal.actions.rules import can_edit
from portal.actions.services import change_action
from portal.actions.views.rooms import action_to_change, demand_seen, rooms, whose
from portal.actions.words import LEVELS, STATUSES
from portal.activities.forms import LIST_LIMIT
from portal.errors import NotFound
from portal.forms import done
from portal.goals.models import Action
from portal.i18n import _
from portal.templating import render

#: the same of a closed plan
NOTHING_OPEN: dict[str, Any] = {"hers": (), "everything": False, "open": None, "form": None}


@rooms.route("/", right="goals.see")
def matrix() -> str:
    here = current_user.here
    asked = Filter.read(request.args, here.setup)
    areas = reading.plan_and_areas(here.id, asked.plan)
    if not areas:
        if asked.plan:
            raise NotFound
        return render("actions/no_plan.html")
    plan = areas[0]
    demand_seen(plan.status)
    shown = _area_shown(asked, areas)
    rows = reading.rows_of(here.id, plan.plan_id, shown, here.setup.below(asked.unit) if asked.unit else frozenset())
    year = year_shown(asked.year, plan.starts_on.year, plan.ends_on.year)
    return render(
        "actions/matrix.html",
        plan=plan,
        areas=[one for one in areas if one.area_id],
        asked=shown,
        year=year,
        years=range(plan.starts_on.year, plan.ends_on.year + 1),
        groups=_groups(rows[: reading.ROWS], year, plan.starts_on, plan.ends_on),
        query=urlencode(asked.said),
        following=reading.after_last(rows),
        units=here.setup.units[1:] if len(here.setup.units) <= LIST_LIMIT else (),
        words={"status": STATUSES, "level": LEVELS},
        **(_row_open(rows) if plan.status != "closed" else NOTHING_OPEN),
    )


def _area_shown(asked: Filter, areas: list[Row[Any]]) -> Filter:
    """Without anything asked for, the plan's first area; an area of another plan counts as not asked for."""
    known = [one.area_id for one in areas]
    area = asked.area if asked.area in known else None
    first = None if asked.narrows else known[0]
    return Filter(**{**vars(asked), "area": area or first})


def _groups(rows: list[Row[Any]], year: int, first: date, last: date) -> list[reading.Group]:
    here = current_user.here
    return reading.groups_of(here.id, rows, year=year, first=first, last=last, setup=here.setup)


def _row_open(rows: list[Row[Any]]) -> dict[str, Any]:
    """The row to be edited in place, and which units' rows she may open at all."""
    wanted = request.args.get("edit", "").replace("-", "")
    row = next((one for one in rows if one.id.hex == wanted and can_edit(current_user, one.unit_id)), None)
    form = QuickForm(obj=_as_in_form(row)) if row else None
    return {**whose(), "open": row, "form": form}


def _as_in_form(row: Any) -> SimpleNamespace:
    return SimpleNamespace(
        status=row.status, responsible=row.responsible, version=row.version, quarters=ticked(row.quarters)
    )


@rooms.route("/<uuid:action_id>/quick", right="actions.edit", methods=["GET", "POST"])
def quick(action_id: UUID) -> Response | str:
    """The open row's form; a page of its own where it has to be looked at once more."""
    action = action_to_change(action_id)
    back = _back(action_id)
    stands = _as_in_form(action)
    form = QuickForm(obj=stands)
    if form.is_sent() and not form.clashes_with(stands):
        with form.attempt():
            _save(action, form)
            return done(back, _("Saved."))
    return render("actions/quick.html", form=form, action=action, back=back)


def _back(action_id: UUID) -> str:
    """To the row that it was opened in, or to the action's own page."""
    if request.args.get("back") == "action":
        return url_for("actions.show", action_id=action_id)
    asked = Filter.read(request.args, current_user.here.setup)
    return url_for("actions.matrix", **asked.said, _anchor=reading.anchor_of(action_id))


def _save(action: Action, form: QuickForm) -> None:
    change_action(
        action,
        status=form.status.data,
        responsible=(form.responsible.data or "").strip(),
        quarters=form.when,
        by=current_user.id,
    )
