"""The catalogue: a unit picks what it wants to do; staff see who picked what."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.actions import queries
from portal.actions.forms import AnswerForm
from portal.actions.matrix.reading import anchor_of
from portal.actions.steps import answer_offer
from portal.actions.views.rooms import demand_edit, demand_open, new_key, rooms
from portal.actions.words import ANSWERS
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.organisations.setup import UnitNode
from portal.templating import render


@rooms.route("/catalogue", right="actions.edit")
def catalogue() -> str:
    units = [node for node in current_user.choices("actions.edit") if node.depth]
    unit = _unit_shown(units)
    offers = queries.catalogue(current_user.here.id, unit.id) if unit else []
    return render(
        "actions/catalogue.html",
        units=units,
        unit=unit,
        offers=offers,
        form=AnswerForm(),
        new_key=new_key,
        anchor=anchor_of,
        words=ANSWERS,
    )


def _unit_shown(units: list[UnitNode]) -> UnitNode | None:
    """The one in the address, else the first unit that she leads, else her first one."""
    asked = request.args.get("unit", "")
    leads = [unit_id for _role, unit_id in current_user.accesses]
    wanted = [node for node in units if str(node.id) == asked] + [node for node in units if node.id in leads] + units
    return wanted[0] if wanted else None


@rooms.route("/<uuid:action_id>/units/<uuid:unit_id>", right="actions.edit", methods=["GET", "POST"])
def answer(action_id: UUID, unit_id: UUID) -> Response | str:
    """Its buttons stand in the catalogue; a page of its own for a note, or another answer."""
    here = current_user.here
    found = queries.action_and_answer(here.id, action_id, unit_id)
    if found is None or unit_id not in here.setup.unit:
        raise NotFound
    demand_edit(unit_id)
    action, there, plan_status = found
    demand_open(plan_status)
    stands = _as_in_form(there)
    form = AnswerForm(obj=stands)
    if form.is_sent() and not form.clashes_with(stands):
        with form.attempt():
            said = "" if form.status.data == "none" else form.status.data
            answer_offer(action, unit_id, there, status=said, note=form.note.data or "", by=current_user.id)
            return done(url_for("actions.catalogue", unit=unit_id, _anchor=anchor_of(action_id)), _("Saved."))
    return render("actions/answer.html", form=form, action=action, unit=here.setup.unit[unit_id])


def _as_in_form(there: Any) -> SimpleNamespace:
    """No answer yet is a version of its own, so that two who answer at once see each other."""
    if there is None:
        return SimpleNamespace(status="none", note="", version=0)
    return SimpleNamespace(status=there.status, note=there.note, version=there.version)


@rooms.route("/catalogue/answers", right="actions.manage")
def answers() -> str:
    here = current_user.here
    offers = queries.offered(here.id)
    said: dict[UUID, dict[str, list[str]]] = {}
    for pick in queries.picks_of(here.id, [one.id for one in offers]):
        said.setdefault(pick.action_id, {}).setdefault(pick.status, []).append(here.setup.name(pick.unit_id))
    return render("actions/answers.html", offers=offers, said=said)
