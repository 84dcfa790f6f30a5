"""Things that are due, and somebody who has asked to hear of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from icalendar import Calendar
from sqlalchemy import select

from portal import clock
from portal.calendar.services import add_entry, set_due
from portal.due.models import DueSubscription
from portal.due.services import write_weeks
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of

#: a Monday, half past eight in Oslo
MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
#: seven o'clock there
SEVEN = datetime(2026, 11, 23, 6, tzinfo=UTC)
GOALS = {"endpoint": "goals.plan", "arguments": {}, "right": "goals.see"}
PAGE, FEED_PAGE = "/o/hjertelag/due/", "/o/hjertelag/due/feed"


@pytest.fixture
def monday():
    """Time stands still on a Monday."""
    with clock.stopped_at(MONDAY):
        yield MONDAY.date()


@pytest.fixture
def due(factory, organisation) -> Callable[..., UUID]:
    """`due("Title", date)`: a step that is due then."""

    def make(title: str, on: date, source: str = "actions.step", where: Any = organisation, **said: Any) -> UUID:
        source_id = said.pop("source_id", None) or uuid7()
        with factory.working_as(scope_of(where.id)):
            set_due(source, source_id, on=on, title=title, **{**GOALS, **said})
            db.session.commit()
        return source_id

    return make


@pytest.fixture
def entry(factory, organisation) -> Callable[..., UUID]:
    """`entry("Title", date)`: a meeting of the whole organisation."""

    def make(title: str, on: date, *, kind: str = "meeting", unit_id: UUID | None = None, **said: Any) -> UUID:
        where = unit_id or factory.root(organisation)
        with factory.working_as(scope_of(organisation.id)):
            made = add_entry(kind=kind, title=title, on_date=on, unit_id=where, by=None, **said)
            db.session.commit()
            return made.id

    return make


@pytest.fixture
def press(browser) -> Callable[..., Any]:
    """`press(actor, "feed_on")`: she presses this button; the page that she gets then."""

    def button(actor: Any, to: str) -> Any:
        hers = browser(actor)
        assert hers.post(FEED_PAGE, {"to": to}).status_code == 303
        return hers.get(FEED_PAGE)

    return button


@pytest.fixture
def subscription(factory, organisation) -> Callable[[Any], DueSubscription]:
    def of(actor: Any, where: Any = organisation) -> DueSubscription:
        with factory.working_as(scope_of(where.id)):
            return db.session.scalars(select(DueSubscription).where(DueSubscription.user_id == actor.id)).one()

    return of


@pytest.fixture
def address(app, factory, organisation, press, subscription) -> Callable[[Any], str]:
    """`address(actor)`: the path of her feed, which she has switched on."""

    def of(actor: Any) -> str:
        page = press(actor, "feed_on").text
        full = page.partition('readonly value="')[2].partition('"')[0]
        assert full.startswith(app.config["PORTAL"].public_url)
        assert f'href="webcal:{full.partition(":")[2]}"' in page
        return urlsplit(full).path

    return of


@pytest.fixture
def read(nobody) -> Callable[[str], list[Any]]:
    """What a calendar program finds behind an address, without signing in."""

    def events(path: str) -> list[Any]:
        answer = nobody.get(path)
        assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
        return list(Calendar.from_ical(answer.data).walk("VEVENT"))

    return events


@pytest.fixture
def gry(organisation, actor, press):
    """She has the weekly letter switched on."""
    made = actor(organisation, Role.STAFF)
    press(made, "weekly_on")
    return made


@pytest.fixture
def write(factory, organisation):
    """What the job does, at this moment."""

    def at(moment=SEVEN, where=organisation):
        with clock.stopped_at(moment), factory.working_as(scope_of(where.id)):
            write_weeks(where.id)

    return at
