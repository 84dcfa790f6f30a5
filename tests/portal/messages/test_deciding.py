"""Two of the staff who say at once what becomes of a letter that may have arrived: the first is heard, the other told."""

import pytest
from sqlalchemy import select

from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.messages import held
from portal.messages.models import MOST_UNANSWERED, Message
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.portal.at_once import all_at_once


@pytest.fixture
def decided(config, factory, organisation, post_letter):
    """(what became of the two, what the log says of the letter)."""
    post_letter()

    def set_aside() -> None:
        letter = db.session.scalars(select(Message)).one()
        letter.due_at, letter.unanswered = None, MOST_UNANSWERED

    def decide(what):
        with factory.working_as(scope_of(organisation.id)):
            letter_id = db.session.scalars(select(Message.id)).one()
            what(held.letter_to_decide(organisation.id, letter_id), by=uuid7())
            db.session.commit()

    def run():
        with factory.working_as(scope_of(organisation.id)):
            set_aside()
            db.session.commit()
        outcomes = all_at_once(config, "message", lambda: decide(held.send_again), lambda: decide(held.let_rest))
        with factory.working_as(scope_of(organisation.id)):
            said = db.session.scalars(select(AuditEntry.action).where(AuditEntry.action.startswith("mail."))).all()
        return sorted(type(one).__name__ for one in outcomes), len(said)

    return run


def test_only_one_of_them_decides(decided):
    assert decided() == (["NoneType", "PortalError"], 1)


def test_without_the_lock_both_do(decided, on_postgresql, monkeypatch):
    if not on_postgresql:
        pytest.skip("SQLite has one writer: the second begins when the first has ended")
    plain = select(Message)
    monkeypatch.setattr(type(plain), "with_for_update", lambda statement, **_more: statement)
    assert decided() == (["NoneType", "NoneType"], 2)
