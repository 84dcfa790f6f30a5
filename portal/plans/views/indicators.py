"""How a goal is measured: first the way is chosen, then where the figures come from, then the questions of that way."""

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.activities.kinds import is_open, kinds_of
from portal.errors import NotFound
from portal.forms import done
from portal.goals.measuring.queries import places_of
from portal.i18n import _
from portal.plans import loads, queries
from portal.plans.forms import IndicatorForm, RemoveForm, indicator_form
from portal.plans.forms.indicators import as_typed, blank
from portal.plans.rules import EDIT, check_open
from portal.plans.services import change_indicator, define_indicator, remove_indicator
from portal.plans.shapes import SHAPES, SOURCES, Shape, shape_of, sources_of
from portal.plans.views.rooms import open_goal, open_indicator, rooms, there
from portal.templating import render


@rooms.route("/goals/<uuid:goal_id>/measure", right=EDIT)
def choose(goal_id: UUID) -> str:
    found, _plan = open_goal(goal_id)
    lines = []
    for shape in SHAPES.values():
        sources = sources_of(shape, _metrics())
        only = url_for("plans.new_indicator", goal_id=goal_id, shape=shape.name, source=sources[0])
        several = url_for("plans.choose_source", goal_id=goal_id, shape=shape.name)
        lines.append((several if len(sources) > 1 else only, shape.label, shape.example))
    lead = _("How can you see that the goal is reached?")
    return render("plans/choose.html", lines=lines, goal=found, title=found.title, lead=lead, back=None)


@rooms.route("/goals/<uuid:goal_id>/measure/<shape>", right=EDIT)
def choose_source(goal_id: UUID, shape: str) -> str:
    found, _plan = open_goal(goal_id)
    way = _shape(shape)
    lines = [
        (url_for("plans.new_indicator", goal_id=goal_id, shape=shape, source=source), *SOURCES[source])
        for source in sources_of(way, _metrics())
    ]
    lead, back = _("Where do the figures come from?"), url_for("plans.choose", goal_id=goal_id)
    return render("plans/choose.html", lines=lines, goal=found, title=way.label, lead=lead, back=back)


def _shape(name: str) -> Shape:
    if name not in SHAPES:
        raise NotFound
    return SHAPES[name]


def _metrics() -> bool:
    return bool(current_user.hooks.metrics())


@rooms.route("/goals/<uuid:goal_id>/measure/<shape>/<source>", right=EDIT, methods=["GET", "POST"])
def new_indicator(goal_id: UUID, shape: str, source: str) -> Response | str:
    goal, plan, is_measured = there(queries.goal_to_measure(current_user.here.id, goal_id))
    check_open(plan)
    way = _shape(shape)
    form = _form(way, source, blank(way, "" if is_measured else goal.title, plan.ends_on))
    if not form.wants_more() and form.is_sent():
        with form.attempt():
            define_indicator(goal, plan, form.definition, by=current_user.id)
            return done(url_for("plans.goal", goal_id=goal_id), _("Saved."))
    page = {"goal": goal, "indicator": None, "source_label": SOURCES[source][0]}
    return render("plans/indicator.html", form=form, back=url_for("plans.goal", goal_id=goal_id), **page)


def _form(shape: Shape, source: str, filled: Any) -> IndicatorForm:
    if source not in shape.sources:
        raise NotFound
    hooks, units = current_user.hooks, current_user.setup.units
    types = [kind for kind in kinds_of(current_user.here).values() if is_open(current_user, kind)]
    return indicator_form(shape, source, units=units, types=types, metrics=hooks.metrics(), filled=filled)


@rooms.route("/indicators/<uuid:indicator_id>", right=EDIT, methods=["GET", "POST"])
def indicator(indicator_id: UUID) -> Response | str:
    found = open_indicator(indicator_id)
    shape = shape_of(found.indicator)
    places = places_of(current_user.here.id, [indicator_id]) if shape.kind == "coverage" else []
    stored = as_typed(found, places)
    source = request.args.get("source", found.indicator.source)
    form = _form(shape, source, stored)
    if not form.wants_more() and form.is_sent() and not form.clashes_with(stored):
        with form.attempt():
            change_indicator(found, form.definition, by=current_user.id)
            return done(url_for("plans.goal", goal_id=found.goal.id), _("Saved."))
    others = [(other, SOURCES[other][0]) for other in sources_of(shape, _metrics()) if other != source]
    page = {"goal": found.goal, "indicator": found.indicator, "source_label": SOURCES[source][0], "others": others}
    return render("plans/indicator.html", form=form, back=url_for("plans.goal", goal_id=found.goal.id), **page)


@rooms.route("/indicators/<uuid:indicator_id>/remove", right=EDIT, methods=["GET", "POST"], endpoint="remove_indicator")
def remove_one_indicator(indicator_id: UUID) -> Response | str:
    found, load = there(loads.indicator_to_remove(current_user.here.id, indicator_id))
    check_open(found.plan)
    form, name = RemoveForm(), found.indicator.name
    form.ask_twice(load.measurements)
    if form.is_sent():
        remove_indicator(found, by=current_user.id)
        return done(url_for("plans.goal", goal_id=found.goal.id), _("%(name)s is removed.", name=name))
    back = url_for("plans.indicator", indicator_id=indicator_id)
    return render("plans/remove.html", form=form, load=load, title=name, back=back)
