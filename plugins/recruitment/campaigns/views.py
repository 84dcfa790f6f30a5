"""Pages of campaigns."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.campaigns import queries
from plugins.recruitment.campaigns.forms import CampaignForm, as_stored
from plugins.recruitment.campaigns.models import Campaign
from plugins.recruitment.campaigns.queries import Brought
from plugins.recruitment.campaigns.rules import STATES, state_of
from plugins.recruitment.campaigns.services import change_campaign, plan_campaign
from plugins.recruitment.dues.views import kroner
from plugins.recruitment.members.models import KIND_NAMES, KINDS
from plugins.recruitment.rules import MANAGE_JOINING
from portal import clock
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_campaigns", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/campaigns")


@rooms.route("/", right=MANAGE_JOINING)
def index() -> str:
    lines = queries.campaigns_of(current_user.here.id)
    return _render("index", lines=lines, brought=queries.brought_by(current_user.here.id, lines))


def _render(page: str, **context: Any) -> str:
    return render(
        f"recruitment/campaigns/{page}.html",
        states=STATES,
        state_of=state_of,
        on=clock.today(),
        nothing=Brought(),
        **context,
    )


@rooms.route("/new", right=MANAGE_JOINING, methods=["GET", "POST"])
def new() -> Response | str:
    form = CampaignForm(data={"year": clock.today().year})
    if form.is_sent():
        with form.attempt():
            made = plan_campaign(by=current_user.id, **form.said)
            return done(_to(made.id), _("Saved."))
    return _render("form", form=form, campaign=None, back=url_for("recruitment_campaigns.index"))


def _to(campaign_id: UUID) -> str:
    return url_for("recruitment_campaigns.show", campaign_id=campaign_id)


def _campaign(campaign_id: UUID) -> Campaign:
    found = queries.campaign(current_user.here.id, campaign_id)
    if found is None:
        raise NotFound
    return found


@rooms.route("/<uuid:campaign_id>", right=MANAGE_JOINING)
def show(campaign_id: UUID) -> str:
    """What it brought, beside the one before it."""
    found, before = queries.campaign_and_the_one_before(current_user.here.id, campaign_id)
    if found is None:
        raise NotFound
    both = [found, *([before] if before else [])]
    brought = queries.brought_by(current_user.here.id, both)
    dues = [(KIND_NAMES[kind], getattr(found, kind)) for kind in KINDS]
    return _render(
        "show",
        campaign=found,
        columns=[(one, brought.get(one.id, Brought())) for one in both],
        dues=[(name, kroner(amount)) for name, amount in dues if amount is not None],
        kroner=kroner,
    )


@rooms.route("/<uuid:campaign_id>/change", right=MANAGE_JOINING, methods=["GET", "POST"])
def change(campaign_id: UUID) -> Response | str:
    campaign = _campaign(campaign_id)
    row = SimpleNamespace(**as_stored(campaign))
    form = CampaignForm(obj=row)
    if form.is_sent() and not form.clashes_with(row):
        with form.attempt():
            change_campaign(campaign, by=current_user.id, **form.said)
            return done(_to(campaign_id), _("Saved."))
    return _render("form", form=form, campaign=campaign, back=_to(campaign_id))
