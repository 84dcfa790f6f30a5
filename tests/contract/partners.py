"""A tenant's partners, letters of theirs, and what is typed into the forms of exchange."""

from typing import Any
from uuid import UUID

from portal import clock
from portal.exchange.models import ExchangeLetter, Partner
from portal.extensions import db
from portal.tenancy.scope import organisation as scope_of
from tests.letter_kinds import NOTE


def make_friends(factory: Any, slug: str) -> dict[str, UUID]:
    """Organisations that this one can ask, or is asked by: no word of theirs is looked for."""
    return {name: factory.organisation(f"{slug}-{name}", f"Lag {name}").id for name in ("asks", "works", "one", "two")}


def fill_partners(words: Any, friends: dict[str, UUID]) -> dict[str, Any]:
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
    return {
        "connection_id": works.id,
        "partners.answer:connection_id": asks.id,
        "letter_id": waits.id,
        "outside_id": outside.id,
    }


def fill_other_ends(factory: Any, made: Any, friends: dict[str, UUID]) -> None:
    """What stands at the friends': the same ids, no words."""
    pairs = (("asks", "partners.answer:connection_id", "asked"), ("works", "connection_id", "accepted"))
    for name, key, status in pairs:
        with factory.working_as(scope_of(friends[name])):
            is_ours, moment = name == "asks", clock.now()
            row = {"other_id": made.id, "name": "Lag", "status": status, "is_ours": is_ours, "asked_at": moment}
            db.session.add(Partner(id=made.arguments[key], **row))
            db.session.commit()


def partners_writes() -> dict[str, dict[str, Any]]:
    invited = {"name": "Kommunen", "email": "post@kommunen.example"}
    return {
        "partners.ask": {"crosses": True, "typed": {"slug": "ours-one"}, "other": {"slug": "ours-two"}},
        "partners.invite": {"typed": invited, "other": {"name": "Fylket"}},
        "partners.answer": {"crosses": True, "typed": {"answer": "yes"}, "other": {"answer": "no"}},
        "partners.end": {"crosses": True},
        "partners.again": {"by": "staff", "crosses": True},
    }
