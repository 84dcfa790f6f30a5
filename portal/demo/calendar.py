"""What the five organisations have in their calendars, as far as their papers give dates; and their plans' milestones.

Each year's dates that are not known yet are left out: nobody invents a meeting.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal import clock
from portal.calendar.services import add_entry, set_due
from portal.extensions import db
from portal.goals.models import Goal, Indicator, Milestone, Plan
from portal.plans.services.due import milestone_title

#: (kind, title, date, unit, more); a unit of None is the whole organisation
Said = tuple[str, str, str, str | None, dict[str, Any]]

_EVERY_OTHER_MONTH = [1, 3, 5, 8, 10, 11]
#: the network's table of meetings: group, spring, autumn
_GROUPS = (
    ("bergen-1", "05-21", "09-10"),
    ("bergen-2", "06-04", "10-01"),
    ("bergen-3", "05-28", "09-17"),
    ("vest", "05-20", "09-16"),
    ("midthordland", "05-11", "09-07"),
    ("nordhordland", "05-12", "09-08"),
    ("voss", "05-06", "09-09"),
)

ENTRIES: dict[str, list[Said]] = {
    "carcinor": [
        ("standing", "Rekruttering", "2026-01-01", None, {"months": _EVERY_OTHER_MONTH, "until": "2028-12-31"}),
        (
            "standing",
            "Kampanje: redusert kontingent",
            "2026-01-01",
            None,
            {"months": [10, 11, 12], "text": "Fra oktober og ut året."},
        ),
        ("standing", "Faglig webinar", "2026-01-01", None, {"months": [2, 5, 9, 11]}),
    ],
    "kreftnettverk-bergen": [
        ("meeting", "Felles nettverksmøte", "2026-02-12", None, {"text": "For alle gruppene."}),
        *(("meeting", "Nettverksmøte, vår", f"2026-{spring}", group, {}) for group, spring, _autumn in _GROUPS),
        *(("meeting", "Nettverksmøte, høst", f"2026-{autumn}", group, {}) for group, _spring, autumn in _GROUPS),
        ("meeting", "Vårens samling", "2026-06-11", "fysio-ergo", {}),
        ("standing", "Felles nyhetsbrev", "2026-01-01", None, {"months": [6, 12]}),
        (
            "standing",
            "Pakkeforløp hjem",
            "2026-01-01",
            "sykepleienettverket",
            {"months": [2, 5, 9], "until": "2026-12-31"},
        ),
    ],
    "kreftforeningen": [
        ("deadline", "Kommunene bekrefter avtalen", "2020-01-30", None, {}),
        ("standing", "Krav etter kvartalets slutt", "2020-01-01", None, {"months": [1, 4, 7, 10]}),
    ],
    "kraeftens-bekaempelse": [
        ("meeting", "Kommunal- og regionsrådsvalg", "2025-11-18", None, {}),
        ("meeting", "Kommunal- og regionsrådsvalg", "2029-11-20", None, {}),
        ("deadline", "Tal med områdekonsulenten om partnere", "2028-11-21", None, {"text": "52 uger før valget."}),
        ("deadline", "Sæt tid af på et bestyrelsesmøde", "2028-12-19", None, {"text": "48 uger før valget."}),
        ("standing", "Alliancer", "2025-01-01", None, {"months": [2, 6, 10]}),
    ],
    "seniornett": [
        ("meeting", "Landsstyret vedtar handlingsplanen", "2026-02-18", None, {}),
        ("standing", "Rapport om aktiviteten", "2026-01-01", None, {"months": [1, 12]}),
        ("deadline", "Se gjennom handlingsplanen", "2026-02-18", None, {"yearly": True}),
    ],
}


def make_calendar(slug: str, units: Mapping[str, UUID], root: UUID) -> None:
    """In the organisation in scope."""
    for kind, title, on, unit, more in ENTRIES.get(slug, ()):
        values = {**more, "until": date.fromisoformat(more["until"])} if "until" in more else more
        where = units[unit] if unit else root
        add_entry(kind=kind, title=title, on_date=date.fromisoformat(on), unit_id=where, by=None, **values)
    db.session.flush()
    make_milestones_due()


def make_milestones_due() -> None:
    """Each milestone of a goal on its date, where the plan is in force."""
    rows = db.session.execute(
        select(Milestone.id, Milestone.on_date, Milestone.value, Indicator.name, Indicator.kind)
        .add_columns(Indicator.unit_one, Indicator.unit_many, Goal.id.label("goal_id"), Goal.unit_id)
        .join(Indicator, Indicator.id == Milestone.indicator_id)
        .join(Goal, Goal.id == Indicator.goal_id)
        .join(Plan, Plan.id == Goal.plan_id)
        .where(Plan.status == "adopted")
        .order_by(Milestone.on_date, Milestone.id)
    )
    for row in rows.all():
        set_due(
            "goals.milestone",
            row.id,
            on=row.on_date,
            title=milestone_title(row, row.value),
            endpoint="goals.show",
            arguments={"goal_id": row.goal_id},
            right="goals.see",
            unit_id=row.unit_id,
            done=row.on_date < clock.today(),
        )
