"""The Heart association offers a goal to the Lung association, with which it is connected."""

import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from portal import clock
from portal.exchange.models import Partner
from portal.extensions import db
from portal.messages.models import Message
from portal.plugin_api import Role
from portal.shared_goals.models import SharedGoal
from portal.shared_goals.queries import measured_goal
from portal.shared_goals.services import answer_goal, offer_goal
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.letter_kinds import connect


@pytest.fixture
def connection(factory: Any, organisation: Any, other_organisation: Any) -> UUID:
    return connect(factory, organisation, other_organisation)


@pytest.fixture
def plan(factory: Any, organisation: Any) -> Any:
    return factory.plan(organisation)


@pytest.fixture
def goal(factory: Any, organisation: Any, plan: Any) -> tuple[UUID, UUID]:
    """(goal, indicator) of the owner."""
    stops = [(date(2026, 12, 31), Decimal(50)), (date(2028, 12, 31), Decimal(100))]
    return factory.goal(organisation, plan, "Flere turgrupper", milestones=stops)


@pytest.fixture
def offered(factory: Any, organisation: Any, goal: Any, connection: UUID) -> UUID:
    with factory.working_as(scope_of(organisation.id)):
        made = offer_goal(
            measured_goal(organisation.id, goal[1]), connection, title="Flere turgrupper", text="",
            shown={date(2026, 12, 31)}, counts_people=True, by=None,
        )  # fmt: skip
        db.session.commit()
        return made


@pytest.fixture
def accepted(factory: Any, other_organisation: Any, offered: UUID, connection: UUID) -> UUID:
    with factory.working_as(scope_of(other_organisation.id)):
        answer_goal(offered, connection, accepts=True, by=None)
        db.session.commit()
    return offered


@pytest.fixture
def rows(factory: Any) -> Any:
    """`rows(organisation, Model)`: what stands there."""

    def read(organisation: Any, model: Any = SharedGoal) -> list[Any]:
        with factory.working_as(scope_of(organisation.id)):
            return list(db.session.scalars(select(model).where(model.organisation_id == organisation.id)))

    return read


@pytest.fixture
def outsider(factory, organisation):
    """A partner without an account: its connection."""
    with factory.working_as(scope_of(organisation.id)):
        said = {"name": "Fjord kommune", "email": "post@fjord.example", "status": "accepted", "is_ours": True}
        made = Partner(id=uuid7(), asked_at=clock.now(), **said)
        db.session.add(made)
        db.session.commit()
        return made.id


@pytest.fixture
def its_link(browser, actor, organisation, goal, outsider, rows):
    """Where it answers the goal that it is offered."""
    browser(actor(organisation, Role.STAFF)).post(f"/o/hjertelag/shared-goals/offer/{goal[1]}")
    [letter] = rows(organisation, Message)
    return re.search(r"(/p/hjertelag/l/\S+)", letter.text)[1]
