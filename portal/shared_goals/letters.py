"""What is sent between the two ends of a shared goal, and what is done where it arrives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from portal import clock
from portal.audit.services import changed, record
from portal.errors import NotFound
from portal.exchange.services import Arrived
from portal.extensions import db
from portal.goals.rules import check_day
from portal.i18n import _, _l, format_date, format_number
from portal.plugin_api import LetterKind
from portal.shared_goals.due import say_due, unsay_due
from portal.shared_goals.keeping import keep_contribution
from portal.shared_goals.models import SharedGoal
from portal.shared_goals.queries import goal_over
from portal.shared_goals.rules import KINDS, OPEN, check_open, check_size, check_status

OFFER, ANSWER, SHARE, NEXT, END = (f"shared_goals.{name}" for name in ("offer", "answer", "share", "next", "end"))
#: the personal link through which a partner without an account answers and contributes
PARTNER = "shared_goals.partner"


@dataclass(frozen=True)
class Stop:
    on: date
    value: Decimal


@dataclass(frozen=True)
class Offer:
    """All that the partner ever gets to know of the goal."""

    goal: UUID
    title: str
    text: str
    unit_one: str
    unit_many: str
    kind: str
    period: str | None
    milestones: tuple[Stop, ...]
    counts_people: bool


@dataclass(frozen=True)
class Answer:
    goal: UUID
    accepts: bool


@dataclass(frozen=True)
class Share:
    """What the partner contributes: a figure on a day, and a note to it."""

    goal: UUID
    on: date
    value: Decimal
    note: str


@dataclass(frozen=True)
class Next:
    """The goal goes on in a new plan: of what the offer named, what is another there."""

    goal: UUID
    title: str
    text: str
    milestones: tuple[Stop, ...]


@dataclass(frozen=True)
class End:
    goal: UUID


def goal_from(offer: Offer, **values: Any) -> SharedGoal:
    """A row for one end, as the offer names it."""
    return SharedGoal(
        id=offer.goal,
        title=offer.title,
        text=offer.text,
        unit_one=offer.unit_one,
        unit_many=offer.unit_many,
        kind=offer.kind,
        period=offer.period,
        milestones=_as_kept(offer.milestones),
        counts_people=offer.counts_people,
        status="offered",
        offered_at=clock.now(),
        **values,
    )


def _as_kept(stops: Iterable[Stop]) -> list[list[str]]:
    return [[stop.on.isoformat(), str(stop.value)] for stop in stops]


def _offered(arrived: Arrived) -> None:
    offer: Offer = arrived.content
    if offer.kind not in KINDS:
        raise ValueError(offer.kind)
    ours = goal_from(offer, connection_id=arrived.connection_id, is_ours=False, partner_counts_people=True)
    db.session.add(ours)
    record("shared_goal.offered", offer.goal, by=None, changes={"title": offer.title})


def _goal(arrived: Arrived, *, is_ours: bool | None = None) -> SharedGoal:
    """The goal that the letter names, if it is between these two: nobody answers for another partner."""
    found = goal_over(arrived.connection_id, arrived.content.goal)
    if found is None or (is_ours is not None and found.is_ours != is_ours):
        raise NotFound
    return found


def _answered(arrived: Arrived) -> None:
    found = _goal(arrived, is_ours=True)
    check_status(found.status, "offered")
    mark_answered(found, accepts=arrived.content.accepts, by=None)


def mark_answered(
    found: SharedGoal, *, accepts: bool, counts_people: bool | None = None, by: UUID | None, answered_as: str = ""
) -> None:
    """`counts_people`: what the partner says of its own figures; None where it says so at its own end."""
    said = {"status": "accepted" if accepts else "declined", "partner_counts_people": counts_people}
    changes = changed(found, **said, answered_at=clock.now(), answered_as=answered_as)
    record(f"shared_goal.{found.status}", found.id, by=by, changes=changes)
    if accepts:
        say_due(found)


def _shared(arrived: Arrived) -> None:
    found, share = _goal(arrived, is_ours=True), arrived.content
    check_status(found.status, "accepted")
    check_day(share.on)
    check_size(share.value, counts_people=found.counts_people)
    keep_contribution(found, on_date=share.on, value=share.value, note=share.note, by=None)


def _gone_on(arrived: Arrived) -> None:
    found = _goal(arrived, is_ours=False)
    check_open(found.status)
    unsay_due(found)
    mark_gone_on(found, arrived.content, by=None)
    if found.status == "accepted":
        say_due(found)


def mark_gone_on(found: SharedGoal, following: Next, *, by: UUID | None, **values: Any) -> None:
    said = {"title": following.title, "text": following.text, "milestones": _as_kept(following.milestones)}
    changes = changed(found, **said, **values)
    changes.pop("milestones", None)
    record("shared_goal.gone_on", found.id, by=by, changes=changes)


def _ended(arrived: Arrived) -> None:
    found = _goal(arrived)
    if found.status in OPEN:
        mark_ended(found, by=None)


def mark_ended(found: SharedGoal, *, by: UUID | None) -> None:
    changes = changed(found, status="ended", ended_at=clock.now(), metric=None, source_id=None)
    record("shared_goal.ended", found.id, by=by, changes=changes)
    unsay_due(found)


def _told_share(share: Share) -> str:
    return f"{format_date(share.on)}: {format_number(share.value)}"


KINDS_OF_LETTERS = [
    LetterKind(
        name=OFFER,
        label=_l("Offer of a shared goal"),
        schema=Offer,
        arrive=_offered,
        told=lambda offer: offer.title,
        answered_by=PARTNER,
    ),
    LetterKind(
        name=ANSWER,
        label=_l("Answer about a shared goal"),
        schema=Answer,
        arrive=_answered,
        told=lambda answer: _("Yes") if answer.accepts else _("No, thank you"),
    ),
    LetterKind(name=SHARE, label=_l("Contribution to a shared goal"), schema=Share, arrive=_shared, told=_told_share),
    LetterKind(
        name=NEXT,
        label=_l("A shared goal goes on in a new plan"),
        schema=Next,
        arrive=_gone_on,
        told=lambda following: following.title,
        answered_by=PARTNER,
    ),
    LetterKind(name=END, label=_l("End of a shared goal"), schema=End, arrive=_ended, told=lambda end: ""),
]
