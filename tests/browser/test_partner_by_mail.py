"""A partner without an account reads an offer in its mailbox, says yes, and gives its figures: on a phone, by mail alone."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from portal.exchange.connecting import invite_partner, mark_answered
from portal.exchange.queries import partner
from portal.extensions import db
from portal.i18n import use_language
from portal.organisations.viewer import place_of
from portal.plugin_api import Role
from portal.shared_goals.queries import measured_goal
from portal.shared_goals.services import offer_goal
from portal.tenancy.scope import organisation as scope_of
from tests.browser.conftest import PHONE
from tests.browser.examine import AXE, examine
from tests.browser.houses import Own, eyes_of, own, speaker
from tests.browser.letters import newest_link
from tests.browser.site import Site
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["nb", "da"])
def test_from_the_letter_to_the_owners_sum(visitor: Callable[..., Visitor], site: Site, language: str) -> None:
    """The pages speak the owner's language. In the demo the letter lies there; a Danish owner writes one here."""
    house = own(site, "da")
    slug, mailbox = ("kreftforeningen", "helse@havdal-kommune.example") if language == "nb" else _offered(house)
    guest = visitor(None, language, viewport=PHONE, scripts=[AXE])
    path = newest_link(guest, mailbox, f"p/{slug}/l")

    faults = answer(guest, path) + give(guest, path, "34") + give(guest, path, "41")

    eyes = eyes_of(house, Role.STAFF) if language == "da" else speaker(site, slug, Role.STAFF, "nb")
    staff = visitor(eyes.email, language, password=eyes.password, scripts=[AXE])
    staff.open(f"/o/{slug}/shared-goals/")
    staff.follow(staff.page.locator(".rows li", has_text=PARTNER[language]).first.locator("a"))
    faults += examine(staff)
    told = staff.text()
    assert "Berit Demo, kommuneoverlege" in told
    assert re.search(r"\b41\b", told)
    assert faults == []


PARTNER = {"nb": "Havdal kommune", "da": "Åby Kommune"}


def _offered(house: Own) -> tuple[str, str]:
    """(slug of the owner, mailbox of the partner): invited, said yes, and offered a goal."""
    mailbox, here = "sundhed@aaby.example", house.made.id
    _goal, indicator_id = house.make.goal(
        house.made, house.plan, "Flere gåture", milestones=[(date(2027, 12, 31), Decimal(100))]
    )
    with house.make.working_as(scope_of(here)), use_language("da"):
        connection_id = invite_partner(PARTNER["da"], mailbox, here=place_of(here), by=None)
        found, goal = partner(here, connection_id), measured_goal(here, indicator_id)
        assert found
        assert goal
        mark_answered(found, accepts=True, by=None)
        said = {"title": "Flere gåture", "text": "Gå med os!", "shown": {date(2027, 12, 31)}, "counts_people": True}
        offer_goal(goal, connection_id, by=None, **said)
        db.session.commit()
    return house.slug, mailbox


def answer(guest: Visitor, path: str) -> list[str]:
    guest.open(path)
    faults = examine(guest)
    guest.page.locator(".choice", has=guest.page.locator("[value=yes]")).click()
    guest.page.locator("[name=name]").fill("Berit Demo")
    guest.page.locator("[name=role]").fill("kommuneoverlege")
    guest.follow(guest.page.locator("main button[type=submit]"))
    return faults + examine(guest)


def give(guest: Visitor, path: str, value: str) -> list[str]:
    """A figure for today; another one for the same day takes its place."""
    guest.open(path)
    faults = examine(guest)
    guest.page.locator("[name=value]").fill(value)
    guest.follow(guest.page.locator("main button[type=submit]"))
    return faults + examine(guest)
