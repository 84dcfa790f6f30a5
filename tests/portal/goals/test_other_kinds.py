"""Shares, places, reports in words and units' figures, as people write them down."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from portal import clock
from portal.extensions import db
from portal.goals.models import Measurement, MetricValue, Place, StatusReport
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields
from tests.reading import says, words_of

TODAY = date(2026, 11, 22)
TOMORROW = (TODAY + timedelta(days=1)).isoformat()
GOALS = "/o/hjertelag/goals"


@pytest.fixture(autouse=True)
def _clock():
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def plan(factory, organisation):
    return factory.plan(organisation)


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


@pytest.fixture
def stored(factory, organisation):
    """`stored(Place, "name", "note")`: what these columns hold, row by row."""

    def found(model, *names):
        with factory.working_as(scope_of(organisation.id)):
            rows = db.session.scalars(select(model).order_by(model.id))
            return [tuple(getattr(row, name) for name in names) for row in rows]

    return found


@pytest.fixture
def make(factory, organisation, plan):
    """`make("share")`: (goal, path below its indicator)."""

    def one(kind, **values):
        goal, indicator = factory.goal(organisation, plan, f"Mål om {kind}", kind=kind, **values)
        return f"{GOALS}/{goal}", f"{GOALS}/indicators/{indicator}", indicator

    return one


# Shares


def test_a_share_is_shown_as_per_cent_and_as_twelve_of_forty(staff, make):
    page, indicator, _id = make("share", milestones=[(date(2026, 12, 31), Decimal(80))])

    assert staff.post(f"{indicator}/measure", {"value": "12", "whole": "40"}).location == page

    shown = staff.get(page)
    assert says(shown, "%(percent)s per cent: %(part)s of %(whole)s.", percent="30", part="12", whole="40 members")
    assert "12 / 40" in shown.text
    assert form_fields(staff.get(f"{indicator}/measure").text)["whole"] == "40"


@pytest.mark.parametrize(
    ("part", "whole", "field"), [("3", "0", "whole"), ("41", "40", "value"), ("3", "", "whole"), ("3", "-2", "whole")]
)
def test_what_is_no_share_is_refused_at_its_field_and_kept(staff, make, stored, part, whole, field):
    _page, indicator, _id = make("share")

    answer = staff.post(f"{indicator}/measure", {"value": part, "whole": whole})

    assert f'id="{field}-error"' in answer.text
    assert (form_fields(answer.text)["value"], form_fields(answer.text)["whole"]) == (part, whole)
    assert stored(Measurement, "value") == []


def test_a_corrected_share_is_checked_too(staff, make, stored):
    _page, indicator, _id = make("share")
    staff.post(f"{indicator}/measure", {"value": "12", "whole": "40"})
    [(written,)] = stored(Measurement, "id")

    assert 'id="value-error"' in staff.post(f"{GOALS}/measurements/{written}", {"value": "41"}).text
    staff.post(f"{GOALS}/measurements/{written}", {"value": "20"})
    assert stored(Measurement, "value", "whole") == [(20, 40)]


def test_patients_and_next_of_kin_stand_side_by_side_and_in_no_common_percentage(factory, organisation, plan, staff):
    # row R3
    goal, _first = factory.goal(organisation, plan, "Rekkevidde", kind="share", milestones=[], name="Pasienter")
    second = factory.indicator(organisation, goal, kind="share", name="Pårørende")
    for indicator, part, whole in ((_first, 700, 3500), (second, 50, 1250)):
        staff.post(f"{GOALS}/indicators/{indicator}/measure", {"value": str(part), "whole": str(whole)})

    answer = staff.get(f"{GOALS}/{goal}")
    page = words_of(answer)

    assert 'class="side-by-side"' in answer.text
    assert "20 prosent: 700 av 3 500" in page
    assert "4 prosent: 50 av 1 250" in page
    assert "750" not in page
    assert "4 750" not in page


def test_something_that_is_to_exist_is_answered_with_yes_or_not_yet(staff, make, stored):
    _page, indicator, _id = make("yes_no")

    assert 'id="value-error"' in staff.post(f"{indicator}/measure", {"value": "maybe"}).text
    staff.post(f"{indicator}/measure", {"value": "1"})
    assert stored(Measurement, "value") == [(1,)]


# Places


@pytest.fixture
def counties(staff, make, stored):
    """(page, path of the list, ids by name): Agder and Oslo, neither covered."""
    page, indicator, _id = make("coverage", milestones=[(date(2027, 6, 30), Decimal(2))])
    staff.post(f"{indicator}/places", {"added": "Agder\n\n  Oslo \nagder"})
    return page, f"{indicator}/places", dict(stored(Place, "name", "id"))


def test_a_list_is_pasted_once_without_blanks_and_doubles(counties):
    assert sorted(counties[2]) == ["Agder", "Oslo"]


def test_places_are_ticked_with_date_and_note_and_saved_at_once(staff, counties, stored):
    page, path, ids = counties
    agder, oslo = ids["Agder"].hex, ids["Oslo"].hex
    ticked = {f"tick_{agder}": "y", f"on_{agder}": "2026-03-01", f"note_{agder}": "Kafé", f"tick_{oslo}": "y"}

    assert staff.post(path, ticked).location == page

    assert sorted(stored(Place, "name", "covered_on", "note")) == [
        ("Agder", date(2026, 3, 1), "Kafé"),
        ("Oslo", TODAY, ""),
    ]
    assert says(staff.get(page), "%(number)s of %(places)s.", number="2", places="2 members")


@pytest.mark.parametrize("typed", [{"tick": "y", "on": TOMORROW}, {"on": "2026-03-01"}, {"tick": "y", "on": "31.31"}])
def test_a_day_to_come_and_a_date_without_a_tick_are_refused_and_kept(staff, counties, stored, typed):
    _page, path, ids = counties
    fields = {f"{name}_{ids['Agder'].hex}": value for name, value in typed.items()}

    answer = staff.post(path, {**fields, f"note_{ids['Oslo'].hex}": "husk"})

    assert answer.status_code == 200
    assert "ds-error-summary" in answer.text
    assert form_fields(answer.text)[f"note_{ids['Oslo'].hex}"] == "husk"
    assert {covered for (covered,) in stored(Place, "covered_on")} == {None}


def test_a_place_is_taken_off_the_list_after_a_question(staff, counties, stored):
    _page, _path, ids = counties
    staff.post(f"{GOALS}/places/{ids['Oslo']}/remove")
    assert stored(Place, "name") == [("Agder",)]


@pytest.fixture
def many(staff, make):
    """(page, path of the list): sixty municipalities and Askøy, none covered."""
    page, indicator, _id = make("coverage", milestones=[(date(2027, 6, 30), Decimal(2))])
    staff.post(f"{indicator}/places", {"added": "\n".join(["Askøy", *(f"Kommune {n:02}" for n in range(60))])})
    return page, f"{indicator}/places"


def listed(page):
    return re.findall(r'type="checkbox"[^>]*>([^<]+)</label>', page.text)


def test_a_long_list_is_shown_in_parts_and_searched(staff, many):
    _page, path = many
    first, rest = listed(staff.get(path)), listed(staff.get(f"{path}?from=40"))

    assert (len(first), len(rest)) == (40, 21)
    assert not set(first) & set(rest)
    assert listed(staff.get(f"{path}?search=ASK")) == ["Askøy"]
    assert says(staff.get(f"{path}?search=Bergen"), "No place on the list matches what you chose.")
    assert listed(staff.get(f"{path}?show=anything&from=-1")) == first


def test_a_short_list_has_nothing_to_search_in_and_stands_open_on_the_goals_page(staff, counties):
    assert 'name="search"' not in staff.get(counties[1]).text
    assert not says(staff.get(counties[0]), "All %(n)s places", n=2)


def test_a_long_list_is_folded_on_the_goals_page(staff, many):
    assert says(staff.get(many[0]), "All %(n)s places", n=61)


def test_a_part_of_the_list_is_saved_by_itself_and_she_stays_there(staff, many, stored):
    _page, path = many
    ids = dict(stored(Place, "name", "id"))
    staff.post(path, {f"tick_{ids['Kommune 07'].hex}": "y"})

    answer = staff.post(f"{path}?search=ask", {f"tick_{ids['Askøy'].hex}": "y"})

    assert answer.location == f"{path}?search=ask"
    assert sorted(name for name, on in stored(Place, "name", "covered_on") if on) == ["Askøy", "Kommune 07"]
    assert listed(staff.get(f"{path}?show=there")) == ["Askøy", "Kommune 07"]
    assert "Askøy" not in listed(staff.get(f"{path}?show=missing"))


def test_what_has_left_the_filter_meanwhile_is_saved_all_the_same(staff, many, stored):
    """She has the page of what is missing open; what she sends is not read through the filter of now."""
    _page, path = many
    askoy = dict(stored(Place, "name", "id"))["Askøy"].hex
    staff.post(path, {f"tick_{askoy}": "y", f"note_{askoy}": "Kafé"})

    staff.post(f"{path}?show=missing", {f"note_{askoy}": "Ikke likevel", f"on_{askoy}": ""})

    assert ("Askøy", None, "Ikke likevel") in stored(Place, "name", "covered_on", "note")


def test_an_activity_below_a_county_covers_it_for_twelve_months(factory, organisation, staff, make, make_activity):
    # row D1
    agder = factory.unit(organisation, "Agder", kind="county")
    factory.unit(organisation, "Oslo", kind="county")
    arendal = factory.unit(organisation, "Arendal", parent_id=agder)
    page, indicator, _id = make("coverage", source="activities", activity_types=["core.meeting"])
    staff.post(f"{indicator}/places", {"added": "Agder\nOslo"})
    assert says(staff.get(page), "None of %(places)s yet.", places="2 members")

    make_activity(organisation, unit_id=arendal, on_date=date(2025, 11, 30))
    assert says(staff.get(page), "None of %(places)s yet.", places="2 members")

    make_activity(organisation, unit_id=arendal, on_date=date(2025, 12, 1))
    assert says(staff.get(page), "%(number)s of %(places)s in the last twelve months.", number="1", places="2 members")
    assert staff.get(page).text.count('class="is-covered"') == 1


def test_activities_cover_only_units(staff, make, stored):
    _page, indicator, _id = make("coverage", source="activities", activity_types=["core.meeting"])
    answer = staff.post(f"{indicator}/places", {"added": "Atlantis"})
    assert says(answer, "There is no unit called %(name)s.", name="Atlantis")
    assert stored(Place, "name") == []


# Reports in words


def test_a_goal_without_a_number_is_followed_by_reports(staff, make, stored):  # row R5
    page, indicator, _id = make("told", milestones=[])
    for on, state, text in (("2026-03-01", "behind", "Ingen har søkt."), ("2026-09-14", "on_track", "Alt er sendt.")):
        staff.post(f"{indicator}/report", {"on_date": on, "state": state, "text": text})

    shown = staff.get(page).text

    assert shown.index("Alt er sendt.") < shown.index("Ingen har søkt.")
    assert '<svg class="curve"' not in shown
    assert len(stored(StatusReport, "id")) == 2


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": "  "}, "text"),
        ({"state": ""}, "state"),
        ({"state": "great"}, "state"),
        ({"on_date": TOMORROW}, "on_date"),
    ],
)
def test_a_report_without_words_or_of_a_day_to_come_is_refused(staff, make, stored, typed, field):
    _page, indicator, _id = make("told")
    whole = {"on_date": "2026-09-14", "state": "behind", "text": "Ingen har søkt."}

    answer = staff.post(f"{indicator}/report", {**whole, **typed})

    assert f'id="{field}-error"' in answer.text
    assert stored(StatusReport, "text") == []


def test_a_day_has_one_report_which_is_corrected_and_removed(staff, make, stored):
    _page, indicator, _id = make("told")
    said = {"on_date": "2026-09-14", "state": "behind", "text": "Ingen har søkt."}
    staff.post(f"{indicator}/report", said)
    assert 'id="on_date-error"' in staff.post(f"{indicator}/report", said).text
    [(report,)] = stored(StatusReport, "id")

    staff.post(f"{GOALS}/reports/{report}", {"text": "Tre har søkt."})
    assert stored(StatusReport, "state", "text") == [("behind", "Tre har søkt.")]
    staff.post(f"{GOALS}/reports/{report}/remove")
    assert stored(StatusReport, "id") == []


# Units' figures


@pytest.fixture
def branches(factory, organisation):
    return [factory.unit(organisation, name) for name in ("Agder", "Bergen", "Oslo")]


def test_each_unit_types_its_own_and_the_goal_is_their_sum(organisation, actor, browser, staff, make, branches):
    page, indicator, _id = make("level", source="units")
    leader = browser(actor(organisation, Role.UNIT_LEADER, branches[0]))

    assert leader.post(f"{indicator}/units/{branches[0]}", {"value": "12"}).status_code == 303
    staff.post(f"{indicator}/units/{branches[1]}", {"value": "30"})

    assert "42 members" in staff.get(page).text
    listed = staff.get(f"{indicator}/units")
    assert listed.text.index("Oslo") < listed.text.index("Agder")
    assert listed.text.count(">Mangler<") == 1


def test_a_unit_leader_sees_and_writes_her_own_unit_alone(organisation, actor, browser, staff, make, branches, stored):
    _page, indicator, _id = make("level", source="units")
    staff.post(f"{indicator}/units/{branches[1]}", {"value": "30"})
    leader = browser(actor(organisation, Role.UNIT_LEADER, branches[0]))
    [(figure,)] = stored(Measurement, "id")

    assert "Bergen" not in leader.get(f"{indicator}/units").text
    for path in (f"{indicator}/units/{branches[1]}", f"{GOALS}/unit-figures/{figure}", f"{indicator}/measure"):
        assert leader.get(path).status_code in (403, 404)
    typed = {"csrf_token": leader.token(), "form_key": "0" * 32, "on_date": "2026-11-22", "value": "1"}
    assert leader.send(f"{indicator}/units/{branches[1]}", typed).status_code == 403
    assert stored(Measurement, "value") == [(30,)]


# What lies behind


def test_every_point_of_a_typed_curve_opens_its_figure(staff, make):
    page, indicator, _id = make("level")
    staff.post(f"{indicator}/measure", {"value": "742", "note": "Fra registeret"})

    link = f"{indicator}/records?on=2026-11-22"
    assert link in staff.get(page).text
    behind = words_of(staff.get(link))
    assert "742" in behind
    assert "Fra registeret" in behind


@pytest.mark.parametrize(("kind", "sentence"), [("level", "of this day"), ("yearly", "of this month")])
def test_where_nothing_is_known_it_says_of_when(staff, make, kind, sentence):
    _page, indicator, _id = make(kind)
    assert says(staff.get(f"{indicator}/records?on=2026-03-04"), f"Nothing is known {sentence}.")


def test_every_point_of_a_counted_curve_opens_that_months_activities(organisation, staff, make, make_activity):
    page, _indicator, _id = make("yearly", source="activities", activity_types=["core.meeting"])
    make_activity(organisation, on_date=date(2026, 9, 3), note="")
    make_activity(organisation, on_date=date(2026, 8, 31), note="")
    make_activity(organisation, on_date=date(2026, 9, 3), activity_type="core.talk")

    assert "/o/hjertelag/activities/?type=core.meeting&amp;month=2026-09" in staff.get(page).text
    listed = staff.get("/o/hjertelag/activities/?type=core.meeting&month=2026-09").text
    assert listed.count("/activities/01") == 1


@pytest.mark.parametrize(
    "asked", ["month=2026-13", "unit=x", "type=<b>", "month=", "unit=01890000-0000-7000-8000-000000000000"]
)
def test_a_mangled_address_narrows_nothing(staff, organisation, make_activity, asked):
    make_activity(organisation)
    assert staff.get(f"/o/hjertelag/activities/?{asked}").text.count("/activities/01") == 1


def test_a_metrics_point_opens_the_plugins_value_with_its_date(factory, organisation, staff, make):
    _page, indicator, _id = make("level", source="metric", metric="recruitment.branches_with_peer_support")
    with factory.working_as(scope_of(organisation.id)):
        db.session.add(MetricValue(metric="recruitment.branches_with_peer_support", on_date=TODAY, value=7))
        db.session.commit()

    assert ": 7" in staff.get(f"{indicator}/records?on=2026-11-22").text
    assert staff.get(f"{indicator}/records?on=yesterday").status_code == 200


def test_a_goal_may_be_the_sum_of_those_below_it(factory, organisation, plan, staff):
    top, total = factory.goal(organisation, plan, "Sum", source="goals")
    for title, value in (("Nord", 30), ("Sør", 12)):
        _goal, indicator = factory.goal(organisation, plan, title, parent_id=top)
        factory.measurement(organisation, indicator, date(2026, 6, 1), value)
    _goal, other = factory.goal(organisation, plan, "Webinarer", parent_id=top, kind="yearly")
    factory.measurement(organisation, other, date(2026, 6, 1), 500)

    assert "42 members" in staff.get(f"{GOALS}/{top}").text
    behind = words_of(staff.get(f"{GOALS}/indicators/{total}/records?on=2026-06-01"))
    assert "Nord: 30" in behind
    assert "500" not in behind
