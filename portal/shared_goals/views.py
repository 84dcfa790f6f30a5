"""Pages of shared goals, for both ends."""

from itertools import groupby
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.errors import NotFound
from portal.exchange.models import Partner
from portal.exchange.queries import open_partners
from portal.forms import done
from portal.goals.cards import cards_of
from portal.goals.queries import goal_rows
from portal.i18n import _
from portal.links.queries import links_about
from portal.plugin_api import Rooms
from portal.shared_goals import queries
from portal.shared_goals.following import chosen_among, go_on, goals_going_on
from portal.shared_goals.forms import AnswerForm, ContributionForm, GoOnForm, OfferForm, SourceForm
from portal.shared_goals.models import SharedGoal
from portal.shared_goals.rules import STATES, STOCKS, can_be_shared
from portal.shared_goals.services import answer_goal, choose_source, contribute, end_goal, offer_goal
from portal.shared_goals.shown import reading_of
from portal.templating import render

rooms = Rooms("shared_goals", __name__)
SEE, MANAGE = "shared_goals.see", "shared_goals.manage"


@rooms.route("/", right=SEE)
def index() -> str:
    after, over = request.args.get("after", type=UUID), "over" in request.args
    lines, following = queries.shared_goals_of(current_user.here.id, after, over=over)
    may_go_on = not over and current_user.may(MANAGE) and bool(queries.going_on(current_user.here.id))
    asked = {"lines": lines, "following": following, "after": after, "over": 1 if over else None}
    return render("shared_goals/index.html", **asked, may_go_on=may_go_on, states=STATES)


@rooms.route("/goal/<uuid:goal_id>", right=SEE)
def goal(goal_id: UUID) -> str:
    """For the owner: whom it is shared with, each partner's share, and the sum in the goal's curve."""
    here = current_user.here
    rows = goal_rows(here.id, goal_id)
    if not rows or (rows[0].plan_status == "draft" and not current_user.may("plans.edit")):
        raise NotFound
    return render(
        "shared_goals/goal.html",
        goal=rows[0],
        cards=list(cards_of(here.id, rows, here.setup).values()),
        partners=queries.partners_in(here.id, goal_id),
        states=STATES,
        going_on=queries.going_on(here.id, goal_id) if current_user.may(MANAGE) else [],
        offered=[row for row in rows if row.id and row.goal_id == goal_id and can_be_shared(row.kind, row.source)],
    )


@rooms.route("/go-on", right=MANAGE, methods=["GET", "POST"])
def next_plan() -> Response | str:
    """Goals that go on in a plan in force: the same partners go on with one press."""
    found, form = goals_going_on(current_user.here.id), GoOnForm()
    form.offer(found)
    if form.is_sent():
        with form.attempt():
            go_on(chosen_among(found, form.goals.data), by=current_user.id)
            return done(url_for("shared_goals.index"), _("The goals go on, and the partners are told."))
    pairs = zip(found, form.goals, strict=True)
    groups = [list(group) for _seen, group in groupby(pairs, key=lambda pair: pair[0].seen)]
    return render("shared_goals/next_plan.html", form=form, groups=groups)


@rooms.route("/offer/<uuid:indicator_id>", right=MANAGE, methods=["GET", "POST"])
def offer(indicator_id: UUID) -> Response | str:
    found = queries.measured_goal(current_user.here.id, indicator_id)
    if found is None or not can_be_shared(found[1].kind, found[1].source):
        raise NotFound
    goal, partners = found[0], open_partners(current_user.here.id)
    goal_id, form = goal.id, OfferForm(data={"title": goal.title, "text": goal.text, "counts_people": True})
    form.offer(partners, found[2])
    if form.is_sent():
        with form.attempt():
            said = {"title": form.title.data, "text": form.text.data or "", "shown": form.shown}
            people = form.counts_people.data
            made = offer_goal(found, form.connection_id, **said, counts_people=people, by=current_user.id)
            return done(url_for("shared_goals.show", shared_goal_id=made), _("The goal is offered."))
    return render("shared_goals/offer.html", form=form, goal_id=goal_id, has_partners=bool(partners))


def _goal(shared_goal_id: UUID, *, theirs: bool = False, status: str = "") -> tuple[SharedGoal, Partner]:
    """`theirs`: only one that a partner owns; `status`: only one that stands so."""
    found = queries.shared_goal(current_user.here.id, shared_goal_id)
    if found is None or (theirs and found[0].is_ours):
        raise NotFound
    return found


@rooms.route("/<uuid:shared_goal_id>", right=SEE)
def show(shared_goal_id: UUID) -> str:
    found, partner = _goal(shared_goal_id)
    here = current_user.here.id
    contributions = queries.contributions_of(here, shared_goal_id)
    is_by_link = found.is_ours and partner.other_id is None
    links = links_about(here, shared_goal_id) if is_by_link and current_user.may("links.manage") else []
    return render(
        "shared_goals/show.html",
        goal=found,
        partner=partner,
        states=STATES,
        contributions=contributions,
        reading=reading_of(found, contributions),
        links=links,
        by_itself=bool(found.metric or found.source_id),
        may_choose=found.kind in STOCKS or not found.counts_people,
    )


@rooms.route("/<uuid:shared_goal_id>/answer", right=MANAGE, methods=["GET", "POST"])
def answer(shared_goal_id: UUID) -> Response | str:
    (found, partner), form = _goal(shared_goal_id, theirs=True), AnswerForm()
    form.ask_about(found)
    if form.is_sent():
        with form.attempt():
            said = {"accepts": form.accepts, "counts_people": form.says_people}
            answer_goal(found.id, found.connection_id, **said, by=current_user.id)
            return done(_page(shared_goal_id), _("The answer is sent."))
    return render("shared_goals/answer.html", form=form, **_told(found, partner))


def _told(found: SharedGoal, partner: Partner) -> dict[str, Any]:
    return {"goal": found, "partner": partner, "back": _page(found.id)}


def _page(shared_goal_id: UUID) -> str:
    return url_for("shared_goals.show", shared_goal_id=shared_goal_id)


@rooms.route("/<uuid:shared_goal_id>/contribute", right=MANAGE, methods=["GET", "POST"])
def give(shared_goal_id: UUID) -> Response | str:
    (found, partner), form = _goal(shared_goal_id, theirs=True), ContributionForm()
    if form.is_sent():
        with form.attempt():
            contribute(found.id, found.connection_id, by=current_user.id, **form.said)
            return done(_page(shared_goal_id), _("The contribution is sent."))
    return render("shared_goals/contribute.html", form=form, **_told(found, partner))


@rooms.route("/<uuid:shared_goal_id>/source", right=MANAGE, methods=["GET", "POST"])
def source(shared_goal_id: UUID) -> Response | str:
    found, partner = _goal(shared_goal_id, theirs=True)
    now = f"metric {found.metric}" if found.metric else (f"goal {found.source_id}" if found.source_id else "hand")
    form = SourceForm(data={"source": now, "counts_people": found.partner_counts_people})
    form.ask_about(found)
    form.offer(found.kind, queries.possible_sources(current_user.here.id, STOCKS), current_user.hooks.metrics())
    if form.is_sent():
        choose_source(found, by=current_user.id, **form.chosen)
        return done(_page(shared_goal_id), _("Saved."))
    return render("shared_goals/source.html", form=form, **_told(found, partner))


@rooms.route("/<uuid:shared_goal_id>/end", right=MANAGE, methods=["GET", "POST"])
def end(shared_goal_id: UUID) -> Response | str:
    (found, partner), form = _goal(shared_goal_id), ConfirmForm()
    told = _told(found, partner)
    if form.is_sent():
        with form.attempt():
            reachable = partner.other_id is not None and partner.status == "accepted"
            end_goal(found.id, found.connection_id, is_reachable=reachable, by=current_user.id)
            return done(_page(shared_goal_id), _("The goal is not shared any more."))
    return render("shared_goals/end.html", form=form, **told)
