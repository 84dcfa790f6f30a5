"""What somebody asked the matrix for, read from an address that anybody may have mangled."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from portal import clock
from portal.actions.words import LEVELS, STATUSES
from portal.organisations.setup import Setup

_LAST = 10**9


@dataclass(frozen=True)
class After:
    """Where a page of rows begins: after this place in the plan. Written `1-2-3-<id>` in addresses."""

    area: int
    goal: int
    action: int
    id: UUID

    def __str__(self) -> str:
        return f"{self.area}-{self.goal}-{self.action}-{self.id.hex}"

    @classmethod
    def read(cls, text: str) -> "After | None":
        try:
            area, goal, action, row = text.split("-")
            places = int(area), int(goal), int(action)
            return cls(*places, UUID(hex=row)) if max(map(abs, places)) <= _LAST else None
        except ValueError:
            return None


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One focus area, or the rows of the whole plan that match. What makes no sense counts as not asked for."""

    plan: UUID | None = None
    area: UUID | None = None
    unit: UUID | None = None
    level: str = ""
    responsible: str = ""
    status: str = ""
    year: int | None = None
    after: After | None = None

    @classmethod
    def read(cls, said: Mapping[str, str], setup: Setup) -> "Filter":
        return cls(
            plan=_id(said.get("plan")),
            area=_id(said.get("area")),
            unit=_unit(said.get("unit", ""), setup),
            level=_one_of(LEVELS, said.get("level")),
            responsible=" ".join(said.get("responsible", "").replace("\x00", "").split())[:60],
            status=_one_of(STATUSES, said.get("status")),
            year=_year(said.get("year")),
            after=After.read(said.get("after", "")),
        )

    @property
    def narrows(self) -> bool:
        """It asks for rows by what they hold, whatever area they stand in."""
        return bool(self.unit or self.level or self.responsible or self.status)

    @property
    def said(self) -> dict[str, Any]:
        """As it stands in an address: only what was asked for."""
        return {name: str(value) for name, value in asdict(replace(self, after=None)).items() if value} | (
            {"after": str(self.after)} if self.after else {}
        )

    def but(self, **other: Any) -> dict[str, Any]:
        """The same with other values, from the first row on."""
        return replace(self, **{"after": None, **other}).said


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _unit(text: str, setup: Setup) -> UUID | None:
    """By its id; or, where there are too many to choose from a list, by the beginning of its name."""
    if (known := _id(text)) in setup.unit:
        return known
    wanted = text.strip().casefold()
    named = [node for node in setup.units if wanted and node.name.casefold().startswith(wanted)]
    exact = [node for node in named if node.name.casefold() == wanted]
    found = exact or named
    return found[0].id if len(found) == 1 else None


def _one_of(known: Mapping[str, object], text: str | None) -> str:
    return text if text and text in known else ""


def _year(text: str | None) -> int | None:
    plain = (text or "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) == 4 else None


def year_shown(asked: int | None, first: int, last: int) -> int:
    """The year that was asked for, or this one, as far as the plan has it."""
    return min(max(asked or clock.today().year, first), last)
