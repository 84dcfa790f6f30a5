"""A branch with a link, somebody without an account, and what is stored."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from portal import clock
from portal.activities.models import Activity
from portal.extensions import db
from portal.shared_links.models import RegistrationLink
from portal.shared_links.services import make_link
from portal.tenancy.scope import organisation as scope_of


@dataclass(frozen=True)
class Link:
    id: UUID
    #: of the form that it opens
    path: str


@pytest.fixture
def agder(factory, organisation):
    return factory.unit(organisation, "Agder")


@pytest.fixture
def link_for(factory) -> Callable[..., Link]:
    """`link_for(organisation, unit_id, allowance=2)`"""

    def make(organisation: Any, unit_id: UUID, **values: Any) -> Link:
        with factory.working_as(scope_of(organisation.id)):
            said = {
                "activity_type": "core.meeting", "label": "Åpen dag", "allowance": 50,
                "until": clock.today() + timedelta(days=30), "by": None, **values,
            }  # fmt: skip
            made = make_link(unit_id=unit_id, **said)
            db.session.commit()
            return Link(made.id, f"/p/{organisation.slug}/r/{made.token}")

    return make


@pytest.fixture
def link(link_for, organisation, agder) -> Link:
    return link_for(organisation, agder)


@pytest.fixture
def rows(factory, organisation):
    """What is registered in the organisation, in the order in which it came."""

    def found() -> list[Activity]:
        with factory.working_as(scope_of(organisation.id)):
            return list(db.session.scalars(select(Activity).order_by(Activity.id)))

    return found


@pytest.fixture
def stored_link(factory, organisation):
    def found(link: Link) -> RegistrationLink:
        with factory.working_as(scope_of(organisation.id)):
            row = db.session.get(RegistrationLink, (organisation.id, link.id))
            assert row is not None
            return row

    return found
