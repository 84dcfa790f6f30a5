"""Somebody who signs in, and a file that is kept."""

from typing import Any

from flask import Flask

from portal.extensions import db
from portal.files.services import keep
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.actors import Browser
from tests.factories import Factory

PDF = b"%PDF-1.7 hemmelig bilag"


def signed_in(app: Flask, factory: Factory, organisation: Any, role: Role) -> Browser:
    browser = Browser(app)
    browser.sign_in(factory.actor(organisation, role))
    return browser


def kept(
    factory: Factory,
    organisation: Any,
    owner: Any,
    *,
    name: str = "bilag.pdf",
    content: bytes = PDF,
    kind: str = "measurement",
) -> Any:
    with factory.working_as(scope_of(organisation.id)):
        made = keep(owner_kind=kind, owner_id=owner, name=name, content=content, by=None)
        db.session.commit()
        return made.id
