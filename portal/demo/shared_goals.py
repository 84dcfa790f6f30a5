"""Three invented municipalities and CarciNor take part in a goal of the Cancer Society. All figures are invented."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from portal import clock
from portal.demo.people import make_administrator
from portal.exchange.connecting import answer_partner, ask_organisation
from portal.extensions import db
from portal.goals.models import Goal, Indicator, Milestone
from portal.i18n import use_language
from portal.organisations.models import Organisation
from portal.organisations.queries import organisation_by_slug, setup_now
from portal.organisations.services import create_organisation
from portal.organisations.viewer import place_of
from portal.shared_goals.queries import measured_goal
from portal.shared_goals.services import answer_goal, contribute, offer_goal
from portal.tenancy import uuid7
from portal.tenancy.scope import NOBODY, organisation
from portal.work import working_as

OWNER = "kreftforeningen"
MUNICIPALITIES = {
    "fjordvik-kommune": "Fjordvik kommune",
    "granhei-kommune": "Granhei kommune",
    "solmark-kommune": "Solmark kommune",
}
GOAL = "Pasienter og pårørende får hjelp som henger sammen"
MEASURED = "Pasienter og pårørende som har fått hjelp av en koordinator"
#: days ago and figure, with the note to the last; who is not here has not answered yet
GIVEN: dict[str, tuple[tuple[tuple[int, int], ...], str]] = {
    "carcinor": (((150, 18), (90, 31), (20, 44)), "Likepersoner som har fulgt noen til koordinatoren"),
    "fjordvik-kommune": (((160, 22), (100, 41), (40, 63), (6, 70)), "Talt opp i fagsystemet ved månedsskiftet"),
    "granhei-kommune": (((120, 9), (30, 27)), "Koordinatoren begynte i april"),
}


def share_goals() -> None:
    """When all organisations are there. Nobody is in scope before and after."""
    for slug, name in MUNICIPALITIES.items():
        _make_municipality(slug, name)
    owner = _id(OWNER)
    with _at(owner):
        indicator_id = _measured(owner)
        db.session.commit()
    for slug in ("carcinor", *MUNICIPALITIES):
        _share(owner, indicator_id, slug)


@contextmanager
def _at(organisation_id: UUID) -> Iterator[None]:
    with working_as(organisation(organisation_id)), use_language("nb"):
        yield


def _id(slug: str) -> UUID:
    with working_as(NOBODY):
        found: Organisation | None = organisation_by_slug(slug)
        assert found is not None
        return found.id


def _make_municipality(slug: str, name: str) -> None:
    with working_as(NOBODY), use_language("nb"):
        made = create_organisation(slug=slug, name=name, country="NO", language="nb", number="", by=None)
        make_administrator(slug, "nb", setup_now(made.id))
        db.session.commit()


def _measured(owner: UUID) -> UUID:
    """How the goal is measured: added here, because the funding letter names no figure for it."""
    goal = db.session.scalars(select(Goal).where(Goal.organisation_id == owner, Goal.title == GOAL)).one()
    made = Indicator(
        id=uuid7(),
        goal_id=goal.id,
        name=MEASURED,
        unit_one="person",
        unit_many="personer",
        kind="level",
        source="typed",
        activity_types=[],
        measure="activities",
        at_least=True,
    )
    db.session.add(made)
    db.session.flush()
    year = clock.today().year
    for on, value in ((date(year, 12, 31), 150), (date(year + 1, 12, 31), 400)):
        db.session.add(Milestone(indicator_id=made.id, on_date=on, value=Decimal(value)))
    return made.id


def _share(owner: UUID, indicator_id: UUID, slug: str) -> None:
    partner = _id(slug)
    with _at(owner):
        connection_id = ask_organisation(slug, here=place_of(owner), by=None)
        db.session.commit()
    with _at(partner):
        answer_partner(partner, connection_id, accepts=True, by=None)
        db.session.commit()
    with _at(owner):
        found = measured_goal(owner, indicator_id)
        assert found is not None
        said = {"title": GOAL, "text": "Tell hver person én gang, fra den første samtalen med koordinatoren."}
        shown = {stop.on_date for stop in found[2]}
        goal_id = offer_goal(found, connection_id, **said, shown=shown, counts_people=True, by=None)
        db.session.commit()
    if slug in GIVEN:
        _take_part(partner, connection_id, goal_id, *GIVEN[slug])


def _take_part(
    partner: UUID, connection_id: UUID, goal_id: UUID, given: tuple[tuple[int, int], ...], note: str
) -> None:
    with _at(partner):
        answer_goal(goal_id, connection_id, accepts=True, by=None)
        db.session.commit()
        for days, value in given:
            on, words = clock.today() - timedelta(days=days), note if (days, value) == given[-1] else ""
            contribute(goal_id, connection_id, on_date=on, value=Decimal(value), note=words, by=None)
            db.session.commit()
