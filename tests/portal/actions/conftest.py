"""An organisation with a plan, two units, and somebody who leads one of them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from portal.extensions import db
from portal.goals.models import Action
from portal.organisations.models import Organisation
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.actors import Browser
from tests.factories import Factory

HERE = "/o/hjertelag/actions/"


@dataclass
class Work:
    """What tests of actions stand on."""

    factory: Factory
    organisation: Organisation
    plan: tuple[UUID, UUID]
    north: UUID
    south: UUID

    def action(self, title: str, **values: Any) -> UUID:
        return self.factory.action(self.organisation, self.plan, title, **values)

    def stored(self, action_id: UUID) -> Action:
        with self.factory.working_as(scope_of(self.organisation.id)):
            return db.session.get_one(Action, (self.organisation.id, action_id))

    def rows(self, model: Any) -> list[Any]:
        with self.factory.working_as(scope_of(self.organisation.id)):
            return list(db.session.scalars(db.select(model).where(model.organisation_id == self.organisation.id)))


@pytest.fixture
def work(factory: Factory, organisation: Organisation) -> Work:
    north, south = (factory.unit(organisation, name) for name in ("Nordlaget", "Sørlaget"))
    return Work(factory, organisation, factory.plan(organisation), north, south)


@pytest.fixture
def staff(actor, browser, organisation) -> Browser:
    return browser(actor(organisation, Role.STAFF))


@pytest.fixture
def leader(actor, browser, organisation, work) -> Browser:
    """Of Nordlaget."""
    return browser(actor(organisation, Role.UNIT_LEADER, work.north))
