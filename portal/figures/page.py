"""The page of figures as plain data: what is shown, and what goes out to a file, is the same."""

from dataclasses import dataclass
from typing import Any

from portal.activities.kinds import YEAR, kinds_of
from portal.figures.answers import answer_table, measures_of
from portal.figures.asked import Asked
from portal.figures.breakdown import Breakdown, Reading, by_month, by_type, by_unit
from portal.figures.queries import Wanted, counts
from portal.organisations.viewer import Viewer
from portal.plugin_api import ReportTable


@dataclass(frozen=True)
class Figures:
    """A year beside the one before it. By unit and answers only where she may see them."""

    months: Breakdown
    types: Breakdown
    units: Breakdown | None
    answers: ReportTable | None
    #: narrowed to one type, whose line is the sum
    is_of_one_type: bool = False

    @property
    def breakdowns(self) -> list[Breakdown]:
        types = None if self.is_of_one_type else self.types
        return [one for one in (self.months, types, self.units) if one]

    @property
    def tables(self) -> list[ReportTable]:
        return [*(one.table for one in self.breakdowns), *([self.answers] if self.answers else [])]

    @property
    def hides_any(self) -> bool:
        return any(one.hides_any for one in self.breakdowns)

    @property
    def is_empty(self) -> bool:
        return not self.types.lines


def figures_for(viewer: Viewer, asked: Asked) -> Figures:
    kinds: dict[str, Any] = {key: kind for key, kind in kinds_of(viewer.here).items() if key != YEAR}
    found = counts(Wanted(viewer.here.id, asked, measures_of(kinds), kinds))
    reading = Reading(found, asked)
    return Figures(
        months=by_month(reading),
        types=by_type(reading, kinds),
        units=None if asked.is_guarded or not found.by_unit else by_unit(found, asked, viewer.setup),
        answers=answer_table(found, asked, kinds),
        is_of_one_type=len(asked.types) == 1,
    )
