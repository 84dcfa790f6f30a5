"""Enrolments, codes and a campaign: rows with words of the tenant, and what is typed into their forms."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from plugins.recruitment.campaigns.models import Campaign
from plugins.recruitment.codes.models import JoinCode
from plugins.recruitment.dues.models import FirstDues
from plugins.recruitment.joining.models import AskedConsent, Enrolment, Magazine
from plugins.recruitment.postal.models import PostalRange
from portal import clock
from portal.extensions import db
from portal.tenancy import uuid7

SENT = {
    "kind": "patient", "name": "Kari Ny", "email": "kari@ny.example", "street": "Storgata 1", "postal_code": "4612",
    "town": "Kristiansand", "magazine": "post",
}  # fmt: skip


def fill_joining(words: Any, unit: UUID, arguments: dict[str, Any]) -> dict[str, Any]:
    """One who has to confirm and one who has, through a code of the branch, while a campaign is open."""
    today, moment = clock.today(), clock.now()
    days = {"starts_on": today - timedelta(days=1), "ends_on": today + timedelta(days=30)}
    campaign = words.row(Campaign, year=today.year, patient=10000, made_at=moment, **days)
    db.session.add(campaign)
    db.session.flush()
    code = words.row(JoinCode, kind="printed", unit_id=unit, campaign_id=campaign.id, a_day=100, made_at=moment)
    db.session.add(code)
    db.session.flush()
    said = {
        "kind": "patient", "magazine": "digital", "language": "nb", "agreed": [], "unit_id": unit, "code_id": code.id,
        "campaign_id": campaign.id, "sent_at": moment, "asked_at": moment - timedelta(days=1),
    }  # fmt: skip
    waiting = words.row(Enrolment, status="waiting", mark=uuid7().hex, confirmed_by=None, **said)
    confirmed = words.row(Enrolment, status="confirmed", mark=uuid7().hex, confirmed_by="link", confirmed_at=moment, **said)
    person = arguments["person_id"]
    db.session.add_all([
        waiting, confirmed, PostalRange(id=uuid7(), first="4600", last="4699", unit_id=unit),
        AskedConsent(id=uuid7(), purpose_id=arguments["purpose_id"], is_needed=False),
        FirstDues(id=uuid7(), person_id=person, year=today.year, kind="patient", amount=None, said_at=moment),
        Magazine(id=uuid7(), person_id=person, way="post", said_at=moment),
    ])  # fmt: skip
    db.session.flush()
    return {
        "enrolment_id": waiting.id, "recruitment_joining.admit:enrolment_id": confirmed.id, "code_id": code.id,
        "campaign_id": campaign.id, "recruitment_open.join:join_code": code.token,
    }  # fmt: skip


def joining_writes(world: Any) -> dict[str, dict[str, Any]]:
    staff, leader, nobody = {"by": "staff"}, {"by": "unit_leader"}, {"by": "nobody", "whose": ""}
    named = {"typed": {"name": "Nytt navn"}, "other": {"name": "Nyere navn"}}
    labelled = {"typed": {"label": "Nytt navn"}, "other": {"label": "Nyere navn"}}
    sent = {"typed": SENT, "other": {"name": "Ola Ny"}}
    days = {"starts_on": "2031-10-01", "ends_on": "2031-12-31", "year": "2031"}
    branch, asks = world.ours.words.made["unit.name"][1], f"asks_{world.ours.arguments['purpose_id'].hex}"
    return {
        "recruitment_open.form": {**nobody, **sent},
        "recruitment_open.join": {**nobody, **sent},
        "recruitment_help.enrol": {"by": "volunteer", **sent},
        "recruitment_joining.admit": leader,
        "recruitment_joining.ask": leader,
        "recruitment_joining.by_hand": {**leader, "typed": {"way": "paper"}, "other": {"way": "helper"}},
        "recruitment_joining.turn_down": {**leader, "typed": {"why": "Sendt to ganger"}, "other": {"why": "Et skript"}},
        "recruitment_joining.asking": {**staff, "typed": {asks: "must"}, "other": {asks: "no"}},
        "recruitment_codes.new": {**leader, "typed": {"kind": "printed", "label": "Brosjyre"}, "other": {"label": "Plakat"}},
        "recruitment_codes.show": {**leader, "typed": {"language": "nb"}, "other": {"language": "da"}},
        "recruitment_codes.change": {**leader, **labelled},
        "recruitment_codes.close": leader,
        "recruitment_campaigns.new": {**staff, "typed": {**named["typed"], **days}, "other": named["other"]},
        "recruitment_campaigns.change": {**staff, **named},
        "recruitment_postal.index": {
            **staff, "typed": {"text": f"4500-4599 {branch}"}, "other": {"text": f"4700-4799 {branch}"},
        },
    }  # fmt: skip
