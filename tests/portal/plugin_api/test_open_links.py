"""The hooks `open_links` and `demo`, as recruitment uses them."""

from random import Random

import pytest

from portal.extensions import db
from portal.organisations.services import change_settings, switch_off
from portal.plugin_api import Demo, DemoRows, OpenLink, hooks_for, house
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of

LINK = 'href="/p/hjertelag/medlem/"'
PAGES = ("/p/hjertelag/programme/", "/p/hjertelag/programme/embed", "/p/hjertelag/privacy", "/p/hjertelag/l/no-such-link")


@pytest.fixture
def joining_open(factory, organisation):
    factory.plugin(organisation, "recruitment")
    with factory.working_as(scope_of(organisation.id)):
        change_settings(organisation.id, "recruitment", {"joining_open": True}, by=uuid7())
        db.session.commit()


@pytest.mark.parametrize("path", PAGES)
def test_an_open_link_stands_on_every_open_page(nobody, joining_open, path):
    """Row R7: "Become a member" is on every public page."""
    assert LINK in nobody.get(path).text


def test_it_does_not_stand_on_the_page_that_it_leads_to(nobody, joining_open):
    assert nobody.get("/p/hjertelag/medlem/").status_code == 200
    assert LINK not in nobody.get("/p/hjertelag/medlem/").text


def test_it_is_gone_with_its_setting_and_with_its_plugin(nobody, factory, organisation, joining_open):
    with factory.working_as(scope_of(organisation.id)):
        change_settings(organisation.id, "recruitment", {"joining_open": False}, by=uuid7())
        db.session.commit()
    assert LINK not in nobody.get(PAGES[0]).text
    with factory.working_as(scope_of(organisation.id)):
        change_settings(organisation.id, "recruitment", {"joining_open": True}, by=uuid7())
        switch_off(organisation.id, "recruitment", by=uuid7())
        db.session.commit()
    assert LINK not in nobody.get(PAGES[0]).text
    assert nobody.get("/p/hjertelag/medlem/").status_code == 404


def test_another_organisation_does_not_have_it(nobody, joining_open, other_organisation):
    assert "/medlem/" not in nobody.get("/p/lungelag/programme/").text


def test_what_a_plugin_shows_in_the_demo_is_asked_for_where_it_is_on(app, organisation, monkeypatch):
    seen = []
    rows = DemoRows(name="recruitment.more", fill=seen.append, position=99)
    with app.app_context():
        monkeypatch.setitem(house().demo, rows.name, rows)
        assert rows not in hooks_for(frozenset()).demo()
        hooks_for({"recruitment"}).demo()[-1].fill(
            Demo(slug="x", language="nb", country="NO", units={}, people={}, dice=Random(1))
        )
    assert [one.slug for one in seen] == ["x"]


def test_an_open_link_names_its_plugin():
    assert OpenLink(name="recruitment.join", label="", endpoint="recruitment_open.form").setting == ""
