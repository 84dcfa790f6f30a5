"""How far each unit has come, as a list shows it; and a report as it is read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from portal import clock
from portal.activities.kinds import YEAR, all_questions
from portal.activities.words import told
from portal.i18n import LazyText, _l
from portal.organisations.setup import UnitNode
from portal.plugin_api import ActivityType
from portal.year_reports.figures import Answered, own_numbers
from portal.year_reports.models import UnitReport
from portal.year_reports.queries import Leader, Told
from portal.year_reports.rules import may_be_reminded

STATES: dict[str, LazyText] = {"missing": _l("Not begun"), "begun": _l("Begun"), "sent": _l("Sent in")}
#: with which colour each is shown
COLOURS = {"missing": "warning", "begun": "info", "sent": "success"}


@dataclass(frozen=True)
class Line:
    """A unit in the list. `leaders` is None for whoever does not remind."""

    unit: UnitNode
    told: Told | None
    leaders: Sequence[Leader] | None

    @property
    def state(self) -> str:
        if self.sent_at:
            return "sent"
        return "begun" if self.told and self.told.is_begun else "missing"

    @property
    def sent_at(self) -> datetime | None:
        return self.told.sent_at if self.told else None

    @property
    def by(self) -> str | None:
        return self.told.by if self.told else None

    @property
    def sent_on(self) -> date | None:
        """The day on the organisation's own clock."""
        return clock.local(self.sent_at).date() if self.sent_at else None

    @property
    def reminded_at(self) -> datetime | None:
        return self.told.reminded_at if self.told else None

    @property
    def reminded_on(self) -> date | None:
        return clock.local(self.reminded_at).date() if self.reminded_at else None

    @property
    def can_be_reminded(self) -> bool:
        return bool(self.leaders) and not self.sent_at and may_be_reminded(self.reminded_at)


def lines_for(
    units: Iterable[UnitNode], told: Mapping[UUID, Told], leaders: Mapping[UUID, Sequence[Leader]] | None = None
) -> list[Line]:
    return [Line(unit, told.get(unit.id), None if leaders is None else leaders[unit.id]) for unit in units]


def counts_of(lines: Iterable[Line]) -> dict[str, int]:
    """How many stand where; all states are there."""
    found = dict.fromkeys(STATES, 0)
    for line in lines:
        found[line.state] += 1
    return found


def state_word(state: str) -> str:
    return str(STATES[state])


def answers_of(kinds: Mapping[str, ActivityType], report: UnitReport) -> list[tuple[str, str]]:
    """(question, answer) of the organisation's own, those that are not asked any more too."""
    if YEAR not in kinds:
        return []
    return told(Answered(own_numbers(report.numbers), report.answers), all_questions(kinds[YEAR]).values())
