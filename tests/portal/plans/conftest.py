"""Somebody who writes plans, and the address of one."""

from uuid import UUID

import pytest

from portal.plugin_api import Role


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


@pytest.fixture
def reader(organisation, actor, browser):
    return browser(actor(organisation, Role.READER))


@pytest.fixture
def plan(factory, organisation) -> tuple[UUID, UUID]:
    """A plan in force and its area."""
    return factory.plan(organisation)


@pytest.fixture
def house() -> str:
    return "/o/hjertelag/plans"
