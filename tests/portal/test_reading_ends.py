"""What was only read ends with COMMIT, so that prepared statements live on; what was written and not saved is undone."""

from datetime import date

import pytest
from sqlalchemy import event, insert, select, text

from portal.database import is_one_of
from portal.extensions import db
from portal.organisations.models import Organisation, Unit
from portal.plugin_api import Role
from portal.tenancy import end_reading, uuid7
from portal.tenancy.scope import organisation as scope_of

LIST = "/o/hjertelag/activities/"


@pytest.fixture
def ends(app):
    """How each transaction ends."""
    seen: list[str] = []
    with app.app_context():
        engine = db.engine
    heard = {"commit": lambda _c: seen.append("commit"), "rollback": lambda _c: seen.append("rollback")}
    for name, hear in heard.items():
        event.listen(engine, name, hear)
    yield seen
    for name, hear in heard.items():
        event.remove(engine, name, hear)


def test_a_page_that_only_reads_never_rolls_back(organisation, actor, browser, ends):
    staff = browser(actor(organisation, Role.STAFF))
    ends.clear()

    staff.get(LIST)

    assert ends == ["commit"]


def test_a_form_that_is_not_taken_never_rolls_back(organisation, actor, browser, ends):
    staff = browser(actor(organisation, Role.STAFF))
    ends.clear()

    page = staff.post(LIST + "register/core.meeting", data={"number_participants": "mange"}, follow_redirects=False)

    assert page.status_code in (200, 400, 422)
    assert "rollback" not in ends


def test_the_database_keeps_the_plans_of_what_every_start_page_asks(app, organisation, actor, browser, on_postgresql):
    if not on_postgresql:
        pytest.skip("SQLite prepares nothing on a server")
    staff = browser(actor(organisation, Role.STAFF))
    for _ in range(8):
        staff.get("/o/hjertelag/")
        staff.get(LIST)

    with app.app_context(), db.engine.connect() as connection:
        prepared = connection.exec_driver_sql("SELECT statement FROM pg_prepared_statements").scalars().all()

    kept = {table for sql in prepared for table in ("login_session", "due_item", "indicator") if table in sql}
    assert kept == {"login_session", "due_item", "indicator"}
    assert not any(sql.startswith("SELECT activity.") for sql in prepared), "each list is planned for who asks"


def add_by_session():
    db.session.add(Unit(name="Glemt", parent_id=None))


def flush():
    add_by_session()
    db.session.flush()


def insert_rows():
    db.session.execute(insert(Unit).values(id=uuid7(), name="Glemt", kind="branch"))


def insert_in_plain_sql():
    """Of a global table: on those of tenants plain SQL is refused."""
    db.session.execute(text("UPDATE organisation SET name = 'Glemt'"))


@pytest.mark.parametrize("write", [add_by_session, flush, insert_rows, insert_in_plain_sql])
def test_what_was_written_and_not_committed_is_undone(factory, organisation, write):
    with factory.working_as(scope_of(organisation.id)):
        db.session.execute(select(Unit.id)).all()
        write()
        end_reading(db.session())
        db.session.remove()
        names = [*db.session.scalars(select(Unit.name)), *db.session.scalars(select(Organisation.name))]

    assert "Hjertelaget" in names
    assert "Glemt" not in names


def test_a_list_is_one_parameter_however_long_it_is(factory, organisation):
    first, second = factory.unit(organisation, "Nord"), factory.unit(organisation, "Sør")
    statement = select(Unit.name).where(is_one_of(Unit.id, "ids")).order_by(Unit.name)
    with factory.working_as(scope_of(organisation.id)):
        found = [
            list(db.session.scalars(statement, {"ids": ids}))
            for ids in ([], [first], {first, second}, [second, *(uuid7() for _ in range(2_000))])
        ]

    assert found == [[], ["Nord"], ["Nord", "Sør"], ["Sør"]]


def test_a_list_of_words_may_hold_what_sql_would_read_as_its_own(factory, organisation):
    factory.unit(organisation, 'O\'Hara "x" %s {1,2}')
    with factory.working_as(scope_of(organisation.id)):
        found = db.session.scalars(select(Unit.name).where(is_one_of(Unit.name, ['O\'Hara "x" %s {1,2}', "æ"]))).all()

    assert found == ['O\'Hara "x" %s {1,2}']


def test_the_day_of_the_list_is_not_the_last_reader_s(factory, organisation, actor, browser):
    """Each page begins its own transaction: what somebody saves between two of mine is on the second."""
    reader = browser(actor(organisation, Role.STAFF))
    reader.get(LIST)
    factory.activity(organisation, on_date=date(2026, 1, 2), title="")

    assert "2. januar 2026" in reader.get(LIST).text
