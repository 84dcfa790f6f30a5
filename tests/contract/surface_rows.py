"""Contact surfaces that are looked after: rows with words of the tenant, and what is typed into their forms."""

from typing import Any
from uuid import UUID

from plugins.recruitment.surfaces.models import SurfaceCare, SurfacePerson, SurfaceVisit
from portal import clock
from portal.extensions import db


def fill_surfaces(words: Any, unit: UUID, arguments: dict[str, Any]) -> dict[str, Any]:
    """The branch's, with somebody in charge who is not in the register, and a time when somebody was in touch."""
    its, today = {"surface_id": arguments["surface_id"]}, clock.today()
    email = f"{words('recruitment_contact.email')}@example.org"
    person = words.row(SurfacePerson, person_id=None, phone="", email=email, **its)
    care = {"kind": "ward", "unit_id": unit, "seen_on": today, "filled_on": today, "next_on": today,
            "web": f"https://example.org/{words('recruitment_surface.web')}"}
    db.session.add_all([
        words.row(SurfaceCare, **care, **its), person,
        words.row(SurfaceVisit, on_date=today, written_at=clock.now(), **its),
    ])  # fmt: skip
    db.session.flush()
    return {"in_charge_id": person.id}


def surfaces_writes(ours: dict[str, Any]) -> dict[str, dict[str, Any]]:
    leader = {"by": "unit_leader"}
    named = {"typed": {"name": "Nytt navn"}, "other": {"name": "Nyere navn"}}
    branch = {"unit_id": str(ours["unit_id"])}
    role = {"typed": {"role": "Sykepleier"}, "other": {"role": "Lege"}}
    return {
        "recruitment_surfaces.new": {**leader, "typed": {**named["typed"], **branch}, "other": named["other"]},
        "recruitment_surfaces.show": {**leader, "typed": {"months": "6"}, "other": {"months": "12"}},
        "recruitment_surfaces.change": {**leader, **named},
        "recruitment_surfaces.person_new": {**leader, **role},
        "recruitment_surfaces.person": {**leader, **role},
        "recruitment_surfaces.person_remove": leader,
    }
