"""Look after contact surfaces. Their names are the core's to keep."""

from datetime import date
from typing import Any
from uuid import UUID

from plugins.recruitment.rules import SEE_SURFACES
from plugins.recruitment.surfaces.models import SurfaceCare, SurfacePerson, SurfaceVisit
from plugins.recruitment.surfaces.rules import check_day, next_time
from portal import clock
from portal.actions.services import change_surface, make_surface
from portal.audit.services import changed, record
from portal.calendar.services import drop_due, set_due
from portal.extensions import db
from portal.i18n import _, use_language
from portal.organisations.models import ContactSurface
from portal.organisations.viewer import Viewer
from portal.people.queries import people_at
from portal.people.rules import email_key_of, folded, may_see
from portal.tenancy import uuid7

#: what stands in the calendar: when to be in touch again
SOURCE = "recruitment.surface"


def begin_surface(organisation_id: UUID, name: str, *, by: UUID, language: str, **said: Any) -> ContactSurface:
    """Raises PortalError where there is one of this name."""
    made = make_surface(organisation_id, name, by=by)
    db.session.flush()
    keep_care(made, None, by=by, language=language, **said)
    return made


def keep_surface(
    surface: ContactSurface, care: SurfaceCare | None, *, name: str, closed: bool, by: UUID, language: str, **said: Any
) -> None:
    """Its name and how it is looked after. Raises PortalError where another one bears the name."""
    if (name, closed) != (surface.name, surface.closed):
        change_surface(surface, name=name, closed=closed, by=by)
    keep_care(surface, care, by=by, language=language, **said)


def keep_care(surface: ContactSurface, care: SurfaceCare | None, *, by: UUID, language: str, **said: Any) -> None:
    found = care or _begin(surface)
    was_due = found.next_on is not None
    said["words"] = folded(f"{surface.name} {said['place']}")[:400]
    record("recruitment.surface_kept", surface.id, by=by, changes=changed(found, **said))
    if was_due or found.next_on:
        _say_due(surface, found, language)


def _begin(surface: ContactSurface) -> SurfaceCare:
    made = SurfaceCare(
        id=uuid7(), surface_id=surface.id, kind="other", months=3, place="", web="", material="", note="",
        words=folded(surface.name)[:400],
    )  # fmt: skip
    db.session.add(made)
    return made


def _say_due(surface: ContactSurface, care: SurfaceCare, language: str) -> None:
    """It stands in the calendar in the association's language, as long as the surface is in use."""
    if care.next_on is None or surface.closed:
        drop_due(SOURCE, surface.id)
        return
    with use_language(language):
        title = _("Be in touch again: %(name)s", name=surface.name)
    set_due(
        SOURCE, surface.id, on=care.next_on, title=title, endpoint="recruitment_surfaces.show",
        arguments={"surface_id": surface.id}, right=SEE_SURFACES, unit_id=care.unit_id, user_id=care.user_id,
    )  # fmt: skip


def follow_up(
    surface: ContactSurface, care: SurfaceCare | None, *, on: date, months: int, filled: bool, note: str, by: UUID,
    language: str,
) -> None:  # fmt: skip
    """Somebody was in touch that day; the next time is so many months later. Raises PortalError for a day to come."""
    check_day(on)
    found = care or _begin(surface)
    db.session.add(
        SurfaceVisit(
            id=uuid7(), surface_id=surface.id, on_date=on, filled=filled, note=note, written_by=by,
            written_at=clock.now(),
        )
    )  # fmt: skip
    said: dict[str, Any] = {"seen_on": _later(found.seen_on, on), "next_on": next_time(on, months)}
    if months:
        said["months"] = months
    if filled:
        said["filled_on"] = _later(found.filled_on, on)
    record("recruitment.surface_followed_up", surface.id, by=by, changes=changed(found, **said))
    _say_due(surface, found, language)


def _later(before: date | None, on: date) -> date:
    return max(before, on) if before else on


def add_person(surface: ContactSurface, *, by: UUID, **said: Any) -> SurfacePerson:
    """Somebody in charge there: `said` as `of_register` leaves it."""
    made = SurfacePerson(id=uuid7(), surface_id=surface.id, **said)
    db.session.add(made)
    record("recruitment.surface_person_added", surface.id, by=by, changes={"role": said["role"]})
    return made


def change_person(person: SurfacePerson, *, by: UUID, **said: Any) -> None:
    """`said` as `of_register` leaves it."""
    record("recruitment.surface_person_changed", person.surface_id, by=by, changes={"role": said["role"]})
    changed(person, **said)


def remove_person(person: SurfacePerson, *, by: UUID) -> None:
    record("recruitment.surface_person_removed", person.surface_id, by=by, changes={"role": person.role})
    db.session.delete(person)


def of_register(viewer: Viewer, said: dict[str, Any]) -> dict[str, Any]:
    """With an address that one person of the register has, her row points there and holds no copy.

    Whom the viewer may not see is taken for somebody unknown: what was typed is kept, and nothing is told.
    """
    found = people_at(viewer.here.id, email_key_of(said["email"])) if said["email"] else []
    if len(found) != 1 or not may_see(viewer, found[0].unit_id):
        return {**said, "person_id": None}
    return {"person_id": found[0].id, "role": said["role"], "name": "", "email": "", "phone": ""}
