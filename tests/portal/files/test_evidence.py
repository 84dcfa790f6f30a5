"""Evidence is seen by whoever sees the goal, and goes with what it proved. # row R5"""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from portal import clock
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.queries import files_of
from portal.goals.models import Plan, StatusReport
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.factories import Factory
from tests.portal.files.keeping import PDF, kept, signed_in

TODAY = date(2026, 1, 31)
NEXT = {"title": "Neste", "starts_on": "2029-01-01", "ends_on": "2031-12-31"}
REMOVALS = ["goals/{goal}", "areas/{area}", "indicators/{indicator}"]


@pytest.mark.parametrize("what", REMOVALS)
def test_removing_what_was_measured_takes_its_files_along(app, factory, organisation, what):
    plan = factory.plan(organisation)
    goal, indicator = factory.goal(organisation, plan)
    other = factory.measurement(organisation, factory.goal(organisation, factory.plan(organisation))[1], TODAY, 1)
    measurement = factory.measurement(organisation, indicator, TODAY, 7)
    gone, stays = kept(factory, organisation, measurement), kept(factory, organisation, other)
    staff = signed_in(app, factory, organisation, Role.STAFF)
    path = what.format(goal=goal, area=plan[1], indicator=indicator)

    staff.post(f"/o/{organisation.slug}/plans/{path}/remove", {"sure": "y"})

    found = [staff.get(f"/o/{organisation.slug}/files/{one}").status_code for one in (gone, stays)]
    assert found == [404, 200]
    with factory.working_as(scope_of(organisation.id)):
        assert files_of(organisation.id, ["measurement"], [measurement]) == []


@pytest.mark.parametrize("kind", ["measurement", "status_report"])
def test_evidence_of_a_draft_is_for_those_who_write_it(app, factory, organisation, kind):
    plan = factory.plan(organisation)
    _goal, indicator = factory.goal(organisation, plan)
    owner = proved(factory, organisation, kind, indicator)
    file = kept(factory, organisation, owner, kind=kind)
    browsers = [signed_in(app, factory, organisation, role) for role in (Role.READER, Role.UNIT_LEADER, Role.STAFF)]
    address = f"/o/{organisation.slug}/files/{file}"

    in_force = [browser.get(address).status_code for browser in browsers]
    drafted(factory, organisation, plan[0])

    assert in_force == [200, 200, 200]
    assert [browser.get(address).status_code for browser in browsers] == [404, 404, 200]


def proved(factory: Factory, organisation: Any, kind: str, indicator: Any) -> Any:
    """The id of something that can have evidence."""
    if kind == "measurement":
        return factory.measurement(organisation, indicator, TODAY, 7)
    with factory.working_as(scope_of(organisation.id)):
        said = {"on_date": TODAY, "state": "on_track", "text": "Vi venter.", "reported_at": clock.now()}
        row = StatusReport(id=uuid7(), indicator_id=indicator, **said)
        db.session.add(row)
        db.session.commit()
        return row.id


def drafted(factory: Factory, organisation: Any, plan_id: Any) -> None:
    with factory.working_as(scope_of(organisation.id)):
        db.session.get_one(Plan, (organisation.id, plan_id)).status = "draft"
        db.session.commit()


def test_a_file_of_a_record_that_is_gone_is_not_opened(app, factory, organisation):
    file = kept(factory, organisation, uuid7())
    reader = signed_in(app, factory, organisation, Role.READER)
    assert reader.get(f"/o/{organisation.slug}/files/{file}").status_code == 404


def test_evidence_goes_on_with_what_it_proves_into_the_next_plan(app, factory, organisation):
    plan = factory.plan(organisation)
    goal, indicator = factory.goal(organisation, plan)
    old = kept(factory, organisation, factory.measurement(organisation, indicator, TODAY, 7))
    staff = signed_in(app, factory, organisation, Role.STAFF)
    path = f"/o/{organisation.slug}/plans/{plan[0]}/follow"
    made = staff.post(path, {**NEXT, "area_0": [str(plan[1]), str(goal)]}).location.removesuffix("/edit")

    with factory.working_as(scope_of(organisation.id)):
        carried = db.session.scalars(select(StoredFile.id).where(StoredFile.id != old)).one()
    staff.post(f"/o/{organisation.slug}/plans/goals/{goal}/remove", {"sure": "y"})

    assert made != path
    assert staff.get(f"/o/{organisation.slug}/files/{carried}").data == PDF, (
        "the old goal's removal leaves the new one's"
    )
    assert (
        signed_in(app, factory, organisation, Role.READER).get(f"/o/{organisation.slug}/files/{carried}").status_code
        == 404
    ), "it is a draft"


@pytest.mark.parametrize(("kind", "page"), [("measurement", "measurements"), ("status_report", "reports")])
def test_the_form_lists_its_own_records_files_with_the_oldest_first(app, factory, organisation, kind, page):
    plan = factory.plan(organisation)
    owner, beside = (proved(factory, organisation, kind, factory.goal(organisation, plan)[1]) for _record in range(2))
    for name in ("Første.pdf", "Andre.pdf"):
        kept(factory, organisation, owner, kind=kind, name=name)
    kept(factory, organisation, beside, kind=kind, name="Naboens.pdf")
    kept(factory, organisation, owner, kind="action_result", name="Et annet slags.pdf")

    staff = signed_in(app, factory, organisation, Role.STAFF)
    text = staff.get(f"/o/{organisation.slug}/goals/{page}/{owner}").text

    assert 0 < text.index("Første.pdf") < text.index("Andre.pdf")
    assert "Naboens.pdf" not in text
    assert "Et annet slags.pdf" not in text
