"""Make, change and close a link; take in what is sent through it; say yes to what waits."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, update

from portal import clock
from portal.activities.contacts.services import take_in
from portal.activities.contacts.typed import Contacts
from portal.activities.models import Activity
from portal.activities.services import Cell, cells_of, move_counters, register_activity
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _
from portal.shared_links.models import RegistrationLink
from portal.shared_links.rules import check_until, end_of, new_token
from portal.tenancy import current_organisation_id, uuid7


def make_link(
    *, unit_id: UUID, activity_type: str, label: str, allowance: int, until: date, by: UUID | None
) -> RegistrationLink:
    """Open from now until the end of that day, for so many. Raises PortalError for a day that cannot be."""
    check_until(until)
    link = RegistrationLink(
        id=uuid7(),
        unit_id=unit_id,
        activity_type=activity_type,
        label=label.strip(),
        token=new_token(),
        allowance=allowance,
        used=0,
        expires_at=end_of(until),
        created_by=by,
        created_at=clock.now(),
    )
    db.session.add(link)
    record("shared_link.made", link.id, by=by, changes={"label": link.label, "allowance": allowance, "until": until})
    return link


def change_link(link: RegistrationLink, *, label: str, allowance: int, until: date, by: UUID) -> None:
    """Another name, allowance or last day. Raises PortalError."""
    if until != link.until:
        check_until(until)
    if allowance < link.used:
        sentence = _("%(n)s have registered already. To take no more, close the link.", n=link.used)
        raise PortalError(sentence, "allowance")
    changes = changed(link, label=label.strip(), allowance=allowance, expires_at=end_of(until))
    record("shared_link.changed", link.id, by=by, changes=changes)


def close_link(link: RegistrationLink, *, by: UUID) -> None:
    """From now on it takes nothing in. Raises PortalError where it is closed already."""
    if link.closed_at:
        raise PortalError(_("This link is closed already."))
    record("shared_link.closed", link.id, by=by, changes=changed(link, closed_at=clock.now()))


def send_in(
    link: RegistrationLink, *, type_is_open: bool, registered_as: str, contacts: Contacts | None = None, **said: Any
) -> Activity:
    """Somebody without an account registered: it waits to be looked through, and so does who wants to be called back.

    Raises PortalError where the link is not open, or for a day that cannot be.
    """
    activity = register_activity(
        activity_type=link.activity_type,
        unit_id=link.unit_id,
        status="waiting",
        link_id=link.id,
        registered_as=registered_as.strip(),
        by=None,
        contacts=replace(contacts or Contacts(), event=link.label),
        **said,
    )
    db.session.flush()
    if not (type_is_open and _take_place(link)):
        raise PortalError(
            _("This link takes no more registrations, so yours was not saved. Tell whoever gave it to you.")
        )
    return activity


def _take_place(link: RegistrationLink) -> bool:
    """One of the places that are left, in one statement: however many send at once, no more get through.

    It comes last, because who sends through the same link waits for it until the commit.
    """
    taken = db.session.execute(
        update(RegistrationLink)
        .where(
            RegistrationLink.organisation_id == link.organisation_id,
            RegistrationLink.id == link.id,
            RegistrationLink.used < RegistrationLink.allowance,
            RegistrationLink.closed_at.is_(None),
            RegistrationLink.expires_at > clock.now(),
        )
        .values(used=RegistrationLink.used + 1)
        .execution_options(synchronize_session=False)
    )
    return bool(taken.rowcount)  # type: ignore[attr-defined]  # of a statement that writes


def count_waiting(activity_ids: Collection[UUID], *, units: Collection[UUID], by: UUID) -> int:
    """Yes to these, as far as they wait in these units: from now on they are held, and counted. Returns how many.

    In one statement, so that two who press at once count each of them once.
    Raises PortalError where none of them waits any more.
    """
    found = db.session.scalars(
        update(Activity)
        .where(*_these(activity_ids, units))
        .values(status="held", version=Activity.version + 1)
        .returning(Activity)
        .execution_options(synchronize_session=False, populate_existing=True)
    ).all()
    if not found:
        raise _looked_through()
    cells: Counter[Cell] = Counter()
    for activity in sorted(found, key=lambda one: one.id):
        record(
            "activity.counted", activity.id, by=by, changes={"status": ["waiting", "held"], "link": activity.link_id}
        )
        cells.update(cells_of(activity))
    take_in(found, by=by)
    move_counters(cells)
    return len(found)


def remove_waiting(activity_ids: Collection[UUID], *, units: Collection[UUID], by: UUID) -> int:
    """No to these, as far as they wait in these units. Returns how many. Raises PortalError where none of them does."""
    found = db.session.execute(
        delete(Activity)
        .where(*_these(activity_ids, units))
        .returning(Activity.id, Activity.activity_type, Activity.on_date, Activity.link_id)
        .execution_options(synchronize_session=False)
    ).all()
    if not found:
        raise _looked_through()
    for gone in sorted(found):
        changes = {"type": gone.activity_type, "on": gone.on_date, "link": gone.link_id}
        record("activity.removed", gone.id, by=by, changes=changes)
    return len(found)


def _these(activity_ids: Collection[UUID], units: Collection[UUID]) -> tuple[ColumnElement[bool], ...]:
    """Those of them that wait, in these units."""
    return (
        Activity.organisation_id == current_organisation_id(),
        Activity.id.in_(activity_ids),
        Activity.status == "waiting",
        Activity.unit_id.in_(units),
    )


def _looked_through() -> PortalError:
    return PortalError(_("Somebody else has looked through these already."))
