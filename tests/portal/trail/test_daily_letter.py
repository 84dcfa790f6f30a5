"""Each day the administrators get the last seal; with it a cut end is found."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.audit.sealing import seal_everywhere
from portal.audit.services import record
from portal.database import open_engine
from portal.extensions import db
from portal.messages.models import Message
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from portal.trail.commands import verify_chains
from portal.trail.daily import mail_head


@pytest.fixture
def boss(actor, organisation):
    return actor(organisation, Role.ADMINISTRATOR)


@pytest.fixture
def write(app, factory, organisation):
    """Something is done, and sealed."""

    def done(action="goal.changed"):
        with factory.working_as(scope_of(organisation.id)):
            record(action, None, by=None, changes={"title": ["a", "b"]})
            db.session.commit()
        with app.app_context():
            seal_everywhere()

    return done


@pytest.fixture
def mail(factory, organisation):
    """A morning's letters; those that lie in the outbox after it."""

    def letters() -> list[Message]:
        with factory.working_as(scope_of(organisation.id)):
            mail_head(organisation.id)
            db.session.commit()
            return list(db.session.scalars(select(Message).order_by(Message.id)))

    return letters


def head_in(letter: Message) -> str:
    return re.search(r"--head (\S+)", letter.text)[1]


def test_each_administrator_gets_the_last_seal_and_nobody_else(boss, actor, organisation, write, mail):
    actor(organisation, Role.STAFF)
    write()

    letters = mail()

    assert [letter.recipient for letter in letters] == [boss.email]
    assert "Hjertelaget" not in letters[0].subject
    assert "portal audit verify hjertelag --head 1:" in letters[0].text


def test_once_a_day_however_often_the_worker_starts(boss, write, mail):
    write()
    assert len(mail()) == len(mail()) == 1

    with clock.stopped_at(clock.now() + timedelta(days=1)):
        assert len(mail()) == 2


def test_before_anything_is_sealed_there_is_no_letter(boss, mail):
    assert mail() == []


def test_the_mailed_head_is_accepted_and_finds_a_cut_end(app, config, organisation, boss, write, mail):
    write()
    write()
    head = head_in(mail()[0])
    write()
    with app.app_context():
        assert next(verify_chains("hjertelag", head))[1].faults == []

    owner = open_engine(config.owner_url)
    ours = f"organisation_id = '{organisation.id.hex if config.sqlite else organisation.id}'"
    with owner.begin() as connection:
        connection.exec_driver_sql(f"DELETE FROM audit_entry WHERE {ours} AND seal_number >= 2")
        connection.exec_driver_sql(f"DELETE FROM audit_seal WHERE {ours} AND number >= 2")
    owner.dispose()

    with app.app_context():
        assert next(verify_chains("hjertelag", None))[1].faults == [], "a shorter chain is whole by itself"
        assert "The end was cut off" in next(verify_chains("hjertelag", head))[1].faults[0]


def test_an_administrator_switches_it_off_and_all_of_them_are_told(boss, actor, browser, organisation, write, mail):
    other = actor(organisation, Role.ADMINISTRATOR)
    write()

    hers = browser(boss)
    form = hers.fields("/o/hjertelag/trail/letter")
    form.pop("daily_letter", None)
    hers.send("/o/hjertelag/trail/letter", form)

    told = mail()
    assert sorted(letter.recipient for letter in told) == sorted([boss.email, other.email])
    assert all("har slått av det daglige brevet" in letter.text for letter in told)
    assert all("--head" not in letter.text for letter in told)
