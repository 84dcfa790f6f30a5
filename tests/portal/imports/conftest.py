"""Somebody of the staff with a sheet in her hand."""

import io
import re

import pytest
from sqlalchemy import select

from portal.activities.models import Activity
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from portal.worker import work_once

HEAD = "Dato;Type;Lag;Deltakere;Merknad"
IMPORTS = "/o/hjertelag/imports"


def csv(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *rows)).encode()


def told(page):
    """A page's text."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.text))


class Staff:
    """She gives sheets, says what their columns hold, and says yes."""

    def __init__(self, opened):
        self.browser = opened

    def give(self, content, name="fjor.csv"):
        return self.browser.post(f"{IMPORTS}/new", {"file": (io.BytesIO(content), name)})

    def look(self, content, name="fjor.csv", **columns):
        """As far as what it becomes: (address, page)."""
        given = self.give(content, name)
        assert given.status_code == 303, told(given)
        sent = self.browser.post(given.location, columns)
        assert sent.status_code == 303, told(sent)
        return sent.location, self.browser.get(sent.location)

    def bring(self, content, name="fjor.csv", **columns):
        """All the way to the yes; returns the job's address."""
        address, _page = self.look(content, name, **columns)
        return self.browser.post(address).location

    def latest(self):
        return re.findall(rf'href="({IMPORTS}/[0-9a-f-]{{36}})"', self.browser.get(f"{IMPORTS}/").text)[0]


@pytest.fixture
def staff(browser, actor, organisation, factory):
    factory.unit(organisation, "Agder")
    return Staff(browser(actor(organisation, Role.STAFF)))


@pytest.fixture
def work(app):
    def once():
        with app.app_context():
            return work_once()

    return once


@pytest.fixture
def inside(factory, organisation):
    return lambda: factory.working_as(scope_of(organisation.id))


@pytest.fixture
def registered(inside):
    """(type, day, numbers, note) of all that is there."""

    def found():
        with inside():
            rows = db.session.scalars(select(Activity).order_by(Activity.on_date, Activity.id))
            return [(row.activity_type, row.on_date.isoformat(), row.numbers, row.note) for row in rows]

    return found
