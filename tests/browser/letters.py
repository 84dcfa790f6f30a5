"""Letters in the demo: what makes the portal write one, and the links in it."""

import re
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import select

from portal.consents.addresses import off_address
from portal.consents.models import Consent
from portal.extensions import db
from portal.messages.models import MailStop
from portal.organisations.models import Organisation
from portal.people.models import Person
from portal.tenancy.scope import NOBODY, organisation
from tests.browser.visitor import Visitor
from tests.factories import Factory

WAIT_SECONDS = 20


def newest_link(nobody: Visitor, to: str, kind: str) -> str:
    """The address of this kind (`invitation`, `new-password` …) in the newest letter to somebody, once it is there."""
    late = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < late:
        nobody.open("/demo/mail")
        letter = nobody.page.locator("article", has_text=to).first
        if letter.count():
            found = re.search(rf"/{kind}/[^\s\"]+", letter.inner_html())
            assert found, letter.inner_text()
            return found.group()
        time.sleep(0.3)
    raise AssertionError(f"no letter to {to} after {WAIT_SECONDS} s")


def invite(administrator: Visitor, slug: str, email: str, role: str = "volunteer") -> None:
    administrator.open(f"/o/{slug}/access/invite")
    administrator.page.locator("[name=email]").fill(email)
    administrator.page.locator(".choice", has=administrator.page.locator(f"[value={role}]")).click()
    whole = administrator.page.locator("[name=unit_id] option:not([value=''])").first.get_attribute("value")
    administrator.page.locator("[name=unit_id]").select_option(whole)
    administrator.page.locator("main button[type=submit]").click()
    administrator.page.wait_for_url("**/access/")


def what_she_agreed_to(app: Flask, slug: str) -> tuple[str, str]:
    """Where the foot of a letter leads that somebody has agreed to, and her address."""
    factory = Factory(app)
    with factory.working_as(NOBODY):
        here = db.session.scalars(select(Organisation).filter_by(slug=slug)).one()
    with factory.working_as(organisation(here.id)), app.test_request_context():
        hers = select(Consent, Person.email).join(Person, Person.id == Consent.person_id).order_by(Person.name).limit(1)
        arrives = Person.email != "", Person.email.not_in(select(MailStop.address))
        agreed, email = db.session.execute(hers.where(*arrives)).one()
        return urlsplit(off_address(slug, here.id, agreed.person_id, agreed.purpose_id)).path, email


def ask_for_own_page(nobody: Visitor, slug: str, email: str) -> str:
    """The personal link that somebody asks for who wants to see what she has agreed to."""
    nobody.open(f"/p/{slug}/consents/")
    nobody.page.locator("[name=email]").fill(email)
    nobody.page.locator("main button[type=submit]").click()
    nobody.page.wait_for_url("**/consents/sent")
    return newest_link(nobody, email, f"p/{slug}/l")


def ask_for_new_password(nobody: Visitor, email: str) -> None:
    nobody.open("/forgotten-password")
    nobody.page.locator("[name=email]").fill(email)
    nobody.page.locator("main button[type=submit]").click()
    nobody.page.wait_for_url("**/letter-sent")


def ask_for_new_address(visitor: Visitor, email: str, password: str) -> None:
    visitor.open("/profile/address")
    visitor.page.locator("[name=email]").fill(email)
    visitor.page.locator("[name=present]").fill(password)
    visitor.page.locator("main button[type=submit]").click()
    visitor.page.wait_for_url("**/profile/")


def ask_for_all(visitor: Callable[..., Visitor], slug: str, language: str) -> list[str]:
    """One link of each kind, none of them used up; the weekly letter lies there from the beginning."""
    nobody = visitor(None, language)
    administrator = visitor(f"administrator@{slug}.example", language)
    guest, reader = f"guest-{language}@{slug}.example", f"reader@{slug}.example"
    invite(administrator, slug, guest)
    ask_for_new_password(nobody, f"staff@{slug}.example")
    ask_for_new_address(visitor(reader, language), f"new-{reader}", "medvirke-demo")
    wanted = {
        guest: "invitation", f"staff@{slug}.example": "new-password", f"new-{reader}": "confirm-address",
        f"leader@{slug}.example": f"p/{slug}/due/off",
    }  # fmt: skip
    return [newest_link(nobody, to, kind) for to, kind in wanted.items()]
