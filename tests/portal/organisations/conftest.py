"""Somebody who may invite, and what became of it."""

import pytest
from sqlalchemy import select

from portal.accounts.models import UserAccount
from portal.extensions import db
from portal.organisations.models import Access, Invitation
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.reading import letters_to, link_in

GUEST = "gry@example.org"


@pytest.fixture
def administrator(organisation, actor, browser):
    return browser(actor(organisation, Role.ADMINISTRATOR))


@pytest.fixture
def invite(administrator, factory, organisation):
    """Invite somebody, for the whole organisation unless a unit is named; the path in her letter."""
    whole = str(factory.root(organisation))

    def invited(email=GUEST, role=Role.VOLUNTEER, **typed):
        said = {"email": email, "role": role.value, "unit_id": whole, **typed}
        administrator.post("/o/hjertelag/access/invite", said)
        letters = letters_to(factory, email)
        return link_in(letters[-1]) if letters else None

    return invited


@pytest.fixture
def open_one(factory, organisation):
    """The path of the page about the one open invitation."""

    def found():
        with factory.working_as(scope_of(organisation.id)):
            row = db.session.scalars(select(Invitation).where(Invitation.closed_at.is_(None))).one()
        return f"/o/hjertelag/access/invitations/{row.id}"

    return found


@pytest.fixture
def roles(factory, organisation):
    """Who has which role: {address: [role]}."""

    def found():
        with factory.working_as(scope_of(organisation.id)):
            rows = db.session.execute(
                select(UserAccount.email, Access.role).join(Access, Access.user_id == UserAccount.id)
            )
            held = {}
            for email, role in rows:
                held.setdefault(email, []).append(role)
            return held

    return found
