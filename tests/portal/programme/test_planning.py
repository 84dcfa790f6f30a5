"""Planning: once, or a series whose days are shown first."""

import re
from datetime import time, timedelta

from portal import clock
from portal.plugin_api import Role
from tests.actors import form_fields
from tests.reading import says

PLAN = "/o/hjertelag/programme/plan"
INDEX = "/o/hjertelag/programme/"


def test_one_evening_is_planned_with_all_that_is_known_of_it(opened, kari, agder, stored, days):
    typed = {
        "activity_type": "core.talk", "title": " Sangkveld ", "on_date": days(3).isoformat(), "at": "18:00",
        "ends_at": "20:30", "place": "Biblioteket", "is_public": "y", "note": "Husk kaffe",
    }  # fmt: skip

    answer = opened.post(PLAN, typed)

    assert (answer.status_code, answer.location) == (303, INDEX)
    (found,) = stored()
    assert (found.activity_type, found.title, found.unit_id, found.on_date) == (
        "core.talk",
        "Sangkveld",
        agder,
        days(3),
    )
    assert (found.at, found.ends_at, found.place) == (time(18), time(20, 30), "Biblioteket")
    assert (found.is_public, found.note, found.status) == (True, "Husk kaffe", "planned")
    assert (found.registered_by, found.series_id, found.numbers) == (kari.id, None, {})


def test_what_is_planned_is_not_counted(opened, tally, days):
    opened.post(PLAN, {"on_date": days(3).isoformat()})
    assert tally() == set()


def test_it_is_nobodys_business_outside_unless_she_says_so(opened, stored, days):
    opened.post(PLAN, {"on_date": days(3).isoformat()})
    assert stored()[0].is_public is False


def test_a_series_shows_its_days_and_plans_nothing_yet(opened, stored, days):
    page = opened.post(PLAN, {"on_date": days(3).isoformat(), "repeat": "week", "times": "3", "title": "Kafé"})

    assert page.status_code == 200
    assert re.findall(r'name="days"[^>]*value="([^"]+)"', page.text) == [days(n).isoformat() for n in (3, 10, 17)]
    assert page.text.count("checked") == 3
    assert stored() == []


def second_step(opened, days, **said):
    page = opened.post(PLAN, {"on_date": days(3).isoformat(), "repeat": "week", "times": "3", "title": "Kafé", **said})
    return form_fields(page.text)


def test_the_days_that_are_still_ticked_are_planned_as_one_series(opened, stored, due, days):
    fields = second_step(opened, days)

    answer = opened.send(PLAN, {**fields, "days": [days(3).isoformat(), days(17).isoformat()], "step": "save"})

    assert answer.status_code == 303
    found = stored()
    assert [one.on_date for one in found] == [days(3), days(17)]
    assert {one.title for one in found} == {"Kafé"}
    assert len({one.series_id for one in found} - {None}) == 1
    assert [item.on_date for item in due()] == [days(3), days(17)]


def test_a_day_that_the_series_has_not_is_not_planned(opened, stored, days):
    fields = second_step(opened, days)
    opened.send(PLAN, {**fields, "days": [days(3).isoformat(), days(4).isoformat(), "x"], "step": "save"})
    assert [one.on_date for one in stored()] == [days(3)]


def test_without_any_day_the_page_asks_for_one(opened, stored, days):
    page = opened.send(PLAN, {**second_step(opened, days), "days": [], "step": "save"})

    assert page.status_code == 200
    assert says(page, "Velg minst én dag.")
    assert "checked" not in page.text
    assert stored() == []


def test_back_in_the_form_nothing_is_lost(opened, stored, days):
    fields = second_step(opened, days, place="Biblioteket", is_public="y")

    back = form_fields(opened.send(PLAN, {**fields, "step": "back"}).text)

    assert (back["title"], back["place"], back["repeat"], back["times"]) == ("Kafé", "Biblioteket", "week", "3")
    assert back["is_public"] == "y"
    assert stored() == []


def test_pressing_twice_plans_one_series(opened, stored, days):
    fields = {**second_step(opened, days), "days": [days(3).isoformat(), days(10).isoformat()], "step": "save"}
    answers = [opened.send(PLAN, fields) for _turn in range(3)]
    assert {answer.location for answer in answers} == {INDEX}
    assert len(stored()) == 2


def refused(opened, stored, sentence, **said):
    page = opened.post(PLAN, said)
    assert page.status_code == 200
    assert says(page, sentence)
    assert form_fields(page.text)["place"] == said.get("place", "")
    assert stored() == []


def test_bad_input_is_answered_with_a_sentence_and_nothing_is_lost(opened, stored, days):
    soon = {"on_date": days(3).isoformat(), "place": "Biblioteket"}
    refused(opened, stored, "Denne dagen er forbi.", **{**soon, "on_date": days(-1).isoformat()})
    refused(opened, stored, "mer enn fem år", **{**soon, "on_date": days(3650).isoformat()})
    refused(opened, stored, "mer enn fem år", **{**soon, "on_date": "9999-12-31", "repeat": "week", "times": "60"})
    refused(opened, stored, "Det slutter før det begynner.", **{**soon, "at": "18:00", "ends_at": "17:00"})
    refused(opened, stored, "Skriv når det begynner også.", **{**soon, "ends_at": "17:00"})
    refused(opened, stored, "Skriv til hvilken dag", **{**soon, "repeat": "week"})
    refused(opened, stored, "Skriv et tall fra 2 til 60.", **{**soon, "repeat": "week", "times": "61"})


def test_a_volunteer_plans_for_her_own_unit_only(factory, organisation, opened, stored, days):
    other = factory.unit(organisation, "Innlandet")
    page = opened.post(PLAN, {"on_date": days(3).isoformat(), "unit_id": str(other)})
    assert page.status_code in (200, 403)
    assert stored() == []


def test_a_reader_sees_the_programme_and_does_not_plan(browser, actor, organisation, put):
    put(3, title="Sangkveld", note="Nøkkelen ligger under matta")
    hers = browser(actor(organisation, Role.READER))

    page = hers.get(INDEX)

    assert says(page, "Sangkveld")
    assert "/programme/plan" not in page.text
    assert hers.get(PLAN).status_code == 403


def test_an_empty_programme_says_how_to_begin(opened):
    assert says(opened.get(INDEX), "Ingenting er planlagt ennå")


def test_she_sees_her_units_and_those_above_and_no_others(factory, organisation, opened, put):
    put(3, title="I Agder")
    put(4, title="For hele laget", unit_id=factory.root(organisation))
    put(5, title="På Innlandet", unit_id=factory.unit(organisation, "Innlandet"))

    page = opened.get(INDEX)

    assert says(page, "I Agder")
    assert says(page, "For hele laget")
    assert "På Innlandet" not in page.text


def test_what_has_passed_asks_how_it_went_until_it_is_told(opened, put):
    put(-2, title="Sangkveld")
    put(0, title="I kveld")

    page = opened.get(INDEX).text

    assert page.index("Hvordan gikk det?") < page.index("Sangkveld") < page.index("I kveld")


def test_somebody_elses_planned_evening_is_no_page_of_ours(opened, put, other_organisation):
    theirs = put(3, where=other_organisation, title="Deres kveld")
    for what in ("", "/change", "/cancel", "/again", "/remove", "/report"):
        assert opened.get(f"{INDEX}{theirs}{what}").status_code == 404
    assert "Deres kveld" not in opened.get(INDEX).text


def test_the_list_goes_on_where_it_ended(opened, put):
    put(list(range(1, 62)), title="Hver dag")
    page = opened.get(INDEX)
    assert page.text.count("Hver dag") == 60
    following = re.search(r'rel="next" href="([^"]+)"', page.text)
    assert opened.get(following[1]).text.count("Hver dag") == 1


def test_it_is_due_on_its_day_with_its_name_and_its_page(opened, put, due, agder):
    planned = put(3, title="Sangkveld")
    (item,) = due()
    assert (item.title, item.endpoint, item.arguments) == ("Sangkveld", "programme.show", {"planned_id": str(planned)})
    assert (item.right, item.unit_id, item.on_date) == ("programme.plan", agder, clock.today() + timedelta(days=3))


def test_the_start_page_and_the_year_wheel_tell_of_it(opened, put, days):
    put(3, title="Sangkveld")
    put(-1, title="Kafé i går")
    start = opened.get("/o/hjertelag/").text
    assert start.index("Kafé i går") < start.index("Sangkveld")
    assert "Sangkveld" in opened.get(f"/o/hjertelag/yearwheel/?year={days(3).year}").text


def test_what_is_planned_is_not_among_what_she_registered(opened, kari, days):
    opened.post(PLAN, {"on_date": days(60).isoformat(), "activity_type": "core.webinar"})
    assert "Webinar" not in opened.get("/o/hjertelag/").text
    assert ">Webinar</a>" not in opened.get("/o/hjertelag/activities/").text


def test_staff_look_at_one_unit_and_what_lies_below_it(factory, browser, actor, organisation, put, agder):
    below = factory.unit(organisation, "Grimstad", kind="group", parent_id=agder)
    put(3, title="I Grimstad", unit_id=below)
    put(-1, title="I Agder i går")
    innlandet = factory.unit(organisation, "Innlandet")
    put(4, title="På Innlandet", unit_id=innlandet)
    put(-1, title="På Innlandet i går", unit_id=innlandet)
    hers = browser(actor(organisation, Role.STAFF))

    page = hers.get(f"{INDEX}?unit={agder}").text

    assert ("I Grimstad" in page, "I Agder i går" in page, "På Innlandet" in page) == (True, True, False)
    assert hers.get(f"{INDEX}?unit=x").text.count("På Innlandet") == 2


def test_a_unit_that_is_not_hers_narrows_nothing_and_shows_nothing_more(factory, organisation, opened, put):
    innlandet = factory.unit(organisation, "Innlandet")
    put(3, title="I Agder")
    put(4, title="På Innlandet", unit_id=innlandet)
    page = opened.get(f"{INDEX}?unit={innlandet}").text
    assert ("I Agder" in page, "På Innlandet" in page) == (True, False)
