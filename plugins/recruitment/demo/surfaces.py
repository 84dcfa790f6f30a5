"""How the association's contact surfaces are looked after. All of it is invented."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from plugins.recruitment.demo.words import SURFACES
from plugins.recruitment.surfaces.models import SurfaceCare
from plugins.recruitment.surfaces.services import add_person, begin_surface, follow_up, keep_care
from portal import clock
from portal.extensions import db
from portal.organisations.models import ContactSurface
from portal.plugin_api import Demo
from portal.tenancy import current_organisation_id

NOTHING: dict[str, Any] = {"place": "", "web": "", "material": "", "note": "", "unit_id": None, "user_id": None,
                           "filled_on": None, "next_on": None}  # fmt: skip


def make_surfaces(demo: Demo, staff: UUID) -> None:
    """Those that the plan names and some wards; a few wait for somebody, one is not in use any more."""
    there = {one.name: one for one in db.session.scalars(select(ContactSurface))}
    by: dict[str, Any] = {"by": staff, "language": demo.language}
    for name, said in SURFACES.items():
        kept = NOTHING | _kept(demo, said)
        if name in there:
            keep_care(there[name], None, **by, **kept)
        else:
            there[name] = begin_surface(current_organisation_id(), name, **by, **kept)
    db.session.flush()
    for name, said in SURFACES.items():
        _look_after(there[name], said, by)
    there["Pusterommet"].closed = True


def _kept(demo: Demo, said: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {name: said[name] for name in ("kind", "place", "web", "material", "note") if name in said}
    unit = demo.units[said["unit"]] if "unit" in said else None
    return {**kept, "unit_id": unit, "user_id": demo.people["leader" if unit else "staff"]}


def _look_after(surface: ContactSurface, said: dict[str, Any], by: dict[str, Any]) -> None:
    """In touch so many days ago, again after so many months: some of that has passed."""
    care = db.session.scalars(select(SurfaceCare).where(SurfaceCare.surface_id == surface.id)).one()
    for days, months, filled, note in said.get("seen", ()):
        on = clock.today() - timedelta(days=days)
        follow_up(surface, care, on=on, months=months, filled=filled, note=note, **by)
        db.session.flush()
    for role, name in said.get("people", ()):
        address = f"{name.split()[0].lower()}@sykehus.example" if name else ""
        add_person(surface, by=by["by"], role=role, name=name, email=address, phone="")
