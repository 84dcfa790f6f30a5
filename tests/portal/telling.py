"""What tests of the units' years do again and again."""

from datetime import UTC, datetime

from portal import clock
from portal.activities.kinds import YEAR
from portal.activities.models import ActivityKind
from portal.extensions import db
from portal.organisations.setup import touch_setup
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of

IN_NOVEMBER = datetime(2026, 11, 22, 12, tzinfo=UTC)
BASE = "/o/hjertelag/year-reports"


def ask(factory, organisation, **question):
    """The organisation asks one question of its own."""
    said = {"name": "q1", "kind": "text", "label": {"nb": "Hvem samarbeidet dere med?"}, "required": True, **question}
    with factory.working_as(scope_of(organisation.id)):
        db.session.add(
            ActivityKind(
                id=uuid7(), key=YEAR, label={"nb": "Året"}, help={"nb": "Kommunen spør etter det."}, questions=[said]
            )
        )
        touch_setup(organisation.id)
        db.session.commit()


def meet(factory, organisation, unit, **values):
    return factory.activity(organisation, unit_id=unit, on_date=clock.today(), **values)


def page_of(unit, year=2026):
    return f"{BASE}/{year}/{unit}"


def send_in(browser, unit, **typed):
    browser.post(page_of(unit), {**typed, "send": "1"})
    return browser.post(f"{page_of(unit)}/send")
