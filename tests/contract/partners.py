"""A tenant's partners, letters of theirs, and what is typed into the forms of exchange."""

from typing import Any
from uuid import UUID

from portal import clock
from portal.exchange.models import ExchangeLetter, Partner
from portal.extensions import db
from portal.goals.models import Contribution, Indicator
from portal.shared_goals.models import SharedGoal
from portal.tenancy import current_organisation_id, uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.contract.plan import METRIC
from tests.letter_kinds import NOTE

METRIC_CHOSEN = f"metric {METRIC}"


def make_friends(factory: Any, slug: str) -> dict[str, UUID]:
    """Organisations that this one can ask, or is asked by: no word of theirs is looked for."""
    return {name: factory.organisation(f"{slug}-{name}", f"Lag {name}").id for name in ("asks", "works", "one", "two")}


def fill_partners(words: Any, friends: dict[str, UUID], asked_of: dict[str, Any]) -> dict[str, Any]:
    """In the organisation in scope: one that asks us, one that we work with, one without an account; two letters."""
    moment = clock.now()
    said = {"asked_at": moment, "answered_at": moment}
    asks = words.row(Partner, other_id=friends["asks"], status="asked", is_ours=False, asked_at=moment)
    works = words.row(Partner, other_id=friends["works"], status="accepted", is_ours=True, **said)
    outside = words.row(Partner, status="accepted", is_ours=True, **said)
    db.session.add_all([asks, works, outside])
    db.session.flush()
    waits, sent = (
        ExchangeLetter(
            connection_id=works.id, kind=NOTE, is_ours=is_ours, sent_at=moment,
            content={"text": words("exchange_letter.content"), "number": "5"}, fault="" if is_ours else "off",
        )
        for is_ours in (False, True)
    )  # fmt: skip
    db.session.add_all([waits, sent])
    db.session.flush()
    goals = _shared_goals(words, asked_of, works.id)
    return {
        "connection_id": works.id,
        "partners.answer:connection_id": asks.id,
        "letter_id": waits.id,
        "its other partner": outside.id,
        **goals,
    }


def _shared_goals(words: Any, arguments: dict[str, Any], works: UUID) -> dict[str, Any]:
    """Ours, that has ended, so that it can be offered anew; ours of an old plan, that goes on with this indicator; theirs
    that we contribute to; theirs that waits for an answer.
    """
    moment, said = clock.now(), {"connection_id": works, "kind": "level", "milestones": [["2027-12-31", "100"]]}
    its = {"goal_id": arguments["goal_id"], "indicator_id": arguments["indicator_id"]}
    ours = words.row(SharedGoal, is_ours=True, status="ended", offered_at=moment, **its, **said)
    theirs = words.row(
        SharedGoal, is_ours=False, status="accepted", metric=None, period=None, offered_at=moment, **said
    )
    waits = words.row(SharedGoal, is_ours=False, status="offered", offered_at=moment, **said)
    goes_on = _from_an_old_plan(words, arguments["indicator_id"], **said)
    db.session.add_all([ours, goes_on, theirs, waits])
    db.session.flush()
    for goal in (ours, theirs):
        row = {"shared_goal_id": goal.id, "indicator_id": goal.indicator_id, "on_date": clock.today()}
        db.session.add(words.row(Contribution, value=7, sent_at=moment, **row))
    db.session.flush()
    return {
        "shared_goal_id": theirs.id,
        "shared_goals.answer:shared_goal_id": waits.id,
        "its goal that goes on": goes_on.id,
    }


def _from_an_old_plan(words: Any, indicator_id: UUID, **said: Any) -> SharedGoal:
    now = db.session.get_one(Indicator, (current_organisation_id(), indicator_id))
    now.follows_id = uuid7()
    its = {"goal_id": uuid7(), "indicator_id": now.follows_id, "unit_one": now.unit_one, "unit_many": now.unit_many}
    made: SharedGoal = words.row(
        SharedGoal, is_ours=True, status="accepted", period=now.period, offered_at=clock.now(), **its, **said
    )
    return made


def fill_other_ends(factory: Any, made: Any, friends: dict[str, UUID]) -> None:
    """What stands at the friends': the same ids, no words."""
    pairs = (("asks", "partners.answer:connection_id", "asked"), ("works", "connection_id", "accepted"))
    for name, key, status in pairs:
        with factory.working_as(scope_of(friends[name])):
            is_ours, moment = name == "asks", clock.now()
            row = {"other_id": made.id, "name": "Lag", "status": status, "is_ours": is_ours, "asked_at": moment}
            db.session.add(Partner(id=made.arguments[key], **row))
            db.session.flush()
            if name == "works":
                _other_goals(made.arguments)
            db.session.commit()


def _other_goals(arguments: dict[str, Any]) -> None:
    ends = (
        ("shared_goal_id", "accepted", True),
        ("shared_goals.answer:shared_goal_id", "offered", True),
        ("its goal that goes on", "accepted", False),
    )
    for key, status, is_ours in ends:
        said = {"kind": "level", "milestones": [], "title": "Mål", "status": status, "offered_at": clock.now()}
        connection_id = arguments["connection_id"]
        db.session.add(SharedGoal(id=arguments[key], connection_id=connection_id, is_ours=is_ours, **said))


def partners_writes(arguments: dict[str, Any]) -> dict[str, dict[str, Any]]:
    crosses: dict[str, Any] = {"by": "staff", "crosses": True}
    invited = {"name": "Kommunen", "email": "post@kommunen.example"}
    return {
        "partners.ask": {"crosses": True, "typed": {"slug": "ours-one"}, "other": {"slug": "ours-two"}},
        "partners.invite": {"typed": invited, "other": {"name": "Fylket"}},
        "partners.answer": {"crosses": True, "typed": {"answer": "yes"}, "other": {"answer": "no"}},
        "partners.end": {"crosses": True},
        "shared_goals.offer": {
            **crosses,
            "typed": {"title": "Flere er med", "partner": str(arguments["its other partner"])},
            "other": {"title": "Enda flere er med"},
        },
        "shared_goals.answer": {**crosses, "typed": {"answer": "yes"}, "other": {"answer": "no"}},
        "shared_goals.give": {**crosses, "typed": {"value": "12"}, "other": {"value": "13"}},
        "shared_goals.source": {"by": "staff", "typed": {"source": METRIC_CHOSEN}, "other": {"source": "hand"}},
        "shared_goals.next_plan": crosses,
        "shared_goals.end": crosses,
        "partners.again": {"by": "staff", "crosses": True},
    }
