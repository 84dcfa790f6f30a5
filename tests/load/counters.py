"""Rows that hold a number and a word: whoever edits one raises the number that she read and leaves a word of her own.

The numbers add up only if nobody saved over a reading that no longer held. The words are all different,
so that the portal never takes two people's changes for the same one.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from portal.activities.models import Activity
from portal.extensions import db
from portal.goals.models import Measurement
from portal.organisations.models import Organisation, Unit
from portal.tenancy import current_organisation_id

Fields = dict[str, str]
#: how a name that is a counter begins: number 0, word "0"
AT_FIRST = "0 0"
DAYS = ("2026-01-15", "2026-02-15", "2026-03-15")


@dataclass(frozen=True)
class Counter(ABC):
    """One row, begun at number 0 and word "0"."""

    id: UUID

    @property
    @abstractmethod
    def path(self) -> str:
        """Of its form, below the organisation's address."""

    @abstractmethod
    def raised(self, read: Fields, step: int, word: str, chance: Random) -> Fields:
        """What she types into the form that she has read."""

    @abstractmethod
    def number(self) -> int:
        """Where it stands. Asked for inside the organisation's scope."""

    def _row(self, model: Any) -> Any:
        return db.session.get_one(model, (current_organisation_id(), self.id))


@dataclass(frozen=True)
class ActivityCounter(Counter):
    """How many took part. It moves between units and months, so that the tally's cells meet in many orders."""

    units: tuple[UUID, ...]

    @property
    def path(self) -> str:
        return f"/activities/{self.id}/correct"

    def raised(self, read: Fields, step: int, word: str, chance: Random) -> Fields:
        number = str(int(read["number_participants"]) + step)
        unit, day = str(chance.choice(self.units)), chance.choice(DAYS)
        return {"number_participants": number, "note": word, "unit_id": unit, "on_date": day}

    def number(self) -> int:
        return int(self._row(Activity).numbers["participants"])


@dataclass(frozen=True)
class MeasurementCounter(Counter):
    """The value of a measurement."""

    @property
    def path(self) -> str:
        return f"/goals/measurements/{self.id}"

    def raised(self, read: Fields, step: int, word: str, chance: Random) -> Fields:
        return {"value": str(int("".join(filter(str.isdigit, read["value"]))) + step), "note": word}

    def number(self) -> int:
        return int(self._row(Measurement).value)


class _Named(Counter):
    """A name that is the number and the word."""

    def raised(self, read: Fields, step: int, word: str, chance: Random) -> Fields:
        return {"name": f"{int(read['name'].split()[0]) + step} {word}"}


class UnitCounter(_Named):
    """A unit. Each change makes every process read all units anew."""

    @property
    def path(self) -> str:
        return f"/units/{self.id}"

    def number(self) -> int:
        return int(self._row(Unit).name.split()[0])


class OrganisationCounter(_Named):
    """The organisation itself: a row that a change of a unit writes to as well."""

    @property
    def path(self) -> str:
        return "/settings/"

    def number(self) -> int:
        return int(db.session.get_one(Organisation, self.id).name.split()[0])
