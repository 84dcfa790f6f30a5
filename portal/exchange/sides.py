"""The other side of a connection, inside the same transaction. The one place that changes the scope within one."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import select

from portal.audit.services import sent_form
from portal.exchange.models import Partner
from portal.extensions import db
from portal.tenancy import act_as, current_organisation_id
from portal.tenancy.scope import current_scope, organisation


@contextmanager
def inside_of(organisation_id: UUID) -> Iterator[None]:
    """The walls let through this organisation instead. The form at hand is the sender's: its key stays at home.

    What was loaded before is forgotten by the session: take ids and values along, and read rows again afterwards.
    """
    home, form = current_scope(), sent_form.get()
    if organisation_id == home.organisation_id:
        yield
        return
    session = db.session()
    entry = form.entry if form and form.entry and form.entry in session else None
    sent_form.set(None)
    act_as(session, organisation(organisation_id))
    try:
        yield
        session.flush()
    except BaseException:
        session.rollback()  # nothing half-written is left for the scope that comes back
        raise
    finally:
        act_as(session, home)
        sent_form.set(form)
    if entry is not None:
        session.add(entry)  # where the form led is still to be written on it


def lock_both(connection_id: UUID, other_id: UUID) -> None:
    """Both ends of a connection, in the order of the organisations' ids, so that two who write at once never wait for
    each other. Comes before anything that the transaction writes.
    """
    for organisation_id in sorted((current_organisation_id(), other_id)):
        with inside_of(organisation_id):
            db.session.execute(
                select(Partner.id)
                .where(Partner.organisation_id == organisation_id, Partner.id == connection_id)
                .with_for_update()
            )
