"""One action: seen, made, changed, removed."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from sqlalchemy import Row
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from portal.accounts.forms import ConfirmForm
from portal.actions import queries
from portal.actions.fields import ticked
from portal.actions.forms import ActionForm, TickForm, action_form, new_action_form
from portal.actions.matrix.reading import responsible_words
from portal.actions.rules import can_edit
from portal.actions.services import change_action, make_action, remove_action, responsible_account
from portal.actions.views.rooms import action_to_change, demand_edit, demand_open, demand_seen, new_key, rooms, whose
from portal.actions.words import ANSWERS, LEVELS, STATUSES
from portal.errors import NotFound
from portal.forms import done
from portal.goals.models import Action
from portal.i18n import _, ngettext
from portal.templating import render


@rooms.route("/<uuid:action_id>", right="goals.see")
def show(action_id: UUID) -> str:
    here = current_user.here
    found = queries.action_with_place(here.id, action_id)
    if found is None:
        raise NotFound
    action = found.Action
    demand_seen(found.plan_status)
    is_open = found.plan_status != "closed"
    return render(
        "actions/show.html",
        found=found,
        action=action,
        when=rhythm_words(action),
        responsible=responsible_words(_with_person(action, found.person), here.setup),
        surfaces=[name for _id, name in queries.surfaces_of(here.id, [action_id])],
        steps=queries.steps_of(here.id, action_id),
        results=queries.results_of(here.id, action_id),
        picks=queries.picks_of(here.id, [action_id]) if action.in_catalogue else [],
        editable=is_open and can_edit(current_user, action.unit_id),
        reports=is_open and current_user.may("actions.edit"),
        tick=TickForm(),
        new_key=new_key,
        words={"status": STATUSES, "level": LEVELS, "answer": ANSWERS},
        **whose(),
    )


def _with_person(action: Action, person: str | None) -> Any:
    return SimpleNamespace(responsible=action.responsible, unit_id=action.unit_id, person=person)


def rhythm_words(action: Any) -> str:
    """How often: once, four times a year, all the time."""
    if action.rhythm == "yearly" and action.times_a_year:
        return ngettext("Once a year", "%(n)s times a year", action.times_a_year)
    return _("All the time") if action.rhythm == "always" else _("Once")


@rooms.route("/areas/<uuid:area_id>/new", right="actions.edit", methods=["GET", "POST"])
def new(area_id: UUID) -> Response | str:
    here = current_user.here
    places = queries.places_in(here.id, area_id)
    area = next((one for one in places if one.kind == "area"), None)
    if area is None:
        raise NotFound
    demand_open(area.plan_status)
    form = new_action_form(current_user, _to_stand_below(places), request.args.get("goal", ""))
    if form.is_sent():
        demand_edit(form.unit)
        with form.attempt():
            made = make_action(
                here.id,
                plan_id=area.plan_id,
                focus_area_id=area_id,
                goal_id=UUID(form.place.data) if form.place.data else None,
                by=current_user.id,
                **form.basics,
            )
            return done(url_for("actions.show", action_id=made.id), _("Saved."))
    return render("actions/new.html", form=form, back=url_for("actions.matrix", area=area_id))


def _to_stand_below(places: list[Row[Any]]) -> list[SelectChoice]:
    whole = [SelectChoice("", _("All of %(area)s", area=_titled(one))) for one in places if one.kind == "area"]
    return whole + [SelectChoice(str(one.id), _titled(one)) for one in places if one.kind == "goal"]


def _titled(one: Row[Any]) -> str:
    return f"{one.number} {one.title}".strip()


@rooms.route("/<uuid:action_id>/change", right="actions.edit", methods=["GET", "POST"])
def change(action_id: UUID) -> Response | str:
    here = current_user.here
    found = queries.action_to_edit(here.id, action_id)
    if found is None:
        raise NotFound
    action, plan_status, email, surfaces = found
    demand_open(plan_status)
    demand_edit(action.unit_id)
    chosen = [one.surface_id for one in surfaces if one.chosen]
    offered = [(one.surface_id, one.surface) for one in surfaces if one.chosen or not one.closed]
    stands = _as_in_form(action, email, chosen)
    form = action_form(current_user, offered, obj=stands)
    if form.is_sent() and not form.clashes_with(stands):
        demand_edit(form.unit)
        with form.attempt():
            _save(action, form, chosen)
            return done(url_for("actions.show", action_id=action_id), _("Saved."))
    back = url_for("actions.show", action_id=action_id)
    return render("actions/form.html", form=form, back=back, action=action)


def _save(action: Action, form: ActionForm, chosen: list[UUID]) -> None:
    change_action(
        action,
        surfaces=form.chosen_surfaces,
        chosen=chosen,
        user_id=responsible_account(current_user.here.id, form.person.data or ""),
        by=current_user.id,
        **form.values,
    )


def _as_in_form(action: Action, email: str, chosen: list[UUID]) -> SimpleNamespace:
    """What the form holds when it is opened: units, quarters and surfaces as their choices write them."""
    columns = {column.name: getattr(action, column.name) for column in Action.__table__.columns}
    return SimpleNamespace(
        **{
            **columns,
            "unit_id": str(action.unit_id or ""),
            "quarters": ticked(action.quarters),
            "surfaces": [str(one) for one in chosen],
            "person": email,
        }
    )


@rooms.route("/<uuid:action_id>/remove", right="actions.edit", methods=["GET", "POST"])
def remove(action_id: UUID) -> Response | str:
    action = action_to_change(action_id)
    form = ConfirmForm()
    if form.is_sent():
        remove_action(action, by=current_user.id)
        return done(url_for("actions.matrix", area=action.focus_area_id), _("The action is removed."))
    return render("actions/remove.html", form=form, action=action)
