"""Types of their own, with questions, what was registered with them, and what each unit is asked about its year."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.activities.answers import CHOSEN
from portal.activities.models import ActivityKind
from portal.activities.services import register_activity
from portal.activities.surfaces import SURFACE
from portal.extensions import db
from portal.kinds.queries import declared
from portal.kinds.services import add_question, add_type, change_type, hide_type, remove_question, row_for
from portal.organisations.models import ContactSurface
from portal.plugin_api import ActivityType
from portal.tenancy import current_organisation_id

CONTENT = Path(__file__).parent / "content" / "kinds"
Said = dict[str, Any]


def make_kinds(slug: str, language: str, units: Mapping[str, UUID], by: UUID, today: date) -> None:
    """In the organisation in scope, where a file tells of its types."""
    path, dice = CONTENT / f"{slug}.json", Random(slug)
    for said in json.loads(path.read_text(encoding="utf-8")) if path.exists() else ():
        row = _adapted(said, by) if "key" in said else _own(said, by)
        for asked in said["questions"]:
            _ask(row, asked, language, by)
        for turn in range(said.get("registered", 0)):
            on = today - timedelta(days=turn * 15 + dice.randrange(14))
            _register(row, dice.choice(list(units.values())), on, dice)
        if said.get("hidden"):
            hide_type(row, by=by)
        _take_out(row, said, by)


def _own(said: Said, by: UUID) -> ActivityKind:
    values = {"help": said.get("help", {}), "who": "registrars", "asks_name": "may"}
    return add_type([], label=said["label"], people=said["people"], by=by, **values)


def _adapted(said: Said, by: UUID) -> ActivityKind:
    row = row_for(declared(said["key"]) or ActivityType(key=said["key"], label=""))
    change_type(row, [], help=said["help"], by=by)
    return row


def _ask(row: ActivityKind, asked: Said, language: str, by: UUID) -> None:
    values: Said = {name: asked[name] for name in ("kind", "label", "maximum") if name in asked}
    if "options" in asked:
        values["options"] = [{language: one} for one in asked["options"]]
    help, required = asked.get("help", {}), asked.get("required", False)
    add_question(row, language=language, by=by, help=help, required=required, **values)


def _take_out(row: ActivityKind, said: Said, by: UUID) -> None:
    """What was asked for a while, and answered."""
    removed = [asked["label"] for asked in said["questions"] if asked.get("removed")]
    for name in [one["name"] for one in row.questions if one["label"] in removed]:
        remove_question(row, name, by=by)


def _register(row: ActivityKind, unit_id: UUID, on: date, dice: Random) -> None:
    numbers, answers = _answers(row, dice)
    register_activity(
        activity_type=row.key, unit_id=unit_id, on_date=on, numbers=numbers, answers=answers, note="", by=None
    )


def _answers(row: ActivityKind, dice: Random) -> tuple[dict[str, int], dict[str, Any]]:
    """An answer to each question that is counted; people apart where the type says so."""
    numbers, answers = _people(row, dice), {}
    for said in row.questions:
        name, kind = said["name"], said["kind"]
        if kind in CHOSEN:
            chosen = sorted(dice.sample(_values(said), 2 if kind == "choices" else 1))
            answers[name] = chosen if kind == "choices" else chosen[0]
            numbers |= {f"{name}:{value}": 1 for value in chosen}
        elif kind in _NUMBERS and name not in numbers:
            numbers[name] = dice.choice(_NUMBERS[kind])
    return numbers, answers


def _values(said: Said) -> list[str]:
    if said["kind"] != SURFACE:
        return [value for value, _label, _gone in said["options"]]
    here = ContactSurface.organisation_id == current_organisation_id()
    return [one.hex for one in db.session.scalars(select(ContactSurface.id).where(here).order_by(ContactSurface.name))]


_NUMBERS = {"hours": (60, 90, 120), "yes_no": (0, 1, 1), "number": tuple(range(12))}


def _people(row: ActivityKind, dice: Random) -> dict[str, int]:
    if not row.splits:
        return {"participants": dice.randrange(4, 25)}
    parts = {f"participants_{part}": dice.randrange(1, 9) for part in ("members", "others", "kin")}
    return {**parts, "participants": sum(parts.values())}
