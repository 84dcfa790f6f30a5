"""An open day at which some wanted to hear more: kept with their yes, one of them called back already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from portal import clock
from portal.activities.contacts.models import ActivityContact
from portal.activities.contacts.services import follow_up
from portal.activities.contacts.typed import Contacts, Typed
from portal.activities.services import register_activity
from portal.consents.queries import purpose
from portal.consents.services import add_purpose
from portal.extensions import db
from portal.kinds.services import add_question, add_type
from portal.tenancy import current_organisation_id


@dataclass(frozen=True, kw_only=True)
class OpenDay:
    unit: str
    country: str
    purpose: str
    label: str
    question: str
    met: tuple[tuple[str, str, str], ...]
    note: str


NB, DA = "Dere kan kontakte meg og fortelle om kurs og treff.", "I må kontakte mig og fortælle om kurser og træf."
DAYS: dict[str, OpenDay] = {
    "seniornett": OpenDay(
        unit="", country="NO", purpose="Fortelle om kurs og treff", label="Åpen dag", question="Vil noen høre mer?",
        met=(
            ("Solveig Lien", "solveig.lien@example.org", "+4740000021"),
            ("Arvid Moen", "", "+4740000022"),
            ("Turid Aas", "turid.aas@example.org", ""),
        ),
        note="Kommer på nybegynnerkurset.",
    ),
    "kraeftens-bekaempelse": OpenDay(
        unit="gentofte", country="DK", purpose="Fortælle om kurser og træf", label="Åbent hus",
        question="Vil nogen høre mere?",
        met=(
            ("Kirsten Holm", "kirsten.holm@example.org", "+4520000021"),
            ("Bent Kjær", "", "+4520000022"),
            ("Else Friis", "else.friis@example.org", ""),
        ),
        note="Kommer til caféaftenen.",
    ),
}  # fmt: skip


def make_contacts(slug: str, language: str, units: Mapping[str, UUID], root: UUID, by: UUID) -> None:
    """In the organisation in scope, where it has had an open day."""
    if slug not in DAYS:
        return
    said = DAYS[slug]
    asked = add_purpose(name=said.purpose, nb=NB, da=DA, by=by)
    kind = add_type(
        [], label={language: said.label}, people="together", by=by, help={}, who="registrars", asks_name="no"
    )
    name = add_question(
        kind, kind="person", language=language, by=by, label={language: said.question}, help={}, required=False,
        purpose=asked.id.hex,
    )  # fmt: skip
    db.session.flush()
    words = purpose(current_organisation_id(), asked.id)
    assert words is not None
    typed = [
        Typed(
            question=name, purpose_id=asked.id, wording_id=words.wording_id, language=language, name=person,
            email=email, phone=phone, country=said.country,
        )
        for person, email, phone in said.met
    ]  # fmt: skip
    register_activity(
        activity_type=kind.key, unit_id=units.get(said.unit, root), on_date=clock.today() - timedelta(days=4), note="",
        numbers={"participants": 31, name: len(typed)}, contacts=Contacts(said.label, typed), by=by,
    )  # fmt: skip
    db.session.flush()
    here = ActivityContact.organisation_id == current_organisation_id()
    met = db.session.scalars(select(ActivityContact).where(here).order_by(ActivityContact.id)).all()
    follow_up(met[-1:], on=clock.today() - timedelta(days=1), note=said.note, by=by)
