"""Where the load takes place: an organisation with a few rows that everybody edits, on a database of its own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import make_url

from portal.config import Config
from portal.organisations.models import Organisation
from portal.plugin_api import Role
from tests.actors import Actor
from tests.contract.stored import Stored
from tests.databases import app_with_tables, close, fresh_config
from tests.factories import Factory
from tests.load.counters import (
    AT_FIRST,
    ActivityCounter,
    Counter,
    MeasurementCounter,
    OrganisationCounter,
    UnitCounter,
)

PEOPLE = 12


@dataclass(frozen=True)
class House:
    """A portal's settings, and what was put into its database."""

    config: Config
    factory: Factory
    organisation: Organisation
    people: list[Actor]
    counters: list[Counter]

    @property
    def stored(self) -> Stored:
        """The database behind the portal's back."""
        return Stored(self.factory.app, self.config)

    @property
    def environment(self) -> dict[str, str]:
        """What gunicorn and the worker are told."""
        return {
            **os.environ,
            "MEDVIRKE_DATA": str(self.config.data),
            "DATABASE_URL": self.config.database_url,
            "DATABASE_SYSTEM_URL": self.config.system_url,
            "DATABASE_OWNER_URL": self.config.owner_url,
        }


@contextmanager
def furnished(data: Path, name: str, *, on_postgresql: bool) -> Iterator[House]:
    """With people who may edit everything, and the rows that they will meet at."""
    with fresh_config(data, name, on_postgresql=on_postgresql) as config:
        factory = Factory(app_with_tables(config))
        try:
            house = _furnish(factory, config)
            _wait_for_the_disk(house)
            yield house
        finally:
            close(factory.app)


def _wait_for_the_disk(house: House) -> None:
    """As an installation does; other tests do without it."""
    if not house.config.sqlite:
        name = make_url(house.config.owner_url).database
        house.stored.run(f"ALTER DATABASE {name} SET synchronous_commit = on")


def _furnish(factory: Factory, config: Config) -> House:
    organisation = factory.organisation("hjertelag", AT_FIRST)
    factory.plugin(organisation, "recruitment")  # its metric asks the worker for work with each activity
    people = [factory.actor(organisation, Role.ADMINISTRATOR) for _person in range(PEOPLE)]
    return House(config, factory, organisation, people, _counters(factory, organisation))


def _counters(factory: Factory, organisation: Organisation) -> list[Counter]:
    """Few enough that the editors meet at every sixth press or so."""
    units = tuple(factory.unit(organisation, f"Lag {number}") for number in range(3))
    activities = [
        factory.activity(organisation, activity_type=kind, unit_id=units[0], numbers={"participants": 0}, note="0")
        for kind in ("core.meeting", "core.talk", "core.webinar", "recruitment.recruitment_talk") * 2
    ]
    _goal, indicator = factory.goal(organisation, factory.plan(organisation))
    measurements = [factory.measurement(organisation, indicator, date(2026, 1, day), 0, "0") for day in range(1, 9)]
    return [
        *(ActivityCounter(row, units) for row in activities),
        *(MeasurementCounter(row) for row in measurements),
        *(UnitCounter(factory.unit(organisation, AT_FIRST)) for _unit in range(3)),
        OrganisationCounter(organisation.id),
    ]
