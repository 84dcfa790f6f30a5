"""Data for tests, made through the services that users go through."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from flask import Flask

from portal import clock
from portal.accounts.services import create_account
from portal.activities.services import register_activity
from portal.extensions import db
from portal.goals.models import Action, FocusArea, Goal, Indicator, Measurement, Milestone, Plan
from portal.organisations.accesses import give_access
from portal.organisations.models import Organisation
from portal.organisations.queries import setup_now
from portal.organisations.services import add_unit, create_organisation, switch_on
from portal.organisations.setup import Setup
from portal.organisations.viewer import Place, Viewer
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import NOBODY, Scope
from portal.tenancy.scope import organisation as scope_of
from portal.work import working_as
from tests.actors import PASSWORD, Actor


class Factory:
    """Each method is one piece of work, committed."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.numbers = count(1)

    @contextmanager
    def working_as(self, scope: Scope) -> Iterator[None]:
        """An app context for just this piece, so that no request of the test shares it."""
        with self.app.app_context(), working_as(scope):
            yield

    def organisation(self, slug: str, name: str = "", *, country: str = "NO", language: str = "nb") -> Organisation:
        with self.working_as(NOBODY):
            made = create_organisation(
                slug=slug, name=name or slug, country=country, language=language, by=None
            )
            db.session.commit()
            return made

    def set_status(self, organisation: Organisation, status: str) -> None:
        """`active` or `suspended`."""
        with self.working_as(NOBODY):
            db.session.get_one(Organisation, organisation.id).status = status
            db.session.commit()

    def setup(self, organisation: Organisation) -> Setup:
        with self.working_as(scope_of(organisation.id)):
            return setup_now(organisation.id)

    def root(self, organisation: Organisation) -> UUID:
        return self.setup(organisation).root.id

    def unit(
        self, organisation: Organisation, name: str, *, kind: str = "branch", parent_id: UUID | None = None
    ) -> UUID:
        parent = parent_id or self.root(organisation)
        with self.working_as(scope_of(organisation.id)):
            made = add_unit(parent_id=parent, name=name, kind=kind, by=None)
            db.session.commit()
            return made.id

    def actor(self, organisation: Organisation, role: Role, unit_id: UUID | None = None) -> Actor:
        email = f"{role.value}{next(self.numbers)}@{organisation.slug}.example"
        where = unit_id or self.root(organisation)
        with self.working_as(scope_of(organisation.id)):
            made = give_access(email, f"{role.value.title()} {organisation.slug}", role, where, password=PASSWORD)
            db.session.commit()
            return Actor(made.id, email, organisation.slug)

    def person(self, email: str = "", *, operator: bool = False) -> Actor:
        """Somebody without access anywhere."""
        with self.working_as(NOBODY):
            made = create_account(email or f"person{next(self.numbers)}@example.org", "Person", password=PASSWORD)
            made.is_operator = operator
            db.session.commit()
            return Actor(made.id, made.email)

    def viewer(self, organisation: Organisation, role: Role, unit_id: UUID | None = None) -> Viewer:
        """A viewer for rules, without a request."""
        setup = self.setup(organisation)
        place = Place(
            organisation.id, organisation.slug, organisation.name, organisation.language,
            organisation.country, organisation.timezone, "active", organisation.setup_version,
        )  # fmt: skip
        where = unit_id or setup.root.id
        return Viewer("", uuid7(), "Viewer", "viewer@example.org", None, False, place, ((role, where),))

    def plugin(self, organisation: Organisation, name: str) -> None:
        with self.working_as(scope_of(organisation.id)):
            switch_on(organisation.id, name, by=None)
            db.session.commit()

    def activity(self, organisation: Organisation, **values: Any) -> UUID:
        root = self.root(organisation)
        with self.working_as(scope_of(organisation.id)):
            said = {
                "activity_type": "core.meeting", "unit_id": root, "on_date": clock.today(),
                "numbers": {"participants": 8}, "note": "", "by": None, **values,
            }  # fmt: skip
            made = register_activity(**said)
            db.session.commit()
            return made.id

    def plan(self, organisation: Organisation, title: str = "Plan", **values: Any) -> tuple[UUID, UUID]:
        """A plan in force with one focus area: (plan, area)."""
        with self.working_as(scope_of(organisation.id)):
            plan = Plan(
                id=uuid7(), title=title, starts_on=date(2026, 1, 1), ends_on=date(2028, 12, 31), status="adopted",
                values=[], **values,
            )  # fmt: skip
            area = FocusArea(id=uuid7(), plan_id=plan.id, position=1, number="1", title=f"{title}: area")
            db.session.add(plan)
            db.session.flush()
            db.session.add(area)
            db.session.commit()
            return plan.id, area.id

    def goal(
        self, organisation: Organisation, plan: tuple[UUID, UUID], title: str = "Goal", *,
        parent_id: UUID | None = None, **indicator: Any,
    ) -> tuple[UUID, UUID]:
        """A goal with an indicator: (goal, indicator). `milestones` is [(date, value)]."""
        milestones = indicator.pop("milestones", [(date(2028, 12, 31), Decimal(100))])
        with self.working_as(scope_of(organisation.id)):
            goal = Goal(
                id=uuid7(), plan_id=plan[0], focus_area_id=plan[1], position=next(self.numbers), title=title,
                on_start_page=True, parent_id=parent_id,
            )  # fmt: skip
            db.session.add(goal)
            db.session.commit()
        return goal.id, self.indicator(organisation, goal.id, milestones=milestones, **{"name": title, **indicator})

    def indicator(self, organisation: Organisation, goal_id: UUID, **indicator: Any) -> UUID:
        milestones = indicator.pop("milestones", [])
        with self.working_as(scope_of(organisation.id)):
            said = {"kind": "level", "source": "typed", "activity_types": [], "name": "", **indicator}
            row = Indicator(id=uuid7(), goal_id=goal_id, unit_one="member", unit_many="members", **said)
            db.session.add(row)
            db.session.flush()
            db.session.add_all(Milestone(indicator_id=row.id, on_date=on, value=value) for on, value in milestones)
            db.session.commit()
            return row.id

    def measurement(self, organisation: Organisation, indicator_id: UUID, on: date, value: int, note: str = "") -> UUID:
        with self.working_as(scope_of(organisation.id)):
            row = Measurement(
                id=uuid7(), indicator_id=indicator_id, on_date=on, value=Decimal(value), note=note,
                measured_at=clock.now(),
            )  # fmt: skip
            db.session.add(row)
            db.session.commit()
            return row.id

    def action(self, organisation: Organisation, plan: tuple[UUID, UUID], title: str, **values: Any) -> UUID:
        with self.working_as(scope_of(organisation.id)):
            row = Action(
                id=uuid7(), plan_id=plan[0], focus_area_id=plan[1], position=next(self.numbers), title=title, **values
            )  # fmt: skip
            db.session.add(row)
            db.session.commit()
            return row.id
