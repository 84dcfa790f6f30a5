"""Who withdraws while letters are being written gets none: whoever of the two came first."""

import pytest
from sqlalchemy import select

from portal.consents import services as consents
from portal.consents.queries import consents_of
from portal.consents.services import withdraw_consent
from portal.extensions import db
from portal.messages.models import Message
from portal.sendings import writing
from portal.sendings.writing import write_batch
from portal.tenancy.scope import organisation as scope_of
from tests.portal.at_once import one_in_the_others_work


@pytest.fixture
def met(app, config, factory, organisation, people, news, begin, within, on_postgresql):
    """Both at once, the one named first; to whom letters wait afterwards."""
    if not on_postgresql:
        pytest.skip("SQLite has one writer: the second begins when the first has ended")
    kari, _other = people(2, news)
    sending_id = begin()
    works = {
        "write": lambda: write_batch(organisation.id, sending_id),
        "withdraw": lambda: withdraw_consent(kari, news, channel="link", by=None),
    }

    def run(first: str, second: str) -> set[str]:
        def inside(what, pause=lambda: None):
            with factory.working_as(scope_of(organisation.id)):
                works[what]()
                db.session.flush()
                pause()
                db.session.commit()

        one_in_the_others_work(config, lambda pause: inside(first, pause), lambda: inside(second))
        assert within(lambda: consents_of(organisation.id, kari)) == {}
        waits = select(Message.person_id).where(Message.organisation_id == organisation.id, Message.due_at.is_not(None))
        return {"kari" if one == kari else "other" for one in within(lambda: list(db.session.scalars(waits)))}

    return run


@pytest.mark.parametrize("order", [("write", "withdraw"), ("withdraw", "write")])
def test_whoever_of_them_is_first_no_letter_waits_for_her(met, order):
    assert met(*order) == {"other"}


@pytest.mark.parametrize(("order", "place"), [(("write", "withdraw"), consents), (("withdraw", "write"), writing)])
def test_without_the_lock_on_the_purpose_one_does(met, order, place, monkeypatch):
    monkeypatch.setattr(place, "keep_purpose", lambda *_which: None)
    assert met(*order) == {"kari", "other"}
