"""The one question: how is this goal going today?"""

from collections.abc import Sequence
from datetime import date

from portal.goals.progress.coverage import assess_coverage
from portal.goals.progress.flow import assess_flow
from portal.goals.progress.level import assess_level
from portal.goals.progress.model import Point, Progress, Report, Target
from portal.goals.progress.told import assess_told
from portal.goals.progress.yes_no import assess_yes_no

_ASSESSMENTS = {
    "level": assess_level,
    "yes_no": assess_yes_no,
    "share": assess_level,
    "coverage": assess_coverage,
    "yearly": assess_flow,
    "per_period": assess_flow,
}


def assess(target: Target, measurements: Sequence[Point], today: date, report: Report | None = None) -> Progress:
    """How the goal is going; the rules stand in this package's docstring.

    The order of the measurements does not matter, and no list of them makes it raise.
    `report` is the latest one of a goal that is told in words.
    """
    if target.kind == "told":
        return assess_told(target, report, today)
    return _ASSESSMENTS[target.kind](target, measurements, today)
