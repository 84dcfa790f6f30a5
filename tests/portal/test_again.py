"""A page whose work met somebody else's begins again; what fails for another reason does not.

That two who save the same row are both shown stands in tests/contract/test_edits.py, for every form.
"""

from contextlib import contextmanager
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.again import TRIES, init_again
from portal.audit.services import sent_form
from portal.extensions import db
from portal.organisations.models import Unit
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.contract.stored import Stored
from tests.databases import close
from tests.portal.at_once import all_at_once

MEETING = "/o/hjertelag/activities/register/core.meeting"


@pytest.fixture
def tries(factory, organisation):
    """How often a page that does this is run inside the organisation, and the fault that it ends in."""

    def run(work):
        small, runs = Flask("small"), []
        small.add_url_rule("/", "page", lambda: (runs.append(work), work()))
        init_again(small)
        sent_form.set(None)
        with factory.working_as(scope_of(organisation.id)), pytest.raises(DBAPIError) as fault:
            small.view_functions["page"]()
        return len(runs), fault.type

    return run


def test_what_the_database_refuses_every_time_is_told_after_a_few_tries(tries):
    def add_a_unit_below_nothing():
        db.session.add(Unit(parent_id=uuid7(), name="Uten rot"))
        db.session.commit()

    assert tries(add_a_unit_below_nothing) == (TRIES, IntegrityError)


def test_a_fault_that_has_nothing_to_do_with_others_is_told_at_once(tries):
    runs, _fault = tries(lambda: db.session.execute(text("SELECT 1 FROM nowhere")))

    assert runs == 1


@contextmanager
def one_picture_for_each_transaction(app, config):
    """PostgreSQL refuses a transaction that would change what another has changed since it began."""
    name, stored = make_url(config.owner_url).database, Stored(app, config)
    stored.run(f"ALTER DATABASE {name} SET default_transaction_isolation = 'repeatable read'")
    close(app)
    try:
        yield
    finally:
        stored.run(f"ALTER DATABASE {name} RESET default_transaction_isolation")
        close(app)


def test_a_transaction_that_postgresql_rolls_back_is_begun_again(
    app, config, organisation, actor, browser, make_activity
):
    if config.sqlite:
        pytest.skip("for PostgreSQL")
    make_activity(organisation, on_date=date(2026, 3, 1))
    people = [browser(actor(organisation, Role.STAFF)) for _turn in range(2)]
    typed = [{**one.fields(MEETING), "on_date": "2026-03-02", "number_participants": "5"} for one in people]

    with one_picture_for_each_transaction(app, config):
        answers = all_at_once(
            config, "activity_tally", *(lambda at=at: people[at].send(MEETING, typed[at]) for at in range(2))
        )

    assert [answer.status_code for answer in answers] == [303, 303]
