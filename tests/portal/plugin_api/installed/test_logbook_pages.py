"""A plugin that nobody here wrote: its pages, rights and words, and what is left of it when it is off."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.plugin_api import Role, house
from portal.tenancy.scope import organisation as scope_of
from tests.reading import says

PAGE = "/o/hjertelag/logbook/"
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE")


def write(browser, title, **typed):
    return browser.post(PAGE + "new", {"title": title, **typed})


def told(answer):
    return answer.status_code, sorted(answer.headers.to_wsgi_list()), answer.data


def test_it_is_found_by_its_entry_point(app):
    with app.app_context():
        found = house().plugins["logbook"]

    assert str(found.folder).endswith("logbook")
    assert "tests/foreign" not in str(found.folder)


def test_what_is_written_stands_on_the_page_and_in_the_menu(staff):
    answer = write(staff, "Storm fra vest")

    assert answer.status_code == 303
    assert "Storm fra vest" in staff.get(answer.location).text
    page = staff.get(PAGE)
    assert "Storm fra vest" in page.text
    assert f'href="{PAGE}"' in page.text


def test_each_role_gets_what_its_rights_say(staff, organisation, actor, browser):
    for role, may_write in ((Role.ADMINISTRATOR, True), (Role.VOLUNTEER, False), (Role.READER, False)):
        somebody = browser(actor(organisation, role))
        assert somebody.get(PAGE).status_code == 200
        assert somebody.get(PAGE + "new").status_code == (200 if may_write else 403)


def test_a_unit_leader_sees_and_writes_for_her_own_units(staff, factory, organisation, actor, browser):
    agder = factory.unit(organisation, "Agder")
    leader = browser(actor(organisation, Role.UNIT_LEADER, agder))
    ours = write(staff, "For hele laget").location

    hers = write(leader, "Bare for Agder").location
    forged = write(leader, "For alle", unit_id=str(factory.root(organisation)))

    assert "Bare for Agder" in leader.get(hers).text
    assert "For hele laget" not in leader.get(PAGE).text
    assert leader.get(ours).status_code == 404
    assert forged.status_code == 200


def test_whoever_has_no_access_learns_nothing(staff, nobody, other_organisation, actor, browser):
    path = write(staff, "Storm fra vest").location
    stranger = browser(actor(other_organisation, Role.ADMINISTRATOR))

    assert nobody.get(path).status_code == 303
    assert told(stranger.get(path)) == told(stranger.get("/o/hjertelag/no-such-page"))


def test_a_foreign_id_is_a_missing_id(staff, factory, other_organisation, actor, browser):
    path = write(staff, "Storm fra vest").location
    factory.plugin(other_organisation, "logbook")
    stranger = browser(actor(other_organisation, Role.ADMINISTRATOR))
    foreign = path.replace("hjertelag", "lungelag")

    assert told(stranger.get(foreign)) == told(stranger.get(re.sub(r"[0-9a-f]{12}$", "0" * 12, foreign)))
    assert "Storm fra vest" not in stranger.get("/o/lungelag/logbook/").text


def test_switched_off_it_cannot_be_told_from_what_never_was_and_comes_back_whole(staff, organisation, actor, browser):
    path = write(staff, "Storm fra vest").location
    boss = browser(actor(organisation, Role.ADMINISTRATOR))
    token = boss.token()

    boss.post("/o/hjertelag/plugins/logbook")

    assert "logbook" not in boss.get("/o/hjertelag/").text
    for method in METHODS:
        missing = told(boss.client.open("/o/hjertelag/no-such-page", method=method, data={"csrf_token": token}))
        for address in (PAGE, PAGE.rstrip("/"), PAGE + "new", path, PAGE + "no-such-page"):
            assert told(boss.client.open(address, method=method, data={"csrf_token": token})) == missing

    boss.post("/o/hjertelag/plugins/logbook")

    assert "Storm fra vest" in boss.get(path).text


def test_a_form_that_is_sent_twice_writes_once_and_is_in_the_trail(staff, factory, organisation):
    filled = {**staff.fields(PAGE + "new"), "title": "Storm fra vest"}

    first, second = (staff.send(PAGE + "new", filled) for _ in range(2))

    assert first.location == second.location
    with factory.working_as(scope_of(organisation.id)):
        entries = list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == "logbook.added")))
    assert [entry.changes for entry in entries] == [{"title": [None, "Storm fra vest"]}]
    assert entries[0].form_key is not None


def test_a_refusal_is_shown_in_the_form(staff):
    answer = write(staff, "I morgen", on_date=(clock.today() + timedelta(days=1)).isoformat())

    assert says(answer, "This day has not come yet.")
    assert "I morgen" not in staff.get(PAGE).text


@pytest.mark.parametrize(("language", "empty"), [("nb", "Loggboken er tom"), ("da", "Logbogen er tom")])
def test_it_speaks_the_organisations_language(factory, actor, browser, language, empty):
    there = factory.organisation("fyrlaget", language=language)
    factory.plugin(there, "logbook")

    page = browser(actor(there, Role.READER)).get("/o/fyrlaget/logbook/")

    assert empty in page.text
    assert f'<html lang="{language}"' in page.text
