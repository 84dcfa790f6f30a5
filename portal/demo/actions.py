"""The plans' actions at work: when, where, by whom; steps, answers of the units, results."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal import clock
from portal.actions.due import keep_step
from portal.actions.matrix.taking_in import KIND
from portal.actions.models import ActionPick, ActionResult, ActionSurface, ContactSurface
from portal.drafts.services import keep_draft
from portal.extensions import db
from portal.goals.models import Action, ActionStep, Plan
from portal.organisations.models import Unit
from portal.tenancy import uuid7

CONTENT = Path(__file__).parent / "content" / "actions"
Content = dict[str, Any]

#: what periods are called in the plans, nb and da, and the quarters that they mean
_SEASONS = {
    "januar": 1, "februar": 1, "mars": 1, "våren": 2, "mai": 2, "juni": 2, "september": 3, "oktober": 4,
    "høst": 4, "efterår": 4, "desember": 4,
}  # fmt: skip
_ALWAYS = ("hele ", "ved behov", "helst hver uke", "minst 2–3", "når det skjer", "før hvert valg")


def put_to_work(slug: str, plan: Plan, units: dict[str, UUID], people: dict[str, Any], today: date) -> None:
    """What the file says of this organisation's actions, and what their periods tell."""
    said = json.loads((CONTENT / f"{slug}.json").read_text(encoding="utf-8"))
    actions = list(
        db.session.scalars(
            select(Action)
            .where(Action.organisation_id == plan.organisation_id, Action.plan_id == plan.id)
            .order_by(Action.position)
        )
    )
    for action in actions:
        _when(action, today)
        action.unit_id = units.get(said["units"].get(action.responsible, ""))
        action.in_catalogue = any(part in action.title for part in said["catalogue"])
    for status in ("done", "planned", "dropped"):
        for part in said.get(status, ()):
            _named(actions, part).status = status
    _surfaces(said["surfaces"], actions)
    for one in said["steps"]:
        _steps(one, actions, people, today)
    _answers(actions, people["leader"].id, Random(slug))
    for action_part, unit, on, result, lesson in said["results"]:
        action = _named(actions, action_part)
        day = date.fromisoformat(on)
        if day <= today:
            _result(action, units.get(unit or ""), day, (result, lesson), people["staff"].id)
    _waiting_sheet(plan, actions[:3], people["staff"].id)
    db.session.flush()


def _waiting_sheet(plan: Plan, actions: list[Action], by: UUID) -> None:
    """Somebody has sent a sheet and not said yes yet."""
    rows = [
        [number, {"id": str(action.id), "title": action.title, "quarters": "1, 3"}]
        for number, action in enumerate(actions, start=2)
    ]
    keep_draft(KIND, "matrix.xlsx", {"plan": plan.id.hex, "sheet": "1", "rows": rows}, by=by)


def _named(actions: list[Action], part: str) -> Action:
    return next(action for action in actions if part in action.title)


def _when(action: Action, today: date) -> None:
    """From the period in words: quarters, first and last day, how often, and how far it has come."""
    words = action.period.lower()
    years = [int(year) for year in re.findall(r"\b20\d\d\b", words)]
    action.quarters = sorted(_quarters(words))
    if years:
        action.starts_on, action.ends_on = date(years[0], 1, 1), date(years[-1], 12, 31)
    if words.startswith(_ALWAYS):
        action.rhythm = "always"
    elif words.startswith(("hvert", "hver")) or "hvert år" in words:
        action.rhythm, action.times_a_year = "yearly", 4 if "kvartal" in words or "fire" in action.title else 1
    over = action.ends_on is not None and action.ends_on < today
    comes = action.starts_on is not None and action.starts_on > today
    action.status = "done" if over else "planned" if comes else "started"


def _quarters(words: str) -> set[int]:
    numbered = {int(number) for number in re.findall(r"([1-4])\. kvartal", words)}
    return numbered | {quarter for name, quarter in _SEASONS.items() if name in words}


def _surfaces(said: dict[str, list[str]], actions: list[Action]) -> None:
    for name, parts in said.items():
        surface = ContactSurface(id=uuid7(), name=name)
        db.session.add(surface)
        db.session.flush()
        db.session.add_all(
            ActionSurface(action_id=action.id, surface_id=surface.id)
            for action in actions
            if any(part in action.title for part in parts)
        )


def _steps(said: Content, actions: list[Action], people: dict[str, Any], today: date) -> None:
    """What is past is done; the action is somebody's, so that her start page has something to show."""
    action = _named(actions, said["action"])
    action.user_id = people["staff"].id
    for position, (title, due) in enumerate(_dated(said), start=1):
        done_on = due if due < today else None
        step = ActionStep(id=uuid7(), action_id=action.id, position=position, title=title, due_on=due, done_on=done_on)
        db.session.add(step)
        keep_step(step, action)


def _dated(said: Content) -> Iterator[tuple[str, date]]:
    """Days as they are written, or counted back in weeks from each election."""
    for title, due in said.get("steps") or ():
        yield title, date.fromisoformat(due)
    for election in said.get("elections") or ():
        day = date.fromisoformat(election)
        for weeks, title in said["weeks"]:
            yield f"{day.year}: {title}", day - timedelta(weeks=weeks)


def _answers(actions: list[Action], by: UUID, dice: Random) -> None:
    """Most units pick a few, some leave one, many have not answered: that is how it should look."""
    local = _branches()
    for action in actions:
        for unit_id in local if action.in_catalogue else ():
            drawn = dice.random()
            status = "started" if drawn < 0.2 else "planned" if drawn < 0.35 else "done" if drawn < 0.42 else "left"
            if drawn < 0.5:
                db.session.add(
                    ActionPick(
                        action_id=action.id, unit_id=unit_id, status=status, answered_by=by, answered_at=clock.now()
                    )
                )


def _branches() -> list[UUID]:
    """All units but the organisation itself and its offices, by name: in an id, all but the day is chance."""
    rows = db.session.execute(select(Unit.id, Unit.parent_id, Unit.kind).order_by(Unit.name))
    return [row.id for row in rows if row.parent_id and row.kind != "office"]


def _result(action: Action, unit_id: UUID | None, on: date, words: tuple[str, str], by: UUID) -> None:
    noon = datetime.combine(on, time(12), ZoneInfo("Europe/Oslo"))
    db.session.add(
        ActionResult(
            action_id=action.id, unit_id=unit_id, on_date=on, result=words[0], lesson=words[1], written_by=by,
            written_at=noon,
        )
    )  # fmt: skip
