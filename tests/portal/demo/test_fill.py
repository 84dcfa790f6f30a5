"""The demo: the same each time on the same day, and whole."""

import json
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import inspect, select

from portal import clock
from portal.accounts.models import UserAccount
from portal.activities.kinds import all_questions, asked, kinds_at
from portal.activities.models import WHOLE, Activity, ActivityTally
from portal.activities.verdicts import measures_of
from portal.activities.words import told
from portal.calendar.models import DueItem
from portal.demo.build import CONTENT, fill
from portal.demo.people import ADDRESSES, OPERATOR
from portal.demo.people import PASSWORD as DEMO_PASSWORD
from portal.demo.shared_goals import MUNICIPALITIES
from portal.extensions import db
from portal.goals.cards import cards_of
from portal.goals.models import Measurement
from portal.goals.plan_queries import actions_of, current_plan_and_areas
from portal.goals.queries import goals_of
from portal.i18n import use_language
from portal.organisations.models import Organisation
from portal.organisations.queries import setup_now
from portal.organisations.rules import checked_number
from portal.plugin_api.types import NUMBER_KINDS
from portal.tenancy import Base
from portal.tenancy.scope import EVERYONE, NOBODY
from portal.tenancy.scope import organisation as scope_of
from tests.actors import Actor
from tests.databases import empty

MORNING = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
SLUGS = ("carcinor", "kraeftens-bekaempelse", "kreftforeningen", "kreftnettverk-bergen", "seniornett")
#: what is planned or cancelled has no numbers yet, and is not counted
HELD = select(Activity).where(Activity.status == "held")
#: what must differ each time
SECRETS = {"password_hash", "token_hash"}
#: there lie links that open a door
LETTERS = {("message", "text"), ("message", "html")}


@contextmanager
def demo_made(app, at=MORNING):
    with clock.stopped_at(at), app.app_context():
        fill()
        yield


@pytest.fixture
def demo(app):
    with clock.stopped_at(MORNING):
        with app.app_context():
            fill()
        yield


@pytest.fixture
def organisations(demo, factory):
    with factory.working_as(NOBODY):
        return {row.slug: row for row in db.session.scalars(select(Organisation)) if row.slug not in MUNICIPALITIES}


def dump(factory):
    """Every row of every table, without its secrets."""
    with factory.working_as(EVERYONE):
        found = {}
        for mapper in Base.registry.mappers:
            table = mapper.local_table.name
            known = [column.key for column in inspect(mapper.class_).columns if column.key not in SECRETS]
            columns = [name for name in known if (table, name) not in LETTERS]
            rows = db.session.scalars(select(mapper.class_))
            found[mapper.local_table.name] = sorted(
                json.dumps([str(getattr(row, name)) for name in columns]) for row in rows
            )
        return found


def test_the_same_day_gives_the_same_data_at_any_hour(app, config, factory):
    with demo_made(app):
        pass
    first = dump(factory)
    empty(app, config)
    with demo_made(app, MORNING + timedelta(hours=9, minutes=41)):
        pass
    second = dump(factory)

    assert len(first["activity"]) > 1000
    assert {table: set(first[table]) ^ set(second[table]) for table in first if first[table] != second[table]} == {}


def test_every_organisation_has_its_plan_units_people_and_activities(factory, organisations):
    assert tuple(sorted(organisations)) == SLUGS
    for slug, organisation in organisations.items():
        said = json.loads((CONTENT / f"{slug}.json").read_text(encoding="utf-8"))
        assert organisation.language == said["language"] == ("da" if slug.startswith("kraeftens") else "nb")
        with factory.working_as(scope_of(organisation.id)):
            plan, areas = current_plan_and_areas(organisation.id)
            assert plan.title == said["plan"]["title"]
            assert len(areas) == len(said["plan"]["areas"]) > 0
            assert goals_of(organisation.id, plan.id)
            assert len(setup_now(organisation.id).units) > 1
            assert setup_now(organisation.id).plugins == set(said["plugins_on"])
            assert db.session.scalars(select(Activity.id)).first()
            assert actions_of(organisation.id, plan.id) or slug in ("kreftforeningen", "kraeftens-bekaempelse")


def test_every_account_signs_in_and_sees_its_start_page(organisations, browser):
    for slug in organisations:
        for local in ADDRESSES:
            opened = browser()
            opened.sign_in(Actor(organisations[slug].id, f"{local}@{slug}.example"), DEMO_PASSWORD)
            page = opened.get(f"/o/{slug}/")
            assert page.status_code == 200, (slug, local)
            assert "goal-card" in page.text, slug
    operator = browser()
    operator.sign_in(Actor(organisations["carcinor"].id, OPERATOR), DEMO_PASSWORD)
    assert operator.get("/platform/").status_code == 200
    assert operator.get("/o/carcinor/").status_code == 404


@pytest.mark.parametrize("language", ["nb", "da", "en"])
def test_all_goals_assess_and_speak(factory, organisations, language):
    told = 0
    for organisation in organisations.values():
        with factory.working_as(scope_of(organisation.id)), use_language(language):
            plan, _areas = current_plan_and_areas(organisation.id)
            rows = goals_of(organisation.id, plan.id)
            for card in cards_of(organisation.id, rows, setup_now(organisation.id)).values():
                assert len(card.reading.sentence) > 10
                assert "%(" not in card.reading.sentence
                assert card.status_label
                told += 1

    assert told > 30


def test_carcinors_milestones_are_those_of_its_plan(factory, organisations):
    carcinor = organisations["carcinor"]
    with factory.working_as(scope_of(carcinor.id)):
        plan, _areas = current_plan_and_areas(carcinor.id)
        rows = goals_of(carcinor.id, plan.id)
        cards = cards_of(carcinor.id, rows, setup_now(carcinor.id)).values()
        values = [[int(point.value) for point in card.reading.target.milestones] for card in cards]

    assert [801, 1001, 1500] in values


def test_nothing_has_happened_in_the_future(factory, demo):
    with factory.working_as(EVERYONE):
        assert max(row.on_date for row in db.session.scalars(HELD)) <= date(2026, 11, 22)
        assert max(db.session.scalars(select(Measurement.on_date))) <= date(2026, 11, 22)
        for column in (Activity.registered_at, Measurement.measured_at, UserAccount.created_at):
            assert max(db.session.scalars(select(column))) <= MORNING


def test_two_branches_have_a_season_with_all_that_happens_to_one(factory, organisations):
    """Held, to be told of, cancelled, to come; public and not."""
    for slug in ("carcinor", "kraeftens-bekaempelse"):
        with factory.working_as(scope_of(organisations[slug].id)):
            rows = db.session.scalars(select(Activity).where(Activity.title != "")).all()
            due = set(db.session.scalars(select(DueItem.source_id).where(DueItem.source == "programme.planned")))
        seen = {(row.status, row.on_date < date(2026, 11, 22)) for row in rows}
        assert seen == {("held", True), ("planned", True), ("planned", False), ("cancelled", False)}
        assert {row.is_public for row in rows} == {True, False}
        assert due == {row.id for row in rows if row.status == "planned"}


def test_activities_reach_two_years_back_and_up_to_now(factory, organisations):
    for organisation in organisations.values():
        with factory.working_as(scope_of(organisation.id)):
            days = db.session.scalars(select(Activity.on_date)).all()
        assert min(days) < date(2025, 3, 1)
        assert max(days) > date(2026, 10, 1)


def test_the_tally_is_what_a_recount_gives(factory, organisations):
    for organisation in organisations.values():
        with factory.working_as(scope_of(organisation.id)):
            counted = {}
            for row in db.session.scalars(HELD):
                for measure, number in {"activities": 1, **row.numbers, **measures_of(row)}.items():
                    for place in (row.unit_id, WHOLE):
                        cell = (row.activity_type, measure, row.on_date.replace(day=1), place)
                        counted[cell] = counted.get(cell, 0) + number
            tally = {
                (row.activity_type, row.measure, row.month, row.unit_id): row.total
                for row in db.session.scalars(select(ActivityTally))
            }
        assert {cell: total for cell, total in tally.items() if total} == {
            cell: total for cell, total in counted.items() if total
        }


def test_every_activity_has_the_numbers_that_its_type_asks_for(factory, organisations):
    for organisation in organisations.values():
        with factory.working_as(scope_of(organisation.id)):
            kinds = kinds_at(organisation.id, organisation.setup_version)
            for row in db.session.scalars(HELD):
                known = {name.partition(":")[0] for name in row.numbers}
                counted = [one for one in kinds[row.activity_type].questions if one.kind in NUMBER_KINDS]
                assert {one.name for one in counted if one.required} <= known, row.activity_type
                assert known <= set(all_questions(kinds[row.activity_type])), row.activity_type


def test_own_types_have_activities_and_answers_to_what_is_not_asked_any_more(factory, organisations):
    carcinor = organisations["carcinor"]
    with factory.working_as(scope_of(carcinor.id)):
        kinds = kinds_at(carcinor.id, carcinor.setup_version)
        (kind,) = (one for one in kinds.values() if "Hvor mange brosjyrer ble delt ut?" in labels_of(one))
        rows = db.session.scalars(select(Activity).where(Activity.activity_type == kind.key)).all()
        answered = {question for row in rows for question, _said in told(row, all_questions(kind).values())}
    assert len(rows) == 24
    assert answered - {str(question.label) for question in asked(kind)} >= {"Hvor mange brosjyrer ble delt ut?"}


def labels_of(kind):
    return {str(question.label) for question in all_questions(kind).values()}


def test_stated_numbers_of_organisations_are_right(organisations):
    for organisation in organisations.values():
        if organisation.number:
            assert checked_number(organisation.number, organisation.country) == organisation.number
