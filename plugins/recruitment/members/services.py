"""Begin, change and end a membership. The figures that goals follow are measured anew by the worker."""

from datetime import date, timedelta
from uuid import UUID

from plugins.recruitment.members.death import end_with_death
from plugins.recruitment.members.models import Membership
from plugins.recruitment.members.queries import latest_membership
from plugins.recruitment.members.rules import check_change, check_death, check_end, check_start
from portal import clock
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _
from portal.jobs.services import ask_for
from portal.tenancy import current_organisation_id, uuid7


def begin_membership(
    person_id: UUID, *, kind: str, unit_id: UUID | None, starts_on: date, by: UUID | None
) -> Membership:
    """From this day on she is a member. Raises PortalError where she is one, or was until later."""
    check_start(starts_on, latest_membership(current_organisation_id(), person_id))
    made = _begin(person_id, kind, unit_id, starts_on, by)
    record("recruitment.member_joined", person_id, by=by, changes={"kind": kind, "on": starts_on, "unit": unit_id})
    ask_for("measure_metrics")
    return made


def _begin(person_id: UUID, kind: str, unit_id: UUID | None, starts_on: date, by: UUID | None) -> Membership:
    made = Membership(
        id=uuid7(),
        person_id=person_id,
        kind=kind,
        unit_id=unit_id,
        starts_on=starts_on,
        begun_by=by,
        begun_at=clock.now(),
    )
    db.session.add(made)
    return made


def change_membership(membership: Membership, *, kind: str, unit_id: UUID | None, on: date, by: UUID) -> Membership:
    """From this day on she is a member of another kind, or in another branch; what was stays in her history.

    Changed again on the same day, or into what she is already, the row itself changes: nobody was that for no day.
    Raises PortalError.
    """
    check_change(membership, on)
    changes = {"kind": [membership.kind, kind], "unit": [membership.unit_id, unit_id], "on": on}
    record("recruitment.member_changed", membership.person_id, by=by, changes=changes)
    ask_for("measure_metrics")
    if on == membership.starts_on or (membership.kind, membership.unit_id) == (kind, unit_id):
        changed(membership, kind=kind, unit_id=unit_id)
        return membership
    changed(membership, ends_on=on, ending="changed")
    return _begin(membership.person_id, kind, unit_id, on, by)


def end_membership(membership: Membership, *, ends_on: date, ending: str, by: UUID) -> None:
    """From this day on she is no member; said again, the day or the reason is corrected. Raises PortalError.

    Where she has died, all else that she was or agreed to ends, too.
    """
    check_end(membership, ends_on)
    last_day = ends_on - timedelta(days=1)
    if ending == "died":
        check_death(last_day)
    changes = changed(membership, ends_on=ends_on, ending=ending)
    record("recruitment.member_left", membership.person_id, by=by, changes=changes)
    if ending == "died":
        end_with_death(membership.person_id, last_day, by=by)
    ask_for("measure_metrics")


def take_back_end(membership: Membership, *, by: UUID) -> None:
    """She did not leave after all. Raises PortalError where she has joined anew since, or never left."""
    latest = latest_membership(membership.organisation_id, membership.person_id)
    if membership.ends_on is None or latest is None or latest.id != membership.id:
        raise PortalError(_("There is nothing to take back."))
    changes = changed(membership, ends_on=None, ending=None)
    record("recruitment.member_stayed", membership.person_id, by=by, changes=changes)
    ask_for("measure_metrics")
