"""What waited in a backup may have left since: put back, it goes out when somebody says so, and not before."""

import pytest
from sqlalchemy import select

from portal.backup.services import make_backup, restore
from portal.extensions import db
from portal.messages import held
from portal.messages.models import Message, PlatformMessage
from portal.messages.services import HELD, send
from portal.sendings.models import Sending
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from portal.work import working_as
from portal.worker import work_once
from tests.portal.messages.conftest import LETTER
from tests.portal.sendings.conftest import begin, news, people, within  # noqa: F401  # fixtures


@pytest.fixture
def archive(app, factory, within, people, news, begin, tmp_path):  # noqa: F811
    """A letter to many is being written; of the organisation's own one waits and one is held; one of the platform's waits."""

    def write() -> None:
        send(LETTER, "gry@example.org")
        send(LETTER, "liv@example.org").due_at = HELD

    people(3, news)
    begin()
    within(write)
    with factory.working_as(NOBODY):
        send(LETTER, "operator@example.org")
        db.session.commit()
    with app.app_context():
        return make_backup(app.config["PORTAL"], tmp_path / "backups")[0]


def test_no_letter_of_a_backup_goes_out_by_itself(archive, elsewhere, organisation):
    done = restore(elsewhere.config["PORTAL"], archive)
    for _round in range(3):
        work_once()

    assert done.held == 3
    with working_as(NOBODY):
        [letter] = held.platform_letters()
        assert (letter.recipient, letter.sent_at) == ("operator@example.org", None)
    with working_as(scope_of(organisation.id)):
        assert {one.recipient for one in held.letters(organisation.id, 9)} == {"gry@example.org", "liv@example.org"}
        assert db.session.query(Message).filter(Message.sent_at.is_not(None)).count() == 0
        assert all(db.session.scalars(select(Sending.stopped_at)))


def test_it_goes_out_once_somebody_says_so(archive, elsewhere, organisation, factory):
    restore(elsewhere.config["PORTAL"], archive)
    with working_as(scope_of(organisation.id)):
        letter = next(one for one in held.letters(organisation.id, 9) if one.recipient == "gry@example.org")
        held.send_again(letter, by=None)
        db.session.commit()
    work_once()

    with working_as(scope_of(organisation.id)):
        sent = select(Message.recipient).where(Message.sent_at.is_not(None))
        assert db.session.scalars(sent).all() == ["gry@example.org"]
    with working_as(NOBODY):
        assert db.session.query(PlatformMessage).filter(PlatformMessage.sent_at.is_not(None)).count() == 0
