"""Begin, follow and end the founding of a branch."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import update

from plugins.recruitment.founding.models import Candidate, Founding, FoundingStep
from plugins.recruitment.founding.queries import is_candidate
from plugins.recruitment.founding.rules import STEPS
from plugins.recruitment.rules import FOUND_BRANCHES
from portal.audit.services import changed, record
from portal.calendar.services import Due, drop_due, set_all_due
from portal.due.rules import months_away
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _, use_language
from portal.tenancy import uuid7

SOURCE = "recruitment.founding_step"


def begin_founding(*, name: str, begun_on: date, note: str, by: UUID | None, language: str) -> Founding:
    """With the steps that every branch begins with, in the association's language; each can be changed."""
    made = Founding(id=uuid7(), name=name, begun_on=begun_on, note=note)
    db.session.add(made)
    db.session.flush()
    with use_language(language):
        steps = [
            FoundingStep(
                id=uuid7(), founding_id=made.id, position=position, title=str(title), responsible="", note="",
                due_on=months_away(begun_on, months),
            )
            for position, (months, title) in enumerate(STEPS, 1)
        ]  # fmt: skip
    db.session.add_all(steps)
    set_all_due(_due(step, made) for step in steps)
    record("recruitment.founding_begun", made.id, by=by, changes={"name": name})
    return made


def _due(step: FoundingStep, found: Founding) -> Due:
    return Due(
        source=SOURCE, source_id=step.id, on=step.due_on or found.begun_on, title=f"{found.name}: {step.title}",
        endpoint="recruitment_founding.show", arguments={"founding_id": found.id}, right=FOUND_BRANCHES,
        done=step.done_on is not None,
    )  # fmt: skip


def change_founding(found: Founding, *, by: UUID, **said: Any) -> None:
    """Raises PortalError where it is founded before it began."""
    if said["founded_on"] and said["founded_on"] < said["begun_on"]:
        raise PortalError(_("It cannot be founded before the work on it began."), "founded_on")
    changes = changed(found, **said)
    if "founded_on" in changes:
        _mark_founded(found)
    record("recruitment.founding_changed", found.id, by=by, changes=changes)


def _mark_founded(found: Founding) -> None:
    """From that day on the time runs for which its candidates are kept."""
    its = Candidate.organisation_id == found.organisation_id, Candidate.founding_id == found.id
    statement = update(Candidate).where(*its).values(founded_on=found.founded_on)
    db.session.execute(statement.execution_options(synchronize_session=False))


def add_step(found: Founding, *, by: UUID, position: int, **said: Any) -> FoundingStep:
    made = FoundingStep(id=uuid7(), founding_id=found.id, position=position, **said)
    db.session.add(made)
    record("recruitment.founding_step_added", found.id, by=by, changes={"title": said["title"]})
    _keep_due(made, found)
    return made


def change_step(step: FoundingStep, found: Founding, *, by: UUID | None, **said: Any) -> None:
    record("recruitment.founding_step_changed", found.id, by=by, changes=changed(step, **said))
    _keep_due(step, found)


def _keep_due(step: FoundingStep, found: Founding) -> None:
    if step.due_on is None:
        drop_due(SOURCE, step.id)
    else:
        set_all_due([_due(step, found)])


def add_candidate(found: Founding, person_id: UUID, *, by: UUID | None, **said: Any) -> Candidate:
    """Raises PortalError where she is one already."""
    if is_candidate(found.organisation_id, found.id, person_id):
        raise PortalError(_("She is a candidate already."), "email")
    made = Candidate(id=uuid7(), founding_id=found.id, person_id=person_id, founded_on=found.founded_on, **said)
    db.session.add(made)
    record("recruitment.candidate_added", found.id, by=by, changes={"answer": said["answer"]})
    return made


def change_candidate(candidate: Candidate, *, by: UUID, **said: Any) -> None:
    record("recruitment.candidate_changed", candidate.founding_id, by=by, changes={"answer": said["answer"]})
    changed(candidate, **said)
