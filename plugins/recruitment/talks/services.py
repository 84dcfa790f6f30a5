"""Write down who is elected and who is trained."""

from datetime import date
from typing import Any
from uuid import UUID

from plugins.recruitment.talks.models import Officer
from portal import clock
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _
from portal.organisations.viewer import Viewer
from portal.people.queries import people_at
from portal.people.rules import email_key_of, may_see
from portal.tenancy import uuid7


def person_at(viewer: Viewer, email: str) -> UUID:
    """Whoever has this address in the register. Raises PortalError for nobody, for several, and for somebody whom the
    viewer may not see: all three in the same words."""
    found = people_at(viewer.here.id, email_key_of(email))
    if len(found) != 1 or not may_see(viewer, found[0].unit_id):
        sentence = _("One person in the register must have this address. Write her down under People first.")
        raise PortalError(sentence, "email")
    return UUID(str(found[0].id))


def elect(person_id: UUID, *, by: UUID | None, since: date, **said: Any) -> Officer:
    _check(since, said.get("until"), said.get("trained_on"))
    made = Officer(id=uuid7(), person_id=person_id, since=since, **said)
    db.session.add(made)
    record("recruitment.officer_added", made.id, by=by, changes={"office": said["office"]})
    return made


def change_officer(officer: Officer, *, by: UUID | None, **said: Any) -> None:
    _check(said["since"], said["until"], said["trained_on"])
    record("recruitment.officer_changed", officer.id, by=by, changes=changed(officer, **said))


def _check(since: date, until: date | None, trained_on: date | None) -> None:
    """Raises PortalError for days in the wrong order, and for a training that is still to come."""
    if until and until < since:
        raise PortalError(_("The last day comes before the first. Please check both."), "until")
    if trained_on and trained_on > clock.today():
        raise PortalError(_("This day has not come yet."), "trained_on")
