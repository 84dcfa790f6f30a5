"""A goal of the Cancer Society that CarciNor and invented municipalities take part in, one of them by mail alone.

All figures are invented.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from portal import clock
from portal.demo.people import make_administrator
from portal.exchange.connecting import answer_partner, ask_organisation, invite_partner, mark_answered
from portal.exchange.queries import partner, partner_with
from portal.extensions import db
from portal.goals.models import Goal, Indicator, Milestone
from portal.i18n import use_language
from portal.links.services import revoke_links_about
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
TEXT = "Tell hver person én gang, fra den første samtalen med koordinatoren."
OUTSIDE = "Havdal kommune"
#: what CarciNor would like the Cancer Society to help with
VISITS = "Besøk på nettstedet i måneden"
VISITS_TEXT = "Tell besøk som kommer fra lenker på sidene deres."
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
    _share_with_somebody_outside(owner, indicator_id)
    _offer_back("carcinor", owner)
    _ask("kreftnettverk-bergen", OWNER)


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


def _share_with_somebody_outside(owner: UUID, indicator_id: UUID) -> None:
    """A municipality without an account: it said yes days ago, and the offer lies in its mailbox (`/demo/mail`)."""
    with _at(owner), clock.stopped_at(clock.now() - timedelta(days=3)):
        connection_id = invite_partner(OUTSIDE, "helse@havdal-kommune.example", here=place_of(owner), by=None)
        found = partner(owner, connection_id)
        assert found is not None
        mark_answered(found, accepts=True, by=None, answered_as="Berit Demo, leder for helse og omsorg")
        revoke_links_about(connection_id, by=None)
        db.session.commit()
    with _at(owner):
        _offer(owner, indicator_id, connection_id)


def _offer_back(slug: str, to: UUID) -> None:
    """The member association offers a goal to the Cancer Society, which has not answered yet."""
    owner = _id(slug)
    with _at(owner):
        connection = partner_with(owner, to)
        measured = db.session.scalars(
            select(Indicator).where(Indicator.organisation_id == owner, Indicator.name == VISITS)
        ).one()
        assert connection is not None
        _offer(owner, measured.id, connection.id, text=VISITS_TEXT, counts_people=False)


def _ask(slug: str, other: str) -> None:
    """Asked, and not answered yet."""
    asking = _id(slug)
    with _at(asking):
        ask_organisation(other, here=place_of(asking), by=None)
        db.session.commit()


def _share(owner: UUID, indicator_id: UUID, slug: str) -> None:
    partner = _id(slug)
    with _at(owner):
        connection_id = ask_organisation(slug, here=place_of(owner), by=None)
        db.session.commit()
    with _at(partner):
        answer_partner(partner, connection_id, accepts=True, by=None)
        db.session.commit()
    with _at(owner):
        goal_id = _offer(owner, indicator_id, connection_id)
    if slug in GIVEN:
        _take_part(partner, connection_id, goal_id, *GIVEN[slug])


def _offer(
    owner: UUID, indicator_id: UUID, connection_id: UUID, *, text: str = TEXT, counts_people: bool = True
) -> UUID:
    """With all its milestones. Commits; returns the shared goal's id."""
    found = measured_goal(owner, indicator_id)
    assert found is not None
    goal_id = offer_goal(
        found,
        connection_id,
        title=found[0].title,
        text=text,
        shown={stop.on_date for stop in found[2]},
        counts_people=counts_people,
        by=None,
    )
    db.session.commit()
    return goal_id


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
