"""Officers, research and branches that are being founded: rows with words of the tenant, and what is typed into their forms."""

from typing import Any
from uuid import UUID

from plugins.recruitment.founding.models import Candidate, Founding, FoundingStep
from plugins.recruitment.research.models import Application, ResearchCall
from plugins.recruitment.talks.models import Officer
from portal import clock
from portal.extensions import db
from portal.people.models import Person
from portal.tenancy import current_organisation_id

#: of somebody in the register who holds no office and is no candidate yet
OTHERS = "hun@vokser.example"


def fill_growing(words: Any, unit: UUID, arguments: dict[str, Any]) -> dict[str, Any]:
    today, person = clock.today(), arguments["person_id"]
    db.session.get_one(Person, (current_organisation_id(), arguments["other_id"])).email_key = OTHERS
    officer = words.row(Officer, person_id=person, unit_id=unit, office="board", since=today, trained_on=today)
    call = words.row(ResearchCall, year=today.year, opens_on=today, closes_on=today, early_first=True)
    application = words.row(Application, year=today.year, fund="outer", state="sent", early=True)
    founding = words.row(Founding, begun_on=today)
    db.session.add_all([officer, call, application, founding])
    db.session.flush()
    step = words.row(FoundingStep, founding_id=founding.id, position=1, due_on=today)
    candidate = words.row(Candidate, founding_id=founding.id, person_id=person, answer="ask")
    db.session.add_all([step, candidate])
    db.session.flush()
    return {
        "officer_id": officer.id, "call_id": call.id, "application_id": application.id, "founding_id": founding.id,
        "founding_step_id": step.id, "candidate_id": candidate.id,
    }  # fmt: skip


def growing_writes(ours: dict[str, Any]) -> dict[str, dict[str, Any]]:
    leader, staff, branch = {"by": "unit_leader"}, {"by": "staff"}, {"unit_id": str(ours["unit_id"])}
    titled = {"typed": {"title": "Nytt navn"}, "other": {"title": "Nyere navn"}}
    named = {"typed": {"name": "Nytt navn"}, "other": {"name": "Nyere navn"}}
    themed = {"typed": {"theme": "Nytt tema"}, "other": {"theme": "Nyere tema"}}
    days = {"opens_on": "2031-01-01", "closes_on": "2031-03-01", "year": "2031"}
    noted = {"typed": {"note": "Ny tekst"}, "other": {"note": "Nyere tekst"}}
    found = {"email": OTHERS}
    return {
        "recruitment_talks.new": {**leader, "typed": {**found, **branch, "office": "peer"}, "other": {"office": "other"}},
        "recruitment_talks.change": {**leader, "typed": {"office": "peer"}, "other": {"office": "other"}},
        "recruitment_research.call_new": {**staff, "typed": {**themed["typed"], **days}, "other": themed["other"]},
        "recruitment_research.call": {**staff, **themed},
        "recruitment_research.new": {**staff, **titled},
        "recruitment_research.change": {**staff, **titled},
        "recruitment_founding.new": {**staff, **named},
        "recruitment_founding.change": {**staff, **named},
        "recruitment_founding.step_new": {**staff, **titled},
        "recruitment_founding.step": {**staff, **titled},
        "recruitment_founding.candidate_new": {
            **staff, "typed": {**found, "note": "Ny tekst"}, "other": {"note": "Nyere tekst"},
        },
        "recruitment_founding.candidate": {**staff, **noted},
    }  # fmt: skip
