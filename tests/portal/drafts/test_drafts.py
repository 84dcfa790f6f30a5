"""What was read in waits for a yes, and not for ever."""

from datetime import timedelta

from sqlalchemy import select

from portal import clock
from portal.audit.models import AuditEntry
from portal.drafts.models import Draft
from portal.drafts.queries import draft, drafts_of
from portal.drafts.services import correct_draft, drop_draft, forget_old_drafts, keep_draft
from portal.extensions import db
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of


def _kept(factory, organisation, title: str, days_ago: int = 0):
    with factory.working_as(scope_of(organisation.id)), clock.stopped_at(clock.now() - timedelta(days=days_ago)):
        made = keep_draft("plan", title, {"lines": []}, by=uuid7())
        db.session.commit()
        return made.id


def test_the_newest_draft_stands_first_and_other_kinds_and_organisations_are_left_out(
    factory, organisation, other_organisation
):
    _kept(factory, organisation, "Eldst", days_ago=2)
    _kept(factory, organisation, "Nyest")
    foreign = _kept(factory, other_organisation, "Deres")

    with factory.working_as(scope_of(organisation.id)):
        assert [row.title for row in drafts_of(organisation.id, "plan")] == ["Nyest", "Eldst"]
        assert drafts_of(organisation.id, "matrix") == []
        assert draft(organisation.id, foreign, "plan") is None


def test_a_draft_of_another_kind_is_not_found(factory, organisation):
    kept = _kept(factory, organisation, "Plan")

    with factory.working_as(scope_of(organisation.id)):
        assert draft(organisation.id, kept, "matrix") is None


def test_drafts_are_forgotten_after_30_days_here_and_nowhere_else(factory, organisation, other_organisation):
    old = _kept(factory, organisation, "Gammelt", days_ago=31)
    young = _kept(factory, organisation, "Ungt", days_ago=29)
    foreign = _kept(factory, other_organisation, "Deres", days_ago=31)

    with factory.working_as(scope_of(organisation.id)):
        forget_old_drafts(organisation.id)
        db.session.commit()
        assert [db.session.get(Draft, (organisation.id, key)) is None for key in (old, young)] == [True, False]
    with factory.working_as(scope_of(other_organisation.id)):
        assert db.session.get(Draft, (other_organisation.id, foreign))


def test_every_change_leaves_an_entry_and_none_of_them_tells_the_text(factory, organisation):
    kept = _kept(factory, organisation, "Plan")
    with factory.working_as(scope_of(organisation.id)):
        found = draft(organisation.id, kept, "plan")
        correct_draft(found, title="Plan", content={"lines": ["hemmelig"]}, by=uuid7())
        drop_draft(found, by=uuid7())
        db.session.commit()

        entries = list(db.session.scalars(select(AuditEntry).where(AuditEntry.subject_id == kept)))
    assert sorted(entry.action for entry in entries) == [
        "draft.plan.corrected",
        "draft.plan.dropped",
        "draft.plan.kept",
    ]
    assert "hemmelig" not in repr([entry.changes for entry in entries])
