"""The address of a feed is a key: renewed, ended, and of no use when it is mangled."""

import re
from uuid import uuid4

import pytest

from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.contract.counting import statements
from tests.portal.due.conftest import FEED_PAGE
from tests.reading import says

#: a page names its own address and bears a token for the form that changes the language
OWN_TO_EACH = re.compile(r'name="(csrf_token|next)" value="[^"]*"')


@pytest.fixture
def kari(organisation, actor):
    return actor(organisation, Role.STAFF)


def by_title(events):
    return {str(event["summary"]): event for event in events}


def test_a_new_address_ends_the_old_one_at_once(kari, address, press, nobody, read, due, monday):
    due("Sak", monday)
    old = address(kari)
    press(kari, "renew")
    assert nobody.get(old).status_code == 404
    assert set(by_title(read(address(kari)))) == {"Sak"}
    assert address(kari) != old


def test_switched_off_it_opens_nothing_and_switched_on_again_it_has_another_address(kari, address, press, nobody):
    old = address(kari)
    page = press(kari, "feed_off")
    assert nobody.get(old).status_code == 404
    assert old not in page.text
    assert address(kari) != old
    assert nobody.get(old).status_code == 404


def test_a_secret_that_is_mangled_foreign_or_of_another_purpose_is_a_missing_page(
    app, organisation, other_organisation, kari, actor, address, browser, nobody, subscription, factory
):
    path = address(kari)
    ola = address(actor(organisation, Role.STAFF))
    where, _dot, secret = path.removesuffix(".ics").rpartition("/")[2].partition(".")
    base = "/p/hjertelag/due/"
    wrong = [
        f"{base}{where}.{secret[:-1]}.ics",
        f"{base}{where}.{secret[:-1]}{'0' if secret[-1] != '0' else '1'}.ics",
        f"{base}{where}.{secret.upper()}x.ics",
        f"{base}{where}.æøå.ics",
        f"{base}{where}.%FF.ics",
        f"{base}{where}..ics",
        f"{base}{uuid4()}.{secret}.ics",
        f"{base}{where}.{ola.removesuffix('.ics').rpartition('.')[2]}.ics",
        f"{base}off/{where}.{secret}",
        path.replace("/hjertelag/", "/lungelag/"),
        path.replace("/hjertelag/", "/finnes-ikke/"),
        f"{base}ikke-noe",
    ]
    answers = {one: nobody.get(one) for one in (*wrong, "/p/hjertelag/finnes-ikke")}

    assert {answer.status_code for answer in answers.values()} == {404}
    assert len({OWN_TO_EACH.sub("", answer.text) for answer in answers.values()}) == 1


def test_the_secret_is_stored_nowhere(kari, address, factory, organisation, subscription):
    secret = address(kari).removesuffix(".ics").rpartition(".")[2]
    row = subscription(kari)
    stored = {column.name: getattr(row, column.name) for column in row.__table__.columns}
    with factory.working_as(scope_of(organisation.id)):
        trail = [(one.changes, one.answer) for one in db.session.query(AuditEntry)]
    assert len(secret) == 40
    assert secret not in repr(stored) + repr(trail)


def test_it_asks_the_database_little_and_is_not_kept_on_the_way(app, monday, kari, address, nobody, due):
    due("Sak", monday)
    path = address(kari)
    nobody.get(path)
    with statements(app) as seen:
        answer = nobody.get(path)
    assert len(seen) <= 6, seen
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_page_says_what_the_address_gives_away(kari, browser, press):
    off = browser(kari).get(FEED_PAGE)
    on = press(kari, "feed_on")
    assert says(off, "Switch the feed on")
    assert "webcal:" not in off.text
    assert says(on, "Take a new address")
    assert "Hold adressen for deg selv" in on.text


def test_everybody_who_sees_the_calendar_may_have_one_each(organisation, actor, address):
    paths = {address(actor(organisation, role)) for role in Role}
    assert len(paths) == len(Role)
