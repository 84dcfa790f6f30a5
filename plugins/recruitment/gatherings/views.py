"""Pages of courses and online meetings."""

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.gatherings import queries, services
from plugins.recruitment.gatherings.forms import GatheringForm, NewGatheringForm, WhoForm
from plugins.recruitment.gatherings.models import KIND_NAMES, STATE_NAMES, Gathering
from plugins.recruitment.peers.rules import MEETINGS_A_YEAR
from plugins.recruitment.rules import MANAGE_GATHERINGS
from portal import clock
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_gatherings", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/gatherings")


@rooms.route("/", right=MANAGE_GATHERINGS)
def index() -> str:
    """A year's: courses with their peers, and online meetings against four a year."""
    this = clock.today().year
    year = request.args.get("year", type=int) or this
    year = year if 2000 <= year <= this + 5 else this
    lines = queries.gatherings_in(current_user.here.id, year)
    held = sum(1 for one in lines if one.kind == "meeting" and one.held_days is not None)
    return _render("index", year=year, lines=lines, held=held, wanted=MEETINGS_A_YEAR)


def _render(page: str, **context: Any) -> str:
    return render(
        f"recruitment/gatherings/{page}.html", kinds=KIND_NAMES, states=STATE_NAMES, today=clock.today(), **context
    )


def _by() -> dict[str, Any]:
    return {"by": current_user.id, "language": current_user.here.language}


def _to(gathering_id: UUID) -> str:
    return url_for("recruitment_gatherings.show", gathering_id=gathering_id)


@rooms.route("/new", right=MANAGE_GATHERINGS, methods=["GET", "POST"])
def new() -> Response | str:
    form = NewGatheringForm()
    if form.is_sent():
        with form.attempt():
            made = services.plan_gathering(**_by(), **form.said)
            return done(_to(made.id), _("Saved."))
    return _render("form", form=form, gathering=None, back=url_for("recruitment_gatherings.index"))


def _gathering(gathering_id: UUID) -> Gathering:
    found = queries.gathering(current_user.here.id, gathering_id)
    if found is None:
        raise NotFound
    return found


@rooms.route("/<uuid:gathering_id>", right=MANAGE_GATHERINGS, methods=["GET", "POST"])
def show(gathering_id: UUID) -> Response | str:
    """Who is coming; once it was held, who took part."""
    found, peers = _gathering(gathering_id), queries.peers_for(current_user.here.id, gathering_id)
    is_held = found.held_days is not None
    form = WhoForm(data={
        "ticked": [str(one.id) for one in peers if one.state in ("booked", "attended")],
        "held": is_held, "held_days": found.held_days or found.days,
    })  # fmt: skip
    form.offer(peers, current_user.setup.name)
    if form.is_sent():
        with form.attempt():
            held_days = (form.held_days.data or found.days) if form.held.data else None
            services.say_who(found, form.people, offered={one.id for one in peers}, held_days=held_days, **_by())
            return done(_to(gathering_id), _("Saved."))
    return _render("show", found=found, form=form, peers=peers)


@rooms.route("/<uuid:gathering_id>/change", right=MANAGE_GATHERINGS, methods=["GET", "POST"])
def change(gathering_id: UUID) -> Response | str:
    found = _gathering(gathering_id)
    form = GatheringForm(obj=found)
    if form.is_sent() and not form.clashes_with(found):
        with form.attempt():
            services.change_gathering(found, **_by(), **form.said)
            return done(_to(gathering_id), _("Saved."))
    return _render("form", form=form, gathering=found, back=_to(gathering_id))
