"""What each organisation decides about a plugin: declared once, kept in the trail, and used by the plugin."""

import pytest
from sqlalchemy import select

from portal.audit.models import AuditEntry
from portal.errors import MisconfiguredError
from portal.extensions import db
from portal.organisations.models import PluginSetting
from portal.organisations.services import change_settings
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of

PAGE = "/o/hjertelag/logbook/"
SETTINGS = "/o/hjertelag/plugins/logbook/settings"


@pytest.fixture
def two_notes(staff):
    for title in ("Rolig natt", "Storm fra vest"):
        staff.post(PAGE + "new", {"title": title})


def set_(browser, **values):
    return browser.post(SETTINGS, values)


def stored(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        return {row.name: row.value for row in db.session.scalars(select(PluginSetting))}


def test_until_somebody_decides_the_declared_defaults_hold(staff, two_notes):
    page = staff.get(PAGE).text

    assert page.index("Storm fra vest") < page.index("Rolig natt")
    assert "Staff hjertelag</span>" not in page
    assert staff.fields(SETTINGS)["shown"] == "30"


def test_what_is_decided_is_what_the_page_does(staff, two_notes):
    set_(staff, first="oldest", shown="1", greeting="Fyret er åpent hver lørdag.", names="y")

    page = staff.get(PAGE).text

    assert "Rolig natt" in page
    assert "Storm fra vest" not in page
    assert "Fyret er åpent hver lørdag." in page
    assert "Staff hjertelag</span>" in page


def test_a_yes_can_be_taken_back(staff, factory, organisation):
    set_(staff, names="y")
    fields = staff.fields(SETTINGS)

    staff.send(SETTINGS, {name: value for name, value in fields.items() if name != "names"})

    assert stored(factory, organisation)["names"] is False


@pytest.mark.parametrize("wrong", [{"shown": "201"}, {"shown": "-1"}, {"shown": "mange"}, {"first": "middle"}])
def test_what_is_not_offered_is_refused(staff, factory, organisation, wrong):
    answer = set_(staff, **wrong)

    assert answer.status_code == 200
    assert stored(factory, organisation) == {}


def test_a_key_that_nobody_declares_is_never_stored(staff, factory, organisation):
    set_(staff, secret="yes")

    assert set(stored(factory, organisation)) == {"names", "shown", "first", "greeting"}
    with (
        factory.working_as(scope_of(organisation.id)),
        pytest.raises(MisconfiguredError, match=r"logbook\.secret"),
    ):
        change_settings(organisation.id, "logbook", {"secret": True}, by=uuid7())


def test_the_trail_says_what_was_changed_and_by_whom(factory, organisation, actor, browser):
    factory.plugin(organisation, "logbook")
    her = actor(organisation, Role.STAFF)

    set_(browser(her), shown="5")

    with factory.working_as(scope_of(organisation.id)):
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "plugin.set")).one()
    assert entry.user_id == her.id
    assert entry.changes == {"plugin": "logbook", "shown": [30, 5]}


def test_another_organisation_keeps_its_own(staff, factory, other_organisation, actor, browser):
    factory.plugin(other_organisation, "logbook")
    theirs = browser(actor(other_organisation, Role.STAFF))

    set_(staff, greeting="Fyret er åpent hver lørdag.")

    assert "lørdag" not in theirs.get("/o/lungelag/logbook/").text
    assert theirs.fields("/o/lungelag/plugins/logbook/settings")["greeting"] == ""


@pytest.mark.parametrize("role", [Role.UNIT_LEADER, Role.VOLUNTEER, Role.READER])
def test_only_staff_and_administrators_decide(staff, organisation, actor, browser, role):
    assert browser(actor(organisation, role)).get(SETTINGS).status_code == 403


def test_where_the_plugin_is_off_there_is_nothing_to_set(organisation, actor, browser):
    boss = browser(actor(organisation, Role.ADMINISTRATOR))

    assert boss.get(SETTINGS).status_code == 404
    boss.post("/o/hjertelag/plugins/logbook")
    assert boss.get(SETTINGS).status_code == 200
