"""A season's programme of a Norwegian and a Danish branch: some held, some to be told of, some cancelled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from portal import clock
from portal.activities.models import Activity
from portal.extensions import db
from portal.plugin_api import house
from portal.programme.dates import days_of
from portal.programme.services import cancel_planned, plan_activities, report_held

TUESDAY, THURSDAY, SATURDAY = 1, 3, 5
#: the season was planned so long before today
BEFORE = timedelta(days=75)


@dataclass(frozen=True, kw_only=True)
class Season:
    """What a branch has again and again. `off` is which of those to come is cancelled, and why."""

    unit: str
    type: str
    title: str
    place: str
    weekday: int
    repeat: str
    times: int
    at: time
    ends_at: time
    is_public: bool = True
    off: tuple[int, str] | None = None
    #: in øre, for members and for others
    price: tuple[int, int] | None = None


SEASONS: dict[str, tuple[Season, ...]] = {
    "carcinor": (
        Season(
            unit="agder", type="core.meeting", title="Likepersonskafé", place="Frivilligsentralen",
            weekday=TUESDAY, repeat="weekday", times=9, at=time(18), ends_at=time(20),
            off=(1, "Kjøkkenet pusses opp."),
        ),
        Season(
            unit="agder", type="core.other", title="Tur i rolig tempo", place="Oppmøte ved badestranda",
            weekday=THURSDAY, repeat="fortnight", times=12, at=time(11), ends_at=time(12, 30),
        ),
        Season(
            unit="agder", type="core.talk", title="Trøtt lenge etterpå: hva hjelper?", place="Biblioteket, 2. etasje",
            weekday=SATURDAY, repeat="weekday", times=4, at=time(12), ends_at=time(14), price=(0, 10000),
        ),
        Season(
            unit="agder", type="core.meeting", title="Styremøte", place="Hos lederen", is_public=False,
            weekday=TUESDAY, repeat="weekday", times=6, at=time(17), ends_at=time(18, 30),
        ),
    ),
    "kraeftens-bekaempelse": (
        Season(
            unit="gentofte", type="core.meeting", title="Åben caféaften", place="Frivilligcentret",
            weekday=TUESDAY, repeat="weekday", times=9, at=time(19), ends_at=time(21),
            off=(0, "Salen er lejet ud til julefrokost."),
        ),
        Season(
            unit="gentofte", type="core.other", title="Gåtur for alle", place="Vi mødes ved søen",
            weekday=THURSDAY, repeat="fortnight", times=12, at=time(10), ends_at=time(11, 30),
        ),
        Season(
            unit="koebenhavn", type="core.talk", title="Foredrag: Når søvnen driller", place="Kulturhuset, stuen",
            weekday=SATURDAY, repeat="weekday", times=4, at=time(14), ends_at=time(16), price=(5000, 12550),
        ),
        Season(
            unit="gentofte", type="core.meeting", title="Bestyrelsesmøde", place="Sekretariatet", is_public=False,
            weekday=TUESDAY, repeat="weekday", times=6, at=time(17), ends_at=time(18, 30),
        ),
    ),
}  # fmt: skip


def make_programme(slug: str, units: Mapping[str, UUID], by: UUID) -> None:
    """In the organisation in scope."""
    for season in SEASONS.get(slug, ()):
        planned = _plan(season, units, by)
        db.session.flush()
        _tell(planned, by)
        if season.off:
            _cancel(planned, *season.off, by)
    db.session.flush()


def _plan(season: Season, units: Mapping[str, UUID], by: UUID) -> list[Activity]:
    with clock.stopped_at(clock.now() - BEFORE):
        return plan_activities(
            days_of(_first(season.weekday), season.repeat, times=season.times),
            kinds=house().activity_types,
            by=by,
            activity_type=season.type,
            unit_id=units[season.unit],
            title=season.title,
            place=season.place,
            at=season.at,
            ends_at=season.ends_at,
            is_public=season.is_public,
            note="",
            price_members=season.price[0] if season.price else None,
            price_others=season.price[1] if season.price else None,
        )


def _first(weekday: int) -> date:
    """In the second week of the month after the season was planned."""
    month = (clock.today().replace(day=1) + timedelta(days=31)).replace(day=1)
    return month + timedelta(days=(weekday - month.weekday()) % 7 + 7)


def _tell(planned: list[Activity], by: UUID) -> None:
    """All that passed but the last were told of."""
    passed = [activity for activity in planned if activity.on_date < clock.today()]
    for number, activity in enumerate(passed[:-1]):
        report_held(activity, by=by, numbers={"participants": 9 + number * 5 % 8})


def _cancel(planned: list[Activity], which: int, why: str, by: UUID) -> None:
    coming = [activity for activity in planned if activity.on_date >= clock.today()]
    cancel_planned(coming[which : which + 1], why=why, by=by)
