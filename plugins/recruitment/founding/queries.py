"""What is read of branches that are being founded. Every function takes the organisation."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, case, func, select

from plugins.recruitment.founding.models import Candidate, Founding, FoundingStep
from plugins.recruitment.founding.rules import MEETING
from portal.activities.models import Activity
from portal.activities.queries import figures_by_unit
from portal.extensions import db
from portal.people.models import Person
from portal.people.queries import IS_HERE

PAGE = 30


def foundings_of(organisation_id: UUID) -> list[Row[Any]]:
    """(id, name, founded, steps, steps that are done, next day), what is not founded first."""
    its = and_(FoundingStep.organisation_id == Founding.organisation_id, FoundingStep.founding_id == Founding.id)
    due = case((FoundingStep.done_on.is_(None), FoundingStep.due_on))
    return list(
        db.session.execute(
            select(
                Founding.id, Founding.name, Founding.founded_on, func.count(FoundingStep.id).label("steps"),
                func.count(FoundingStep.done_on).label("done"), func.min(due).label("next_on"),
            )
            .outerjoin(FoundingStep, its)
            .where(Founding.organisation_id == organisation_id)
            .group_by(Founding.id, Founding.name, Founding.founded_on)
            .order_by(Founding.founded_on.is_not(None), Founding.id.desc())
            .limit(PAGE)
        )
    )  # fmt: skip


def founding(organisation_id: UUID, founding_id: UUID) -> Founding | None:
    return db.session.get(Founding, (organisation_id, founding_id))


def steps_of(organisation_id: UUID, founding_id: UUID) -> list[FoundingStep]:
    return list(
        db.session.scalars(
            select(FoundingStep)
            .where(FoundingStep.organisation_id == organisation_id, FoundingStep.founding_id == founding_id)
            .order_by(FoundingStep.position, FoundingStep.id)
        )
    )


def step(organisation_id: UUID, founding_id: UUID, step_id: UUID) -> tuple[FoundingStep, Founding] | None:
    row = db.session.execute(
        select(FoundingStep, Founding)
        .join(Founding, and_(Founding.organisation_id == organisation_id, Founding.id == FoundingStep.founding_id))
        .where(
            FoundingStep.organisation_id == organisation_id,
            FoundingStep.id == step_id,
            FoundingStep.founding_id == founding_id,
        )
    ).one_or_none()
    return (row[0], row[1]) if row else None


def candidates_of(organisation_id: UUID, founding_id: UUID) -> list[Row[Any]]:
    """(id, person, name, answer, note); who is no longer in the register is left out."""
    return list(
        db.session.execute(
            select(Candidate.id, Candidate.person_id, Person.name, Candidate.answer, Candidate.note)
            .join(Person, and_(Person.organisation_id == organisation_id, Person.id == Candidate.person_id))
            .where(Candidate.organisation_id == organisation_id, Candidate.founding_id == founding_id, IS_HERE)
            .order_by(Person.sorting, Candidate.id)
            .limit(PAGE)
        )
    )


def candidate(organisation_id: UUID, founding_id: UUID, candidate_id: UUID) -> tuple[Candidate, str] | None:
    """With her name."""
    row = db.session.execute(
        select(Candidate, Person.name)
        .join(Person, and_(Person.organisation_id == organisation_id, Person.id == Candidate.person_id))
        .where(
            Candidate.organisation_id == organisation_id,
            Candidate.id == candidate_id,
            Candidate.founding_id == founding_id,
            IS_HERE,
        )
    ).one_or_none()
    return (row[0], row[1]) if row else None


def is_candidate(organisation_id: UUID, founding_id: UUID, person_id: UUID) -> bool:
    hers = Candidate.founding_id == founding_id, Candidate.person_id == person_id
    return bool(db.session.scalar(select(Candidate.id).where(Candidate.organisation_id == organisation_id, *hers)))


def activities_in_first_year(organisation_id: UUID, found: Founding, kinds: list[str]) -> int:
    """Registered in the branch in twelve whole months from the month of its founding on, beside the annual meeting; 0
    where it is none yet."""
    if found.unit_id is None or found.founded_on is None:
        return 0
    first = found.founded_on.replace(day=1)
    last = date(first.year + 1 - (first.month == 1), first.month - 1 or 12, 1)
    number = figures_by_unit(organisation_id, kinds, first, last).get(found.unit_id, 0)
    return number - (1 if found.meeting_on and _was_registered(found, kinds, first, last) else 0)


def _was_registered(found: Founding, kinds: list[str], first: date, last: date) -> bool:
    """The annual meeting is among what was counted: a meeting of that day, and nothing else that was held then."""
    that_day = (
        Activity.organisation_id == found.organisation_id, Activity.unit_id == found.unit_id,
        Activity.on_date == found.meeting_on, Activity.status == "held", Activity.activity_type == MEETING,
    )  # fmt: skip
    is_counted = MEETING in kinds and found.meeting_on is not None and first <= found.meeting_on.replace(day=1) <= last
    return is_counted and db.session.scalar(select(Activity.id).where(*that_day).limit(1)) is not None
