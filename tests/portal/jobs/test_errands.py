"""Work that somebody waits for: seen on its way, told when it fails, done again when its worker dies."""

from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import select

from portal import clock
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _, use_language
from portal.jobs.errands import LEASE, Outcome
from portal.jobs.models import Job
from portal.jobs.services import start_job
from portal.plugin_api import JobKind, Role
from portal.tenancy.scope import organisation as scope_of
from portal.worker import run, work_once

MINUTE = timedelta(minutes=1, seconds=1)


@pytest.fixture
def teach(kinds):
    def kind(work):
        kinds["core.report"] = JobKind(name="core.report", work=work, waited_for="Rapporten")

    return kind


@pytest.fixture
def kari(organisation, actor):
    return actor(organisation, Role.STAFF)


@pytest.fixture
def start(factory, organisation, kari):
    """Somebody asks; returns the address of the page that shows how far it has come."""

    def started(language="nb", **details):
        with factory.working_as(scope_of(organisation.id)), use_language(language):
            job = start_job(
                "core.report", title="Rapporten for i fjor", details=details, back="/o/hjertelag/", by=kari.id
            )
            db.session.commit()
            return f"/o/hjertelag/jobs/{job.id}"

    return started


@pytest.fixture
def page(browser, kari):
    opened = browser(kari)
    return opened.get


def test_it_waits_then_it_is_done(teach, start, page, work):
    teach(lambda organisation_id, errand: Outcome(text="Her er den"))
    address = start()

    assert "Dette står i kø" in page(address).text
    work()

    assert "Her er den" in page(address).text


def test_how_far_it_has_come_is_seen_while_it_works(teach, start, page, work):
    seen = []
    address = start()

    def look(organisation_id, errand):
        for step in (1, 2):
            errand.report(step, 3)
            elsewhere = Thread(target=lambda: seen.append(page(address).text))
            elsewhere.start()
            elsewhere.join(20)
        return Outcome()

    teach(look)
    work()

    assert ['value="1" max="3"' in seen[0], 'value="2" max="3"' in seen[1]] == [True, True]


def test_nobody_waits_for_the_database_while_it_works(factory, organisation, teach, start, work):
    """After a report no transaction is open: on SQLite, where one writes at a time, others write."""

    def let_others_write(organisation_id, errand):
        errand.report(1, 2)
        connection = db.session.connection().engine
        db.session.rollback()
        with connection.connect() as other:
            other.exec_driver_sql("update job set total = 7")
            other.rollback()
        return Outcome()

    teach(let_others_write)
    start()

    assert work() == 1


def test_the_page_renews_itself_until_it_is_done_and_stops_where_one_asks(teach, start, page, work):
    teach(lambda organisation_id, errand: Outcome())
    address = start()

    assert page(address).headers["Refresh"]
    assert "Refresh" not in page(f"{address}?still=1").headers
    work()
    assert "Refresh" not in page(address).headers


def test_only_she_and_administrators_see_it(organisation, other_organisation, start, actor, browser):
    address = start()

    answers = [
        browser(actor(where, role)).get(address).status_code
        for where, role in (
            (organisation, Role.ADMINISTRATOR),
            (organisation, Role.STAFF),
            (organisation, Role.READER),
            (other_organisation, Role.ADMINISTRATOR),
        )
    ]

    assert answers == [200, 404, 404, 404]


def test_the_worker_s_own_jobs_are_nobody_s_to_see(factory, organisation, ask, actor, browser):
    ask("quiet")
    with factory.working_as(scope_of(organisation.id)):
        [job] = db.session.scalars(select(Job)).all()

    assert browser(actor(organisation, Role.ADMINISTRATOR)).get(f"/o/hjertelag/jobs/{job.id}").status_code == 404


def test_it_speaks_the_language_of_whoever_asked(teach, start, page, work):
    teach(lambda organisation_id, errand: Outcome(text=_("The report is ready.")))
    address = start("da")
    work()

    assert "Rapporten er klar." in page(address).text


def test_what_she_can_understand_is_told_at_once(teach, start, page, work):
    def refuse(organisation_id, errand):
        raise PortalError("Det er ingen tall for dette året.")

    teach(refuse)
    address = start()
    work()

    assert "Det er ingen tall for dette året." in page(address).text
    assert "Refresh" not in page(address).headers


def test_what_is_our_fault_is_tried_twice_and_then_told(teach, start, page, work):
    tried = []

    def fail(organisation_id, errand):
        tried.append(1)
        raise ZeroDivisionError

    teach(fail)
    address = start()
    work()
    assert "Det gikk ikke første gang" in page(address).text
    with clock.stopped_at(clock.now() + MINUTE):
        work()

    assert "Dette kunne ikke lages" in page(address).text
    assert len(tried) == 2


def test_what_a_failed_try_wrote_is_undone_with_it(factory, organisation, teach, start, work):
    def write_and_fail(organisation_id, errand):
        db.session.add(Job(kind="core.left_behind", details={}, due_at=None))
        db.session.flush()
        raise PortalError("Nei.")

    teach(write_and_fail)
    start()
    work()

    with factory.working_as(scope_of(organisation.id)):
        assert db.session.scalars(select(Job.kind)).all() == ["core.report"]


class Died(BaseException):
    """As a kill is: nothing catches it."""


def test_a_worker_that_dies_in_the_middle_leaves_it_to_be_done_from_its_start(app, teach, start, page, work):
    steps = []

    def die_once(organisation_id, errand):
        errand.report(1, 2)
        steps.append("began")
        if len(steps) == 1:
            raise Died
        return Outcome(text="Her er den")

    teach(die_once)
    address = start()
    with app.app_context(), pytest.raises(Died):
        work_once()

    assert work() == 0
    with clock.stopped_at(clock.now() + LEASE + MINUTE):
        work()
    assert "Her er den" in page(address).text
    assert steps == ["began", "began"]


def test_one_that_kills_each_worker_is_given_up(app, teach, start, page, work):
    def kill(organisation_id, errand):
        raise Died

    teach(kill)
    address, moment = start(), clock.now()
    for times in (0, 1):
        with clock.stopped_at(moment + times * (LEASE + MINUTE)), app.app_context(), pytest.raises(Died):
            work_once()
    with clock.stopped_at(moment + 2 * (LEASE + MINUTE)):
        work()

    assert "Dette kunne ikke lages" in page(address).text


def test_a_worker_that_slept_past_its_lease_changes_nothing_any_more(app, teach, start, page, work):
    begun = []

    def sleep(organisation_id, errand):
        begun.append(1)
        if len(begun) == 1:
            with clock.stopped_at(clock.now() + LEASE + MINUTE):
                work_once()
            return Outcome(text="Den som sov")
        return Outcome(text="Den som overtok")

    teach(sleep)
    address = start()
    work()

    assert "Den som overtok" in page(address).text


def test_asked_for_twice_before_it_is_done_it_is_done_once(teach, start, work):
    teach(lambda organisation_id, errand: Outcome())

    assert start(year=2025) == start(year=2025) != start(year=2026)
    assert work() == 2


def test_after_thirty_days_it_is_forgotten(app, teach, start, jobs, work):
    teach(lambda organisation_id, errand: Outcome())
    start()
    work()
    left = []

    for days in (29, 31):
        with clock.stopped_at(clock.now() + timedelta(days=days)), app.app_context():
            run(pause=0, rounds=1)
        left.append("report" in jobs())

    assert left == [True, False]


def test_if_no_worker_comes_somebody_should_look(start, page):
    address = start()

    assert "arbeidsprosessen" not in page(address).text
    with clock.stopped_at(clock.now() + timedelta(minutes=3)):
        assert "arbeidsprosessen" in page(address).text
