"""How did it go? Reported once, counted at its date, in the row that was planned. # row D10"""

import pytest
from sqlalchemy import select

from portal.activities.models import ActivityKind
from portal.extensions import db
from portal.organisations.setup import touch_setup
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.reading import says

INDEX = "/o/hjertelag/programme/"


@pytest.fixture
def held(put):
    """Yesterday evening."""
    return put(-1, title="Sangkveld", place="Biblioteket")


def test_it_becomes_held_in_the_same_row_and_is_counted_at_its_date(opened, kari, held, stored, tally, days):
    answer = opened.post(f"{INDEX}{held}/report", {"number_participants": "12", "note": "Fin kveld"})

    assert (answer.status_code, answer.location) == (303, f"/o/hjertelag/activities/{held}")
    (found,) = stored()
    assert (found.id, found.status, found.on_date, found.numbers) == (held, "held", days(-1), {"participants": 12})
    assert (found.title, found.place, found.registered_by) == ("Sangkveld", "Biblioteket", kari.id)
    month = days(-1).replace(day=1)
    assert tally() == {("activities", month, 1), ("participants", month, 12)}


def test_it_is_no_longer_due_and_no_longer_asked_for(opened, held, due):
    opened.post(f"{INDEX}{held}/report", {"number_participants": "12"})
    assert due() == []
    assert "Sangkveld" not in opened.get(INDEX).text


def test_its_old_address_leads_to_what_was_registered(opened, held):
    opened.post(f"{INDEX}{held}/report", {"number_participants": "12"})
    for what in ("", "/report"):
        assert opened.get(f"{INDEX}{held}{what}").location == f"/o/hjertelag/activities/{held}"
    for what in ("/change", "/cancel", "/again", "/remove"):
        assert opened.get(f"{INDEX}{held}{what}").status_code == 404


def test_whoever_reports_it_may_correct_it_for_two_weeks(opened, held):
    """However long ago it was planned."""
    opened.post(f"{INDEX}{held}/report", {"number_participants": "12"})
    assert opened.get(f"/o/hjertelag/activities/{held}/correct").status_code == 200


def test_before_its_day_it_cannot_be_reported(opened, put, stored, tally):
    page = opened.post(f"{INDEX}{put(2)}/report", {"number_participants": "12"})
    assert says(page, "This day has not come yet. Register the activity when it has taken place.")
    assert (stored()[0].status, tally()) == ("planned", set())


def test_a_cancelled_one_is_not_reported(opened, held, stored, tally):
    opened.post(f"{INDEX}{held}/cancel", {"why": "Snø"})
    page = opened.post(f"{INDEX}{held}/report", {"number_participants": "12"})
    assert says(page, "This was cancelled or reported in the meantime.")
    assert (stored()[0].status, tally()) == ("cancelled", set())


def test_two_who_report_the_same_evening_count_it_once(browser, actor, organisation, opened, held, tally, days):
    other = browser(actor(organisation, Role.STAFF))
    open_before = other.fields(f"{INDEX}{held}/report")
    opened.post(f"{INDEX}{held}/report", {"number_participants": "12"})

    page = other.send(f"{INDEX}{held}/report", {**open_before, "number_participants": "13"})

    assert says(page, "This was cancelled or reported in the meantime.")
    assert ("participants", days(-1).replace(day=1), 12) in tally()


def test_it_did_not_take_place_leads_to_cancelling(opened, held):
    assert f"{INDEX}{held}/cancel" in opened.get(f"{INDEX}{held}/report").text


def test_members_others_and_kin_are_counted_apart_where_the_type_says_so(
    factory, organisation, opened, held, stored, tally, days
):
    with factory.working_as(scope_of(organisation.id)):
        db.session.add(ActivityKind(key="core.meeting", label={}, help={}, questions=[], splits=True, position=60))
        touch_setup(organisation.id)
        db.session.commit()
        assert db.session.scalars(select(ActivityKind)).one().splits

    typed = {"number_participants_members": "7", "number_participants_others": "3", "number_participants_kin": "2"}
    opened.post(f"{INDEX}{held}/report", typed)

    month = days(-1).replace(day=1)
    assert stored()[0].numbers["participants"] == 12
    assert {("participants", month, 12), ("participants_others", month, 3)} <= tally()
