"""Make the demo: a database of its own, filled the same way each time on the same day."""

import json
import shutil
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Flask

from portal import clock
from portal.accounts.models import UserAccount
from portal.app import create_app
from portal.config import Config, load_config
from portal.demo.actions import put_to_work
from portal.demo.activity import make_activities
from portal.demo.calendar import make_calendar
from portal.demo.contacts import make_contacts
from portal.demo.drafts import make_draft
from portal.demo.due import make_weekly_letter
from portal.demo.errands import order_file
from portal.demo.imports import make_imports
from portal.demo.kinds import make_kinds
from portal.demo.letters import make_letters
from portal.demo.people import make_operator, make_people
from portal.demo.plans import make_plans
from portal.demo.programme import make_programme
from portal.demo.register import make_register
from portal.demo.shared_goals import share_goals
from portal.demo.shared_links import make_shared_links
from portal.demo.year_reports import make_years
from portal.errors import MisconfiguredError
from portal.extensions import db
from portal.i18n import use_language
from portal.migrate import upgrade
from portal.organisations.models import Organisation
from portal.organisations.queries import setup_now
from portal.organisations.services import add_unit, create_organisation, switch_on
from portal.plugin_api import Demo, hooks_for
from portal.tenancy.models import chance
from portal.tenancy.scope import NOBODY
from portal.work import working_as

CONTENT = Path(__file__).parent / "content"
SEED = 2026
READY = "demo-is-ready"


def make_demo(
    data: Path, *, port: int = 5000, fresh: bool = False, database: Mapping[str, str] = MappingProxyType({})
) -> Flask:
    """The demo's app, its data made where they are missing. Those that are kept get the tables of today's code.

    `database` are the addresses (DATABASE_URL …) of another one than a file. Raises MisconfiguredError.
    """
    if fresh or not (data / READY).exists():
        shutil.rmtree(data, ignore_errors=True)
    app = create_app(demo_config(data, port, database))
    with app.app_context():
        if (data / READY).exists():
            _bring_up(app)
        else:
            upgrade(app.config["PORTAL"])
            fill()
            (data / READY).write_text(f"{clock.today()}\n")
    return app


def _bring_up(app: Flask) -> None:
    """A plugin may have come, changed its tables or gone since the data were made."""
    try:
        upgrade(app.config["PORTAL"])
    except MisconfiguredError as fault:
        raise MisconfiguredError(f"{fault} Or begin anew: portal demo --fresh") from fault


def demo_config(data: Path, port: int, database: Mapping[str, str]) -> Config:
    """Of its own: whatever the environment says of a real installation does not touch the demo, nor it that one."""
    return load_config(database, data=data, demo=True, public_url=f"http://127.0.0.1:{port}")


def fill() -> None:
    """All organisations, people, plans and activities. Inside an app context, on empty tables."""
    dice = Random(SEED)
    token = chance.set(dice.randbytes)
    try:
        with clock.stopped_at(_midnight()):
            for path in sorted(CONTENT.glob("*.json")):
                _fill_one(json.loads(path.read_text(encoding="utf-8")), dice)
            share_goals()
            with working_as(NOBODY):
                make_operator()
                db.session.commit()
    finally:
        chance.reset(token)


def _midnight() -> datetime:
    """When today began, so that the demo is the same at whichever hour it is made: ids bear their time."""
    return datetime.combine(clock.today(), time(), ZoneInfo("Europe/Oslo"))


def _fill_one(content: dict[str, Any], dice: Random) -> None:
    with working_as(NOBODY), use_language(content["language"]):
        clock.use_zone(content["timezone"])
        made = create_organisation(
            slug=content["slug"],
            name=content["name"],
            country=content["country"],
            language=content["language"],
            number=content.get("number") or "",
            by=None,
        )
        root = setup_now(made.id).root.id
        units = _units(content["units"], root)
        people = make_people(made.slug, made.language, setup_now(made.id))
        for plugin in content["plugins_on"]:
            switch_on(made.id, plugin, by=people["administrator"].id)
        plan = make_plans(content["plan"], units)
        put_to_work(made.slug, plan, units, people, clock.today())
        make_activities(content, units, people["volunteer"].id, clock.today(), dice)
        make_kinds(made.slug, made.language, units, people["staff"].id, clock.today())
        make_calendar(made.slug, units, root)
        make_shared_links(made.language, people["leader"].id)
        make_programme(made.slug, units, people["volunteer"].id)
        make_draft(content["language"], people["administrator"].id)
        order_file(made, plan, by=people["administrator"].id)
        make_weekly_letter(made.id, root, people["leader"].id)
        make_years(made.slug, made.id, people["staff"].id)
        make_register(made.slug, made.language, made.country, setup_now(made.id))
        make_contacts(made.slug, made.language, units, root, people["volunteer"].id)
        make_letters(made.id, by=people["staff"].id)
        make_imports(made.id, content["language"], people["administrator"].id, dice)
        _fill_plugins(made, units, people)
        db.session.commit()


def _fill_plugins(made: Organisation, units: dict[str, UUID], people: dict[str, UserAccount]) -> None:
    """What the plugins that are on bring themselves, each from dice of its own."""
    setup = setup_now(made.id)
    known = {role: account.id for role, account in people.items()}
    for rows in hooks_for(setup.plugins).demo():
        dice = Random(f"{made.slug} {rows.name}")
        rows.fill(
            Demo(slug=made.slug, language=made.language, country=made.country, units=units, people=known, dice=dice)
        )
        db.session.flush()


def _units(said: Iterable[dict[str, Any]], parent: UUID) -> dict[str, UUID]:
    """The tree below the organisation; returned flat, by key."""
    found: dict[str, UUID] = {}
    for one in said:
        unit = add_unit(parent_id=parent, name=one["name"], kind=one["kind"], by=None)
        found[one["key"]] = unit.id
        found |= _units(one.get("children") or (), unit.id)
    return found
