"""Two campaigns, codes and enrolments. All of it is invented."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from plugins.recruitment.campaigns.models import Campaign
from plugins.recruitment.campaigns.services import plan_campaign
from plugins.recruitment.codes.models import JoinCode
from plugins.recruitment.codes.queries import surfaces
from plugins.recruitment.codes.services import close_code, make_code
from plugins.recruitment.demo.words import CAME, KEPT, KEPT_DA, REDUCED
from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.joining.letters import ask_to_confirm
from plugins.recruitment.joining.models import Enrolment
from plugins.recruitment.joining.services import say_asked
from portal import clock
from portal.activities.models import Activity
from portal.consents.services import add_purpose
from portal.extensions import db
from portal.people.models import Person
from portal.plugin_api import Demo
from portal.tenancy import current_organisation_id, uuid7


def make_joining(demo: Demo, staff: UUID, members: list[Person]) -> None:
    """What the form asks, two campaigns, codes, and who came through them."""
    _consents(staff)
    campaigns = _campaigns(clock.today(), staff)
    db.session.flush()
    _enrolments(demo, _codes(demo, campaigns[-1], staff), campaigns, members)


def _consents(staff: UUID) -> None:
    """Each thing by itself: what is needed, and the newsletter."""
    kept = add_purpose(name="Medlemskap", nb=KEPT, da=KEPT_DA, by=staff)
    news = add_purpose(
        name="Nyhetsbrev",
        nb="Ja takk, send meg nyhetsbrevet på e-post. Jeg kan si nei igjen når som helst.",
        da="Ja tak, send mig nyhedsbrevet på e-mail. Jeg kan sige nej igen når som helst.",
        by=staff,
    )
    db.session.flush()
    say_asked({kept.id: "must", news.id: "may"}, by=staff)


def _campaigns(today: date, staff: UUID) -> list[Campaign]:
    """Last year's, and this year's from October on."""
    newest = today.year if today.month >= 10 else today.year - 1
    made = []
    for year in (newest - 1, newest):
        made.append(
            plan_campaign(
                name=f"Høstkampanjen {year}",
                year=year,
                by=staff,
                starts_on=date(year, 10, 1),
                ends_on=date(year, 12, 31),
                **REDUCED,
            )
        )
        db.session.flush()
    return made


def _codes(demo: Demo, campaign: Campaign, staff: UUID) -> list[JoinCode]:
    """For a leaflet, a ward, an evening to come, the campaign; and one that is closed."""
    agder = demo.units["agder"]
    said: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("printed", "Brosjyren «Ny med NET-kreft»", {}),
        ("campaign", "Roll-up til høstkampanjen", {"campaign_id": campaign.id}),
        *(("event", f"Plakat: {one.title}", {"activity_id": one.id, "unit_id": agder}) for one in _evenings(agder)),
        *(
            ("surface", f"Oppslag: {one.name}", {"surface_id": one.id})
            for one in surfaces(current_organisation_id())[:4]
        ),
        ("printed", "Flyer fra landskonferansen", {}),
    )
    made = [make_code(kind=kind, label=label[:120], a_day=100, about=about, by=staff) for kind, label, about in said]
    db.session.flush()
    close_code(made[-1], by=staff)
    return made[:-1]


def _evenings(unit_id: UUID) -> list[Activity]:
    planned = Activity.status == "planned", Activity.unit_id == unit_id, Activity.on_date >= clock.today()
    return list(db.session.scalars(select(Activity).where(*planned).order_by(Activity.on_date).limit(1)))


def _enrolments(demo: Demo, codes: list[JoinCode], campaigns: list[Campaign], people: list[Person]) -> None:
    """Some wait, some have confirmed, one may be in the register; both campaigns have brought members."""
    for name, kind, status, days in CAME:
        made = _enrolment(demo, name, kind, status, days, demo.dice.choice(codes), campaigns[-1])
        made.helped_by = demo.people["volunteer"] if days == 2 else None
        db.session.add(made)
        db.session.flush()
        if status == "waiting" and made.email:
            ask_to_confirm(made, by=None)
    known = next(one for one in people if one.email)
    db.session.add(_enrolment(demo, known.name, "patient", "confirmed", 2, codes[0], campaigns[-1], email=known.email))
    for campaign, number in zip(campaigns, (19, 27), strict=True):
        for _turn in range(number):
            her = demo.dice.choice(people)
            days = (clock.today() - campaign.starts_on).days - demo.dice.randrange(50)
            made = _enrolment(demo, "", "patient", "member", max(days, 1), demo.dice.choice(codes), campaign, email="")
            made.person_id, made.street, made.town, made.postal_code = her.id, "", "", ""
            db.session.add(made)
            _reduce_dues(her.id, campaign)


def _reduce_dues(person_id: UUID, campaign: Campaign) -> None:
    """She was asked for what she was promised; of the campaign before, only some stayed."""
    for bill in db.session.scalars(
        select(Invoice).where(Invoice.person_id == person_id, Invoice.year == campaign.year)
    ):
        bill.amount, bill.paid = REDUCED["patient"], REDUCED["patient"] if bill.status == "paid" else 0


def _enrolment(
    demo: Demo,
    name: str,
    kind: str,
    status: str,
    days: int,
    code: JoinCode,
    campaign: Campaign,
    email: str | None = None,
) -> Enrolment:
    sent, key = clock.now() - timedelta(days=days), uuid7()
    address = f"{name.split()[0].lower()}.ny@eksempel.example" if email is None and days != 5 else email or ""
    return Enrolment(
        id=key, status=status, kind=kind, name=name, email=address, phone="", street="Solbakken 4", postal_code="4611",
        town="Kristiansand", language=demo.language, unit_id=demo.units["agder"],
        magazine=demo.dice.choice(("post", "digital")),
        agreed=[], mark=key.hex, code_id=code.id, activity_id=code.activity_id, surface_id=code.surface_id,
        campaign_id=code.campaign_id or campaign.id, promised_year=campaign.year, promised=REDUCED.get(kind),
        credited_unit_id=code.unit_id, sent_at=sent, asked_at=sent if address else None,
        confirmed_at=sent + timedelta(hours=1) if status in ("confirmed", "member") else None,
        confirmed_by="link" if status in ("confirmed", "member") else None,
        closed_at=sent + timedelta(hours=5) if status in ("member", "declined") else None,
        why="Sendt to ganger" if status == "declined" else "",
    )  # fmt: skip
