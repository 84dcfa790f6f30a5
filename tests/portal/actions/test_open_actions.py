"""What still waits for somebody."""

from datetime import date

from portal import clock
from portal.actions.models import ActionPick
from portal.actions.queries import open_actions
from portal.extensions import db
from portal.goals.models import Plan
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of

HER = uuid7()


def titles(work, **more):
    with work.factory.working_as(scope_of(work.organisation.id)):
        asked = {"user_id": HER, "unit_ids": [work.north], "limit": 10, **more}
        return [row.title for row in open_actions(work.organisation.id, **asked)]


def test_her_own_and_her_units_come_with_the_nearest_end_first(work):
    work.action("Uten slutt", unit_id=work.north)
    work.action("Senere", unit_id=work.north, ends_on=date(2028, 1, 1))
    work.action("Hennes", user_id=HER, ends_on=date(2027, 1, 1))

    assert titles(work) == ["Hennes", "Senere", "Uten slutt"]
    assert titles(work, limit=1) == ["Hennes"]


def test_what_is_over_is_others_or_stands_in_no_plan_in_force_is_left_out(work):
    work.action("Sørs", unit_id=work.south)
    work.action("Ferdig", unit_id=work.north, status="done")
    work.action("I et utkast", user_id=HER)
    with work.factory.working_as(scope_of(work.organisation.id)):
        db.session.get_one(Plan, (work.organisation.id, work.plan[0])).status = "draft"
        db.session.commit()
    assert titles(work) == []


def test_of_the_catalogue_only_what_the_unit_picked_waits_for_it(work):
    picked, left, _unanswered = (work.action(t, in_catalogue=True) for t in ("Valgt", "Latt være", "Ikke svart"))
    with work.factory.working_as(scope_of(work.organisation.id)):
        for action_id, status in ((picked, "started"), (left, "left")):
            db.session.add(ActionPick(action_id=action_id, unit_id=work.north, status=status, answered_at=clock.now()))
        db.session.commit()
    assert titles(work) == ["Valgt"]


def test_another_organisations_are_left_out(work, factory, other_organisation):
    factory.action(other_organisation, factory.plan(other_organisation), "Deres", user_id=HER)
    work.action("Vårt", user_id=HER)
    assert titles(work) == ["Vårt"]
