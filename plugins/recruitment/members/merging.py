"""Two rows of one member become one: she is a member once."""

from uuid import UUID

from sqlalchemy import select

from plugins.recruitment.members.models import Membership
from portal.audit.services import changed, record
from portal.extensions import db


def settle_memberships(organisation_id: UUID, keep_id: UUID, other_id: UUID, *, by: UUID | None) -> None:
    """Of two memberships that run, the earlier leads over into the later, as if she had changed; said twice, the later
    never was."""
    running = (
        select(Membership)
        .where(Membership.organisation_id == organisation_id, Membership.person_id.in_((keep_id, other_id)))
        .where(Membership.ends_on.is_(None))
        .order_by(Membership.starts_on, Membership.id)
    )
    two = list(db.session.scalars(running))
    if len(two) < 2:
        return
    first, second = two
    is_same = (first.kind, first.unit_id) == (second.kind, second.unit_id)
    changes = changed(second if is_same else first, ends_on=second.starts_on, ending="changed")
    record("recruitment.member_changed", keep_id, by=by, changes=changes)
