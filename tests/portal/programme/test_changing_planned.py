"""Change, cancel, plan again, remove: one, or it and the rest of its series."""

from datetime import time, timedelta

import pytest

from portal.plugin_api import Role
from tests.reading import says

INDEX = "/o/hjertelag/programme/"


@pytest.fixture
def series(put):
    """Four evenings, a week between them."""
    return put([3, 10, 17, 24], title="Kafé", place="Biblioteket")


def test_one_is_moved_and_the_others_stay(opened, series, stored, due, days):
    opened.post(f"{INDEX}{series[1]}/change", {"on_date": days(11).isoformat(), "title": "Julekafé", "at": "17:00"})

    assert [(one.on_date, one.title, one.at) for one in stored()] == [
        (days(3), "Kafé", None), (days(11), "Julekafé", time(17)), (days(17), "Kafé", None), (days(24), "Kafé", None),
    ]  # fmt: skip
    assert [(item.on_date, item.title) for item in due()][1] == (days(11), "Julekafé")


def test_this_and_the_following_move_by_as_many_days(opened, series, stored, due, days):
    typed = {"on_date": days(11).isoformat(), "place": "Helsehuset", "which": "following"}

    opened.post(f"{INDEX}{series[1]}/change", typed)

    assert [(one.on_date, one.place) for one in stored()] == [
        (days(3), "Biblioteket"), (days(11), "Helsehuset"), (days(18), "Helsehuset"), (days(25), "Helsehuset"),
    ]  # fmt: skip
    assert [item.on_date for item in due()] == [days(3), days(11), days(18), days(25)]


def test_another_series_with_the_same_words_is_left_alone(opened, series, put, stored):
    put([4, 11], title="Kafé", place="Biblioteket")
    opened.post(f"{INDEX}{series[0]}/change", {"place": "Helsehuset", "which": "following"})
    assert sorted(one.place for one in stored()) == ["Biblioteket"] * 2 + ["Helsehuset"] * 4


def test_what_was_planned_alone_has_nothing_to_choose(opened, put, series):
    assert 'name="which"' not in opened.get(f"{INDEX}{put(5)}/change").text
    assert 'name="which"' in opened.get(f"{INDEX}{series[0]}/change").text


def test_a_change_that_cannot_be_changes_none_of_them(opened, series, stored, days):
    page = opened.post(
        f"{INDEX}{series[0]}/change", {"at": "18:00", "ends_at": "17:00", "place": "X", "which": "following"}
    )
    assert says(page, "It ends before it begins. Please check both times.")
    assert {one.place for one in stored()} == {"Biblioteket"}


def test_cancelled_is_struck_through_and_said_in_words_with_the_reason(opened, series, stored, due, days):
    opened.post(f"{INDEX}{series[0]}/cancel", {"why": " Snø "})

    assert [one.status for one in stored()] == ["cancelled", "planned", "planned", "planned"]
    assert [item.on_date for item in due()] == [days(10), days(17), days(24)]
    page = opened.get(INDEX).text
    assert page.count("<s>Kafé</s>") == 1
    assert "Avlyst</b> Snø" in page
    assert "Avlyst: Snø" in opened.get(f"{INDEX}{series[0]}").text


def test_the_rest_of_the_series_is_cancelled_at_once_and_planned_again(opened, series, stored, due):
    opened.post(f"{INDEX}{series[2]}/cancel", {"why": "Pause", "which": "following"})
    assert [one.status for one in stored()] == ["planned", "planned", "cancelled", "cancelled"]

    opened.post(f"{INDEX}{series[2]}/again", {"which": "following"})

    assert [(one.status, one.answers) for one in stored()] == [("planned", {})] * 4
    assert len(due()) == 4


def test_one_of_them_takes_place_after_all(opened, series, stored, due, days):
    opened.post(f"{INDEX}{series[2]}/cancel", {"which": "following"})
    opened.post(f"{INDEX}{series[3]}/again", {})
    assert [one.status for one in stored()] == ["planned", "planned", "cancelled", "planned"]
    assert [item.on_date for item in due()] == [days(3), days(10), days(24)]


def test_a_reason_is_found_by_a_search_and_a_note_is_not(opened, put, stored):
    opened.post(f"{INDEX}{put(3, title='Kafé', note='Ring Kari')}/cancel", {"why": "Snø"})
    assert "snø" in stored()[0].words
    assert "kari" not in stored()[0].words


def test_cancelling_twice_says_that_somebody_did_it_already(browser, actor, organisation, opened, put):
    planned = put(3)
    other = browser(actor(organisation, Role.STAFF))
    open_before = other.fields(f"{INDEX}{planned}/cancel")
    opened.post(f"{INDEX}{planned}/cancel", {"why": "Snø"})

    page = other.send(f"{INDEX}{planned}/cancel", {**open_before, "why": "Storm"})

    assert page.status_code == 200
    assert says(page, "This was cancelled or reported in the meantime.")


def test_removed_is_gone_and_no_longer_due(opened, series, stored, due, days):
    opened.post(f"{INDEX}{series[0]}/remove", {})
    assert [one.on_date for one in stored()] == [days(10), days(17), days(24)]
    opened.post(f"{INDEX}{series[1]}/remove", {"which": "following"})
    assert (stored(), due()) == ([], [])


@pytest.mark.parametrize("what", ["change", "cancel", "again", "remove", "report"])
def test_only_who_may_plan_for_the_unit_may_do_it(factory, browser, actor, organisation, put, stored, what):
    """She sees it, because it is for the whole organisation, and plans for her branch alone."""
    branch = factory.unit(organisation, "Innlandet")
    planned = put(3, unit_id=factory.root(organisation), note="Nøkkelen ligger under matta")
    hers = browser(actor(organisation, Role.VOLUNTEER, branch))

    assert hers.get(f"{INDEX}{planned}").status_code == 200
    assert "matta" not in hers.get(f"{INDEX}{planned}").text
    assert hers.get(f"{INDEX}{planned}/{what}").status_code == 403


def test_it_is_not_corrected_or_removed_as_if_it_had_been_held(opened, put, stored):
    """There it would keep its old day in the calendar."""
    planned = put(3)
    for what in ("", "/correct", "/remove"):
        assert opened.get(f"/o/hjertelag/activities/{planned}{what}").status_code == 404


def test_every_change_says_when_it_was_made(opened, series, stored):
    """Calendars that follow the programme ask for it."""
    before = {one.id: one for one in stored()}
    opened.post(f"{INDEX}{series[0]}/change", {"place": "Helsehuset"})
    opened.post(f"{INDEX}{series[1]}/cancel", {})
    after = stored()
    moved = [one.registered_at - before[one.id].registered_at > timedelta(days=300) for one in after]
    assert moved == [True, True, False, False]
    assert [one.version for one in after] == [2, 2, 1, 1]


def test_what_a_unit_beside_hers_plans_is_no_page_of_hers(factory, organisation, opened, put):
    planned = put(3, unit_id=factory.unit(organisation, "Innlandet"), title="På Innlandet")
    for what in ("", "/change", "/cancel", "/again", "/remove", "/report"):
        assert opened.get(f"{INDEX}{planned}{what}").status_code == 404


@pytest.mark.parametrize("what", ["change", "report"])
def test_nothing_is_moved_to_a_unit_that_is_not_hers(factory, organisation, opened, put, stored, agder, what):
    innlandet = factory.unit(organisation, "Innlandet")
    path = f"{INDEX}{put(0)}/{what}"

    answer = opened.post(path, {"unit_id": str(innlandet), "number_participants": "3"})

    assert answer.status_code in (200, 403)
    assert [(one.unit_id, one.status) for one in stored()] == [(agder, "planned")]
