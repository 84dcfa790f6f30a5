"""Figures of a draft's goals are there for those who write it, and for nobody else."""

from datetime import date

from portal.extensions import db
from portal.goals.models import Plan
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of

HERE = "/o/hjertelag/goals/indicators"


def test_figures_of_a_draft_are_for_those_who_write_it(factory, organisation, actor, browser):
    plan, unit = factory.plan(organisation), factory.unit(organisation, "Nordlaget")
    _goal, by_units = factory.goal(organisation, plan, source="units")
    _goal, typed = factory.goal(organisation, plan)
    factory.measurement(organisation, typed, date(2026, 1, 31), 7)
    leader, staff = (browser(actor(organisation, *role)) for role in ((Role.UNIT_LEADER, unit), (Role.STAFF,)))
    pages = [f"{HERE}/{by_units}/units", f"{HERE}/{by_units}/units/{unit}", f"{HERE}/{typed}/records"]

    in_force = [leader.get(page).status_code for page in pages]
    with factory.working_as(scope_of(organisation.id)):
        db.session.get_one(Plan, (organisation.id, plan[0])).status = "draft"
        db.session.commit()

    assert in_force == [200, 200, 200]
    assert [leader.get(page).status_code for page in pages] == [404, 404, 404]
    assert [staff.get(page).status_code for page in pages] == [200, 200, 200]
