"""A goal between two organisations: only what the offer names crosses, and both keep their history."""

import secrets
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from portal import clock
from portal.calendar.models import DueItem
from portal.errors import PortalError
from portal.exchange.models import ExchangeLetter, Partner
from portal.exchange.services import send_letter
from portal.extensions import db
from portal.goals.models import Contribution, Goal, Indicator, MetricValue
from portal.goals.points import points_of
from portal.organisations.queries import setup_now
from portal.plugin_api import Role
from portal.shared_goals.by_itself import contribute_by_itself
from portal.shared_goals.letters import ANSWER, SHARE, Answer, Share
from portal.shared_goals.models import SharedGoal
from portal.shared_goals.services import answer_goal, contribute
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.letter_kinds import connect
from tests.reading import words_of

#: its first milestone is still to come
BEFORE = datetime(2026, 10, 1, 12, tzinfo=UTC)
OURS, THEIRS = "/o/hjertelag/shared-goals", "/o/lungelag/shared-goals"


def test_only_what_the_offer_names_crosses(
    factory, organisation, other_organisation, goal, connection, browser, actor, rows
):
    words = {name: "q" + secrets.token_hex(6) for name in ("purpose", "unit", "note", "text", "responsible")}
    with factory.working_as(scope_of(organisation.id)):
        row = db.session.scalars(select(Goal)).one()
        row.text, row.number = words["text"], "7.7.7"
        db.session.scalars(select(Indicator)).one().name = words["purpose"]
        db.session.commit()
    factory.measurement(organisation, goal[1], clock.today(), 31337, note=words["note"])
    factory.action(organisation, (row.plan_id, row.focus_area_id), words["unit"], responsible=words["responsible"])

    staff = browser(actor(organisation, Role.STAFF))
    staff.post(f"{OURS}/offer/{goal[1]}", {"title": "Flere turgrupper", "text": "Bli med!", "milestones": "2026-12-31"})

    [theirs] = rows(other_organisation)
    there = browser(actor(other_organisation, Role.ADMINISTRATOR))
    pages = "".join(there.get(f"{THEIRS}{tail}").text for tail in ("/", f"/{theirs.id}", f"/{theirs.id}/answer"))
    letters = str([vars(one) for one in rows(other_organisation, ExchangeLetter)]) + str(vars(theirs))
    assert "Bli med!" in pages
    assert (theirs.milestones, theirs.goal_id, theirs.indicator_id) == ([["2026-12-31", "50.0000"]], None, None)
    assert [word for word in (*words.values(), "7.7.7", "2028-12-31", "31337") if word in letters] == []
    assert [word for word in words.values() if word in pages] == []


def test_yes_and_no_stand_at_both_ends(browser, actor, rows, offered, organisation, other_organisation):
    there = browser(actor(other_organisation, Role.STAFF))

    there.post(f"{THEIRS}/{offered}/answer", {"answer": "no"})

    assert [one.status for one in (*rows(organisation), *rows(other_organisation))] == ["declined", "declined"]


def values_of(factory, organisation, indicator_id):
    with factory.working_as(scope_of(organisation.id)):
        row = db.session.get(Indicator, (organisation.id, indicator_id))
        points = points_of(organisation.id, [row], setup_now(organisation.id), clock.today())
        return [value for _on, value in points[indicator_id].measured]


def test_the_owners_curve_is_the_sum_of_its_own_measurements_and_each_share(
    browser, actor, rows, factory, accepted, goal, organisation, other_organisation
):
    factory.measurement(organisation, goal[1], clock.today() - timedelta(days=9), 10)
    there = browser(actor(other_organisation, Role.STAFF))

    there.post(f"{THEIRS}/{accepted}/contribute", {"value": "7", "note": "To nye i høst"})

    assert values_of(factory, organisation, goal[1]) == [10, 17]
    page = browser(actor(organisation, Role.READER)).get(f"{OURS}/goal/{goal[0]}").text
    assert "Lungelaget" in page
    assert ">17<" in page or "17 members" in page
    assert "To nye i høst" in browser(actor(organisation, Role.READER)).get(f"{OURS}/{accepted}").text


def test_another_figure_for_the_same_day_takes_its_place(
    browser, actor, rows, factory, accepted, goal, organisation, other_organisation
):
    there = browser(actor(other_organisation, Role.STAFF))
    for value in ("7", "9"):
        there.post(f"{THEIRS}/{accepted}/contribute", {"value": value})

    assert [[one.value for one in rows(here, Contribution)] for here in (organisation, other_organisation)] == [
        [9],
        [9],
    ]


def give(factory, here, shared_goal_id, connection, value, **said):
    with factory.working_as(scope_of(here.id)):
        contribute(shared_goal_id, connection, on_date=clock.today(), value=Decimal(value), note="", by=None, **said)
        db.session.commit()


@pytest.mark.parametrize("value", [1, 4])
def test_a_figure_about_fewer_than_five_people_never_leaves(
    factory, accepted, connection, rows, organisation, other_organisation, value
):
    with pytest.raises(PortalError):
        give(factory, other_organisation, accepted, connection, value)

    assert rows(organisation, Contribution) == rows(other_organisation, Contribution) == []
    give(factory, other_organisation, accepted, connection, 5)
    assert len(rows(organisation, Contribution)) == 1


def test_whoever_sends_one_all_the_same_is_refused_at_the_other_end(
    factory, accepted, connection, rows, organisation, other_organisation
):
    with factory.working_as(scope_of(other_organisation.id)):
        send_letter(connection, SHARE, Share(accepted, clock.today(), Decimal(3), ""), by=None)
        db.session.commit()

    assert rows(organisation, Contribution) == []


def test_nobody_answers_or_contributes_for_another_partner(factory, offered, rows, organisation):
    third = factory.organisation("nyrelag", "Nyrelaget")
    own = connect(factory, organisation, third)
    with factory.working_as(scope_of(third.id)):
        send_letter(own, ANSWER, Answer(offered, True), by=None)
        db.session.commit()

    assert [one.status for one in rows(organisation)] == ["offered"]


def test_either_ends_it_and_the_history_stays_at_both_ends(
    factory, browser, actor, rows, accepted, connection, organisation, other_organisation
):
    give(factory, other_organisation, accepted, connection, 8)

    browser(actor(organisation, Role.STAFF)).post(f"{OURS}/{accepted}/end")

    assert [one.status for one in (*rows(organisation), *rows(other_organisation))] == ["ended", "ended"]
    assert len(rows(organisation, Contribution)) == len(rows(other_organisation, Contribution)) == 1
    with pytest.raises(PortalError):
        give(factory, other_organisation, accepted, connection, 9)


def test_the_same_goal_is_offered_to_a_partner_once(
    browser, actor, offered, goal, rows, other_organisation, organisation
):
    staff = browser(actor(organisation, Role.STAFF))

    assert "allerede tilbudt" in staff.post(f"{OURS}/offer/{goal[1]}").text
    assert len(rows(other_organisation)) == 1


def choose(factory, here, **source):
    with factory.working_as(scope_of(here.id)):
        found = db.session.scalars(select(SharedGoal).where(SharedGoal.organisation_id == here.id)).one()
        for name, value in source.items():
            setattr(found, name, value)
        db.session.commit()


def work(factory, here):
    with factory.working_as(scope_of(here.id)):
        contribute_by_itself(here.id)


def test_a_goal_of_ones_own_contributes_by_itself_when_its_value_has_changed(
    factory, accepted, rows, organisation, other_organisation
):
    own = factory.goal(other_organisation, factory.plan(other_organisation), "Våre turgrupper")
    factory.measurement(other_organisation, own[1], clock.today() - timedelta(days=1), 6)
    choose(factory, other_organisation, source_id=own[1])

    work(factory, other_organisation)
    work(factory, other_organisation)

    assert [one.value for one in rows(organisation, Contribution)] == [6]
    assert len([one for one in rows(organisation, ExchangeLetter) if one.kind == SHARE]) == 1


def test_a_metric_contributes_by_itself_and_not_while_it_is_too_small(
    factory, accepted, rows, organisation, other_organisation
):
    name = "recruitment.branches_with_peer_support"
    factory.plugin(other_organisation, "recruitment")
    choose(factory, other_organisation, metric=name)
    for on, value in ((clock.today() - timedelta(days=1), 4), (clock.today(), 12)):
        with factory.working_as(scope_of(other_organisation.id)):
            db.session.add(MetricValue(id=uuid7(), metric=name, on_date=on, value=value))
            db.session.commit()
        work(factory, other_organisation)

    assert [one.value for one in rows(organisation, Contribution)] == [12]


@pytest.fixture
def open_offer(factory, organisation, other_organisation, offered):
    """The owner says that its figures count no people."""
    for here in (organisation, other_organisation):
        with factory.working_as(scope_of(here.id)):
            db.session.get(SharedGoal, (here.id, offered)).counts_people = False
            db.session.commit()
    return offered


def test_a_metric_of_the_partner_stays_home_while_small_though_the_owner_counts_no_people(
    factory, open_offer, browser, actor, rows, organisation, other_organisation
):
    name = "recruitment.branches_with_peer_support"
    factory.plugin(other_organisation, "recruitment")
    there = browser(actor(other_organisation, Role.STAFF))
    there.post(f"{THEIRS}/{open_offer}/answer", {"answer": "yes"})
    there.post(f"{THEIRS}/{open_offer}/source", {"source": f"metric {name}"})
    with factory.working_as(scope_of(other_organisation.id)):
        db.session.add(MetricValue(id=uuid7(), metric=name, on_date=clock.today(), value=4))
        db.session.commit()

    work(factory, other_organisation)
    assert rows(organisation, Contribution) == []
    assert "færre enn 5" in there.post(f"{THEIRS}/{open_offer}/contribute", {"value": "4"}).text

    there.post(f"{THEIRS}/{open_offer}/source", {"source": f"metric {name}", "counts_people": []})
    work(factory, other_organisation)
    assert [one.value for one in rows(organisation, Contribution)] == [4], "the partner has said that it counts none"


def test_the_partner_is_asked_what_its_figures_count_only_where_the_offer_does_not_say_people(
    browser, actor, offered, open_offer, rows, other_organisation, factory
):
    there = browser(actor(other_organisation, Role.STAFF))
    asked = 'name="counts_people"'
    assert asked in there.get(f"{THEIRS}/{offered}/answer").text
    choose(factory, other_organisation, counts_people=True)

    assert asked not in there.get(f"{THEIRS}/{offered}/answer").text
    there.post(f"{THEIRS}/{offered}/answer", {"answer": "yes"})
    assert asked not in there.get(f"{THEIRS}/{offered}/source").text
    assert [one.partner_counts_people for one in rows(other_organisation)] == [True]


def test_a_partner_without_an_account_answers_and_contributes_through_its_link(
    factory, goal, organisation, its_link, nobody, rows
):
    assert "Flere turgrupper" in nobody.get(its_link).text
    nobody.post(its_link, {"answer": "yes", "name": "Ida Vik", "role": "koordinator"})
    assert "fem" not in words_of(nobody.post(its_link, {"value": "20", "note": "I år"}))
    assert "færre enn 5" in nobody.post(its_link, {"value": "3"}).text

    assert [(one.status, one.answered_as) for one in rows(organisation)] == [("accepted", "Ida Vik, koordinator")]
    assert [one.value for one in rows(organisation, Contribution)] == [20]
    assert values_of(factory, organisation, goal[1]) == [20]


def test_a_partner_without_an_account_says_what_its_own_figures_count(
    factory, organisation, goal, its_link, nobody, rows
):
    [offered] = rows(organisation)
    with factory.working_as(scope_of(organisation.id)):
        db.session.get(SharedGoal, (organisation.id, offered.id)).counts_people = False
        db.session.commit()

    nobody.post(its_link, {"answer": "yes", "name": "Ida Vik"})

    assert "færre enn 5" in nobody.post(its_link, {"value": "3"}).text
    assert rows(organisation, Contribution) == []


def test_when_the_connection_ends_so_do_the_links_of_its_goals(
    organisation, browser, actor, outsider, its_link, nobody, rows
):
    nobody.post(its_link, {"answer": "yes", "name": "Ida Vik"})
    form = nobody.fields(its_link)

    browser(actor(organisation, Role.ADMINISTRATOR)).post(f"/o/hjertelag/partners/{outsider}/end")

    assert nobody.get(its_link).status_code == 410
    nobody.send(its_link, {**form, "value": "20"})
    assert rows(organisation, Contribution) == []


def test_a_goal_takes_nothing_from_a_partner_whose_connection_has_ended(
    factory, organisation, outsider, its_link, nobody, rows
):
    """Also where a link was made before its connection took back all of them."""
    nobody.post(its_link, {"answer": "yes", "name": "Ida Vik"})
    form = nobody.fields(its_link)
    with factory.working_as(scope_of(organisation.id)):
        db.session.get(Partner, (organisation.id, outsider)).status = "ended"
        db.session.commit()

    assert nobody.get(its_link).status_code == 404
    assert nobody.send(its_link, {**form, "value": "20"}).status_code == 404
    assert rows(organisation, Contribution) == []


def test_the_mailboxes_that_links_went_to_are_shown_to_those_who_may_take_links_back(
    organisation, browser, actor, its_link, rows
):
    [offered] = rows(organisation)
    seen = {role: browser(actor(organisation, role)).get(f"{OURS}/{offered.id}").text for role in Role}

    assert {role for role, page in seen.items() if "post@fjord.example" in page} == {Role.STAFF, Role.ADMINISTRATOR}


def test_a_reader_sees_it_and_changes_nothing(browser, actor, accepted, other_organisation):
    reader = browser(actor(other_organisation, Role.READER))

    assert reader.get(f"{THEIRS}/{accepted}").status_code == 200
    assert {reader.get(f"{THEIRS}/{accepted}/{page}").status_code for page in ("contribute", "end", "source")} == {403}


def due_at(here, rows):
    return sorted((one.on_date.isoformat(), one.title) for one in rows(here, DueItem) if "shared" in one.source)


def test_a_goal_that_is_taken_part_in_stands_on_the_partners_start_page_and_among_what_is_due(
    browser, actor, rows, offered, connection, factory, organisation, other_organisation
):
    there = browser(actor(other_organisation, Role.VOLUNTEER))
    assert "Flere turgrupper" not in there.get("/o/lungelag/").text, "the control: it is only offered yet"

    with factory.working_as(scope_of(other_organisation.id)), clock.stopped_at(BEFORE):
        answer_goal(offered, connection, accepts=True, by=None)
        db.session.commit()

    with clock.stopped_at(BEFORE):
        page = there.get("/o/lungelag/").text
        due = there.get("/o/lungelag/due/").text
    assert f'href="{THEIRS}/{offered}"' in page
    assert "Hjertelaget" in page
    assert "50 innen 31. desember 2026" in page.replace("\xa0", " ")
    assert "Flere turgrupper: 50" in due.replace("\xa0", " ")
    assert due_at(other_organisation, rows) == [("2026-12-31", "Flere turgrupper: 50 members")]
    assert due_at(organisation, rows) == [], "the owner has its own milestones"


@pytest.mark.parametrize("who", ["owner", "partner"])
def test_when_it_ends_nothing_of_it_is_due_any_more(
    browser, actor, rows, offered, connection, factory, organisation, other_organisation, who
):
    with factory.working_as(scope_of(other_organisation.id)), clock.stopped_at(BEFORE):
        answer_goal(offered, connection, accepts=True, by=None)
        db.session.commit()
    here, address = {"owner": (organisation, OURS), "partner": (other_organisation, THEIRS)}[who]

    browser(actor(here, Role.STAFF)).post(f"{address}/{offered}/end", {"sure": "y"})

    assert due_at(other_organisation, rows) == []
    assert "Flere turgrupper" not in browser(actor(other_organisation, Role.READER)).get("/o/lungelag/").text


def test_a_new_plan_says_which_goals_are_shared_and_how_they_go_on(
    browser, actor, offered, plan, organisation
):
    staff = browser(actor(organisation, Role.STAFF))
    page = staff.get(f"/o/hjertelag/plans/{plan[0]}/follow").text
    staff.post(f"{OURS}/{offered}/end", {"sure": "y"})

    said = "Da lar du dem gå videre med ett trykk"
    assert said in page
    assert "<li>Flere turgrupper</li>" in page
    assert said not in staff.get(f"/o/hjertelag/plans/{plan[0]}/follow").text
