"""What somebody no longer wants is not sent, however far it has come."""

import pytest

from portal.extensions import db
from portal.messages.models import Message
from portal.messages.services import send_to_person, stop_queued
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.portal.messages.conftest import LETTER

GRY, AASE = uuid7(), uuid7()


@pytest.fixture
def write_to(factory, organisation):
    def write(person=GRY, purpose="newsletter", inside=organisation, recipient="gry@example.org") -> str:
        with factory.working_as(scope_of(inside.id)):
            message_id = send_to_person(LETTER, recipient, person, purpose).message_id
            db.session.commit()
            return message_id

    return write


@pytest.fixture
def stop(factory, organisation):
    def stopped(*whose, inside=organisation) -> int:
        with factory.working_as(scope_of(inside.id)):
            count = stop_queued(inside.id, *whose)
            db.session.commit()
            return count

    return stopped


def test_what_is_queued_for_a_purpose_stops_with_it_and_nothing_else_does(
    other_organisation, use_mail_server, work, write_to, stop
):
    write_to()
    kept = [write_to(purpose="survey"), write_to(AASE), write_to(inside=other_organisation)]

    assert stop(GRY, "newsletter") == 1
    work()

    assert sorted(use_mail_server.ids) == sorted(kept)


def test_without_a_purpose_all_that_is_queued_for_a_person_stops(use_mail_server, work, write_to, stop):
    for purpose in ("newsletter", "survey", None):
        write_to(purpose=purpose)
    kept = write_to(AASE)

    assert stop(GRY) == 3
    work()

    assert use_mail_server.ids == [kept]


def test_what_was_sent_already_stays_known(use_mail_server, work, write_to, stop, outbox):
    write_to()
    work()

    assert stop(GRY) == 0
    assert len(outbox()) == 1


def test_a_letter_that_a_worker_has_claimed_is_not_sent_after_it_was_stopped(
    app, use_mail_server, work, write_to, stop, outbox
):
    """The worker holds both letters; while the first one is handed over, she withdraws."""
    first = write_to(AASE)
    write_to()
    use_mail_server.behave(lambda connection: _with(app, stop, GRY))

    assert work() == 1
    assert use_mail_server.ids == [first]
    assert [letter.person_id for letter in outbox()] == [AASE]


def test_a_letter_that_is_stopped_while_it_is_handed_over_does_not_keep_the_next_one_back(
    app, use_mail_server, work, write_to, stop, outbox
):
    ids = [write_to(), write_to(AASE)]
    use_mail_server.behave(lambda connection: _with(app, stop, GRY))

    assert work() == 2
    assert use_mail_server.ids == ids
    assert [letter.person_id for letter in outbox()] == [AASE]
    assert all(isinstance(letter, Message) and letter.sent_at for letter in outbox())


def _with(app, stop, person) -> None:
    """In the mail server's thread, as another process would."""
    with app.app_context():
        stop(person)
