"""A tenant's own types, and what is registered in other ways than by its people: planned, sent in, the year of a unit."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from portal import clock
from portal.activities.kinds import YEAR
from portal.activities.models import Activity, ActivityKind
from portal.extensions import db
from portal.programme.rules import WHY
from portal.shared_links.models import RegistrationLink
from portal.tenancy import uuid7
from portal.year_reports.models import UnitReport


def fill_registering(words: Any, unit: UUID, leader: UUID, purpose_id: UUID) -> dict[str, Any]:
    """Rows with words of the tenant in every column that people write into; what stands in their addresses."""
    moment = clock.now()
    kind = words.row(
        ActivityKind, key=f"own.{uuid7().hex[-12:]}", who="registrars", asks_name="may",
        label={"nb": words("activity_kind.label")}, help={"nb": words("activity_kind.help")},
        questions=[
            {
                "name": "q1", "kind": "choice", "label": {"nb": words("activity_kind.questions")}, "required": False,
                "options": [["a", {"nb": words("activity_kind.questions")}, False]],
            },
            {"name": "q2", "kind": "text", "label": {"nb": words("activity_kind.questions")}, "retired": True},
            {"name": "q3", "kind": "text", "label": {"nb": words("activity_kind.questions")}},
            {
                "name": "q4", "kind": "person", "label": {"nb": words("activity_kind.questions")},
                "purpose": purpose_id.hex,
            },
        ],
    )  # fmt: skip
    link = words.row(
        RegistrationLink, unit_id=unit, activity_type="core.meeting", token=words("registration_link.token"),
        allowance=20, created_at=moment, expires_at=moment + timedelta(days=30),
    )  # fmt: skip
    db.session.add_all([kind, link])
    db.session.flush()
    planned = _activity(words, unit, status="planned", on_date=clock.today() + timedelta(days=10), is_public=True)
    cancelled = _activity(
        words, unit, status="cancelled", on_date=clock.today() + timedelta(days=11), is_public=True,
        answers={WHY: words("activity.answers")},
    )  # fmt: skip
    waiting = _activity(words, unit, status="waiting", link_id=link.id)
    year = clock.today().year - 1
    report, sent = _report(words, unit, year), _report(words, unit, year - 1, sent_at=moment, sent_by=leader)
    db.session.add_all([_questions_of_the_year(words), planned, cancelled, waiting, report, sent])
    db.session.flush()
    return {
        "kind_id": kind.id, "kind_key": kind.key, "question_kind": "choice", "kinds.restore:key": "core.meeting",
        "kinds.question:name": "q1", "kinds.remove:name": "q1", "kinds.bring_back:name": "q2",
        "link_id": link.id, "link_token": link.token, "planned_id": planned.id,
        "programme.again:planned_id": cancelled.id, "waiting_id": waiting.id, "unit_report_id": report.id,
        **{f"year_reports.{page}:year": year for page in ("write", "send")},
        **{f"year_reports.{page}:year": year - 1 for page in ("show", "reopen")},
    }  # fmt: skip


def _questions_of_the_year(words: Any) -> Any:
    """One question that need not be answered."""
    return words.row(
        ActivityKind, key=YEAR, who="leaders", asks_name="no", label={"nb": words("activity_kind.label")},
        help={"nb": words("activity_kind.help")},
        questions=[{"name": "q1", "kind": "text", "label": {"nb": words("activity_kind.questions")}}],
    )  # fmt: skip


def _report(words: Any, unit: UUID, year: int, **values: Any) -> Any:
    return words.row(
        UnitReport, unit_id=unit, year=year, numbers={}, answers={"q1": words("unit_report.answers")}, **values
    )


def _activity(words: Any, unit: UUID, **values: Any) -> Any:
    said = {
        "activity_type": "core.meeting", "unit_id": unit, "on_date": clock.today(), "numbers": {"participants": 3},
        "answers": {"q1": words("activity.answers")}, "registered_at": clock.now(), **values,
    }  # fmt: skip
    return words.row(Activity, **said)
