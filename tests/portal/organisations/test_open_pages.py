"""Pages of an organisation that are open to all: whoever looks, the walls let through this organisation alone."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import g
from sqlalchemy import select

from portal import clock
from portal.extensions import db
from portal.organisations.models import Organisation, Unit
from portal.plugin_api import Role
from portal.shared_links.services import make_link
from portal.tenancy.scope import NOBODY, current_scope
from portal.tenancy.scope import organisation as scope_of
from tests.reading import without_keys


@pytest.fixture
def page(factory):
    """`page(organisation)`: the address of an open page of hers."""

    def make(organisation):
        root = factory.root(organisation)
        with factory.working_as(scope_of(organisation.id)):
            until = clock.today() + timedelta(days=1)
            said = {"activity_type": "core.meeting", "label": "Åpen dag", "allowance": 9}
            link = make_link(unit_id=root, until=until, by=None, **said)
            db.session.commit()
            return f"/p/{organisation.slug}/r/{link.token}"

    return make


@contextmanager
def inside(who, path):
    """In a request for this page, where the view would begin."""
    kept = who.client.get_cookie("medvirke")
    headers = {"Cookie": f"medvirke={kept.value}"} if kept else {}
    app = who.client.application
    with app.test_request_context(path, headers=headers):
        assert app.preprocess_request() is None
        yield


def test_the_scope_is_the_organisations_whoever_looks(organisation, other_organisation, actor, browser, nobody, page):
    """Which rows it reaches, too."""
    path = page(organisation)
    for who in (nobody, browser(actor(other_organisation, Role.ADMINISTRATOR))):
        with inside(who, path):
            assert (g.here.id, current_scope()) == (organisation.id, scope_of(organisation.id))
            assert set(db.session.scalars(select(Unit.organisation_id))) == {organisation.id}


def test_after_it_nothing_of_its_scope_is_left(organisation, nobody, page):
    nobody.get(page(organisation))
    assert current_scope() == NOBODY


def test_who_has_signed_in_elsewhere_sees_the_same_page(organisation, other_organisation, actor, browser, nobody, page):
    path = page(organisation)
    lookers = [actor(other_organisation, Role.ADMINISTRATOR), actor(organisation, Role.STAFF)]

    assert {without_keys(browser(one).get(path)) for one in lookers} == {without_keys(nobody.get(path))}


def test_another_organisations_page_is_not_found_under_our_name(organisation, other_organisation, nobody, page):
    theirs = page(other_organisation)

    assert nobody.get(theirs).status_code == 200
    assert nobody.get(theirs.replace("/p/lungelag/", "/p/hjertelag/")).status_code == 404


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_organisation_has_no_open_pages(nobody, method):
    sent = {"csrf_token": nobody.token()}
    assert nobody.client.open("/p/no-such-organisation/r/bcdfghjk", method=method, data=sent).status_code == 404


def test_a_suspended_one_has_none_either_not_even_for_its_own_people(
    factory, organisation, actor, browser, nobody, page
):
    path, staff = page(organisation), browser(actor(organisation, Role.STAFF))
    with factory.working_as(NOBODY):
        db.session.get(Organisation, organisation.id).status = "suspended"
        db.session.commit()

    assert [who.get(path).status_code for who in (nobody, staff)] == [404, 404]


def test_it_speaks_the_visitors_choice_else_the_organisations_language(
    factory, organisation, actor, browser, nobody, page
):
    danish = factory.organisation("lungeforening", "Lungeforeningen", country="DK", language="da")
    path, staff = page(danish), browser(actor(organisation, Role.STAFF))

    assert '<html lang="da"' in nobody.get(path, headers={"Accept-Language": "nb"}).text
    nobody.post("/language", {"language": "en", "csrf_token": nobody.token(), "next": path})
    assert '<html lang="en"' in nobody.get(path).text
    staff.post("/profile/", {"language": "nb"})
    assert '<html lang="nb"' in staff.get(path).text


def test_the_clock_is_the_organisations(factory, organisation, nobody, page):
    path = page(organisation)
    with factory.working_as(NOBODY):
        db.session.get(Organisation, organisation.id).timezone = "Pacific/Kiritimati"
        db.session.commit()

    with inside(nobody, path):
        assert str(clock.local(clock.now()).tzinfo) == "Pacific/Kiritimati"
