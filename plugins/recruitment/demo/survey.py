"""The members' yearly survey, with the answers of two years and a link that is open. All of it is invented."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from plugins.recruitment.demo.words import SURVEY, SURVEY_NAME
from portal import clock
from portal.activities.models import ActivityKind
from portal.activities.services import register_activity
from portal.extensions import db
from portal.kinds.services import add_question, add_type
from portal.organisations.queries import setup_now
from portal.plugin_api import Demo
from portal.shared_links.services import make_link
from portal.tenancy import current_organisation_id

#: answers of the survey before and of the newest
ANSWERED = (34, 41)


def make_survey(demo: Demo, staff: UUID) -> None:
    """Row R18: the same questions each year, in April."""
    root, today = setup_now(current_organisation_id()).root.id, clock.today()
    row = add_type([], label=SURVEY_NAME, people="no", help={}, who="staff", asks_name="no", by=staff)
    for asked in SURVEY:
        _ask(row, asked, demo.language, staff)
    newest = today.year if today >= date(today.year, 5, 1) else today.year - 1
    for turn, (year, number) in enumerate(zip((newest - 1, newest), ANSWERED, strict=True)):
        for n in range(number):
            _answer(row, root, date(year, 4, 8) + timedelta(days=n % 20), turn, demo)
    make_link(
        unit_id=root, activity_type=row.key, label=f"{SURVEY_NAME['nb']} {newest}", allowance=500,
        until=today + timedelta(days=45), by=staff,
    )  # fmt: skip


def _ask(row: ActivityKind, asked: dict[str, Any], language: str, staff: UUID) -> None:
    values = {name: asked[name] for name in ("kind", "label", "options") if name in asked}
    add_question(row, language=language, help={}, required=True, by=staff, **values)
    db.session.flush()


def _answer(row: ActivityKind, unit_id: UUID, on: date, turn: int, demo: Demo) -> None:
    """`turn`: which of the two surveys; each answer is drawn by what most said then."""
    numbers: dict[str, int] = {}
    answers: dict[str, Any] = {}
    for said, asked in zip(row.questions, SURVEY, strict=True):
        name, weights = said["name"], asked["weights"][turn]
        if said["kind"] == "yes_no":
            numbers[name] = demo.dice.choices((0, 1), weights)[0]
        else:
            values = [value for value, *_label in said["options"]]
            answers[name] = demo.dice.choices(values, weights)[0]
            numbers[f"{name}:{answers[name]}"] = 1
    register_activity(
        activity_type=row.key, unit_id=unit_id, on_date=on, numbers=numbers, answers=answers, note="", by=None
    )
