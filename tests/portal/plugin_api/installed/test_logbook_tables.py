"""The table of a plugin from outside: made by its own migration, behind all three walls."""

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import make_url, select
from sqlalchemy.exc import IntegrityError

from portal import clock
from portal.database import open_engine
from portal.extensions import db
from portal.migrate import current_revisions, include_object
from portal.plugin_api.schema import faults_of
from portal.tenancy import Base, TenancyError, uuid7
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of


@pytest.fixture
def note(whole_app):
    from logbook.models import Note  # installed only while these tests run

    return Note


@pytest.fixture
def theirs(factory, other_organisation, note):
    """A note of the other organisation."""
    unit_id = factory.root(other_organisation)
    with factory.working_as(scope_of(other_organisation.id)):
        row = note(id=uuid7(), unit_id=unit_id, on_date=clock.today(), title="Storm fra vest")
        db.session.add(row)
        db.session.commit()
        return row.id


def test_its_migration_makes_what_its_models_say(app, config):
    engine = open_engine(config.owner_url)
    with app.app_context(), engine.connect() as connection:
        options = {"include_object": include_object("logbook")}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
        known = current_revisions(connection)
    engine.dispose()

    assert differences == []
    assert "logbook0001" in known
    assert any(revision.startswith("core") for revision in known)


def test_it_keeps_the_rules_of_the_schema(app):
    assert list(faults_of(Base.metadata.tables["logbook_note"])) == []


def test_the_session_lets_nobody_read_it_without_an_organisation(factory, theirs, note):
    with factory.working_as(NOBODY), pytest.raises(TenancyError):
        db.session.scalars(select(note)).all()


def test_the_session_shows_an_organisation_its_own(factory, organisation, theirs, note):
    with factory.working_as(scope_of(organisation.id)):
        assert db.session.scalars(select(note)).all() == []


def test_a_reference_into_another_organisation_is_refused_by_the_database(
    factory, organisation, other_organisation, note
):
    foreign = factory.root(other_organisation)
    with factory.working_as(scope_of(organisation.id)):
        db.session.add(note(id=uuid7(), unit_id=foreign, on_date=clock.today(), title="Storm"))
        with pytest.raises(IntegrityError):
            db.session.flush()


def test_row_level_security_hides_it_from_a_bare_connection(config, theirs, on_postgresql):
    if not on_postgresql:
        pytest.skip("only PostgreSQL has row-level security")
    ours, owners = (
        make_url(url).render_as_string(hide_password=False) for url in (config.database_url, config.system_url)
    )
    with psycopg.connect(ours) as bound, psycopg.connect(owners) as free:
        assert bound.execute("SELECT count(*) FROM logbook_note").fetchone() == (0,)
        assert free.execute("SELECT count(*) FROM logbook_note").fetchone() == (1,)
