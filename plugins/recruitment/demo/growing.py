"""Officers, a branch on its way in Rogaland, research, and talks about membership. All of it is invented."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from plugins.recruitment.demo.words import APPLICATIONS, TALKS
from plugins.recruitment.founding.models import Candidate, Founding, FoundingStep
from plugins.recruitment.founding.services import begin_founding, change_step
from plugins.recruitment.research.services import add_application, announce
from plugins.recruitment.rules import TALK
from plugins.recruitment.talks.models import Officer
from portal import clock
from portal.activities.services import register_activity
from portal.extensions import db
from portal.people.models import Person
from portal.plugin_api import Demo
from portal.tenancy import uuid7

QUOTA = 4


def make_growing(demo: Demo, staff: UUID, people: list[Person]) -> None:
    _officers(demo, people)
    _research(demo, staff)
    _talks(demo)
    _rogaland(demo, staff, people)


def _officers(demo: Demo, people: list[Person]) -> None:
    """Four of the board and two peers of each branch; most are trained, the newest are not."""
    today = clock.today()
    branches = [unit_id for key, unit_id in demo.units.items() if key != "kontor"]
    for n, unit_id in enumerate(branches):
        of_branch = [one for one in people if one.unit_id == unit_id][:6]
        for place, person in enumerate(of_branch):
            trained = date(today.year, 2, 10) + timedelta(days=n) if (n + place) % 3 else None
            db.session.add(
                Officer(
                    id=uuid7(), person_id=person.id, unit_id=unit_id, office="board" if place < 4 else "peer",
                    since=date(today.year - place % 3, 3, 1), trained_on=min(trained, today) if trained else None,
                )
            )  # fmt: skip


def _research(demo: Demo, staff: UUID) -> None:
    year = clock.today().year
    for back, kroner in ((1, 200_000), (0, 250_000)):
        announce(
            year=year - back, opens_on=date(year - back, 10, 1), closes_on=date(year - back, 12, 15), kroner=kroner,
            theme="Tidlig diagnose av nevroendokrin kreft", early_first=True, by=staff, language=demo.language,
        )  # fmt: skip
        db.session.flush()
    for back, fund, title, place, early, state, amount in APPLICATIONS:
        add_application(
            year=year - back, fund=fund, title=title, place=place, early=early, state=state, kroner=amount, note="",
            by=staff,
        )  # fmt: skip


def _talks(demo: Demo) -> None:
    for days, unit, number, result, step in TALKS:
        register_activity(
            activity_type=TALK, unit_id=demo.units[unit], on_date=clock.today() - timedelta(days=days), note="",
            numbers={"participants": number, f"result:{result}": 1}, answers={"result": result, "next_step": step},
            by=demo.people["leader"],
        )  # fmt: skip


def _rogaland(demo: Demo, staff: UUID, people: list[Person]) -> None:
    """Half way: candidates are found, the first meeting is held, the interim board is next."""
    begun = clock.today() - timedelta(days=130)
    found = begin_founding(name="Rogaland", begun_on=begun, note="", by=staff, language=demo.language)
    db.session.flush()
    steps = db.session.scalars(select(FoundingStep).order_by(FoundingStep.position)).all()
    for step, who in zip(steps, ("Administrasjonen", "Hovedstyret", "Administrasjonen", "Hovedstyret"), strict=False):
        said: dict[str, Any] = {"responsible": who}
        if step.position <= 3 and step.due_on:
            said["done_on"] = step.due_on
        change_step(step, found, by=staff, **said)
    _candidates(found, people)


def _candidates(found: Founding, people: list[Person]) -> None:
    for answer, person, note in zip(
        ("board", "yes", "asked", "no"), people[20:24], ("Vil gjerne lede", "", "Svarer over jul", ""), strict=True
    ):
        db.session.add(
            Candidate(id=uuid7(), founding_id=found.id, person_id=person.id, answer=answer, note=note)
        )
