"""The annual report as plain data: the page, the PDF and the spreadsheet show the same."""

from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from portal.plugin_api import ReportTable
from portal.reports.chapters import Told


@dataclass(frozen=True)
class Figure:
    """One indicator on the report's day."""

    name: str
    status: str
    status_label: str
    status_svg: Markup
    sentence: str
    curve: Markup
    caption: str
    #: (date, measured, expected) of the curve's points
    points: tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class GoalPart:
    """A goal, `depth` levels below its focus area's own goals."""

    number: str
    title: str
    depth: int
    figures: list[Figure]


@dataclass(frozen=True)
class Result:
    """What came of an action, and what was learnt. `unit` is empty for the organisation's own."""

    on: date
    unit: str
    result: str
    lesson: str


@dataclass(frozen=True)
class ActionPart:
    """An action with its results of the year."""

    title: str
    goal: str
    responsible: str
    period: str
    status: str
    taken_up: int
    done: int
    results: list[Result] = field(default_factory=list)

    @property
    def is_told(self) -> bool:
        """Something came of it that somebody has written down."""
        return bool(self.results or self.taken_up)


@dataclass(frozen=True)
class AreaPart:
    """A focus area."""

    number: str
    title: str
    goals: list[GoalPart]
    actions: list[ActionPart]

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True)
class Report:
    """What became of a plan in a year, until `on`."""

    organisation: str
    plan: str
    #: what a reader should know about the plan
    note: str
    on: date
    is_running: bool
    #: of all figures: (status, its name, its mark, how many)
    statuses: list[tuple[str, str, Markup, int]]
    areas: list[AreaPart]
    activities: list[ReportTable]
    chapters: list[Told]
    hides_groups: bool

    @property
    def year(self) -> int:
        return self.on.year

    @property
    def figures(self) -> list[Figure]:
        return [figure for area in self.areas for goal in area.goals for figure in goal.figures]
