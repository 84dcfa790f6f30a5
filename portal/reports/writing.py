"""Write the report: read everything once, as of its day, in the language of whoever reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

from markupsafe import Markup

from portal import clock
from portal.figures.small_groups import hides_any
from portal.goals.cards import Card, cards_of
from portal.goals.curve import status_mark
from portal.goals.models import FocusArea
from portal.goals.progress import Status
from portal.goals.queries import goals_of
from portal.goals.sentences import status_label
from portal.goals.tree import Area, Branch, plan_tree
from portal.organisations.setup import Setup
from portal.plugin_api import ReportTable, house
from portal.reports import queries
from portal.reports.actions import actions_by_area
from portal.reports.activity import activity_tables
from portal.reports.chapters import Told, write_chapters
from portal.reports.report import AreaPart, Figure, GoalPart, Report
from portal.reports.rules import last_day_of


@dataclass(frozen=True)
class Reader:
    """What whoever reads may see of it: figures of these units, these plugins' chapters."""

    units: frozenset[UUID]
    chapters: frozenset[str]


@dataclass(frozen=True)
class Place:
    """The organisation that reports."""

    id: UUID
    name: str
    setup: Setup


def write_report(here: Any, plan_id: UUID, year: int, reader: Reader) -> Report:
    """`here` is a Place. Raises NotFound for a plan or a year without a report."""
    plan, areas = queries.plan_with_areas(here.id, plan_id)
    on = last_day_of(plan, year)
    is_running = on == clock.today() and on != date(year, 12, 31)
    with clock.stopped_at(_noon(on)):
        parts = list(_area_parts(here, plan_id, areas, on))
        activities = activity_tables(queries.activity_counts(here.id, on), here, reader.units, on)
        chapters = write_chapters(here.id, _declared(reader), on)
    return Report(
        organisation=here.name,
        plan=plan.title,
        note=plan.note,
        on=on,
        is_running=is_running,
        statuses=_statuses(parts),
        areas=parts,
        activities=activities,
        chapters=chapters,
        hides_groups=hides_any([*activities, *_tables_of(chapters)]),
    )


def _noon(on: date) -> datetime:
    return datetime.combine(on, time(12), ZoneInfo("UTC"))


def _declared(reader: Reader) -> list[Any]:
    chapters = sorted(house().report_chapters.values(), key=lambda one: one.position)
    return [one for one in chapters if one.name in reader.chapters]


def _tables_of(chapters: Iterable[Told]) -> Iterator[ReportTable]:
    for told in chapters:
        yield from (part for part in (told.chapter.parts if told.chapter else ()) if isinstance(part, ReportTable))


def _area_parts(here: Any, plan_id: UUID, areas: list[FocusArea], on: date) -> Iterator[AreaPart]:
    rows = goals_of(here.id, plan_id)
    goals = {row.goal_id: f"{row.number} {row.title}".strip() for row in rows}
    actions = actions_by_area(queries.actions_with_results(here.id, plan_id, on.year), goals, here.setup)
    for area in plan_tree(areas, rows, cards_of(here.id, rows, here.setup), []):
        yield AreaPart(
            number=area.area.number,
            title=area.area.title,
            goals=list(_goal_parts(area)),
            actions=actions.get(area.area.id, []),
        )


def _goal_parts(area: Area | Branch, depth: int = 0) -> Iterator[GoalPart]:
    for branch in area.goals:
        figures = [_figure(card) for card in branch.cards]
        yield GoalPart(branch.row.number, branch.row.title, depth, figures)
        yield from _goal_parts(branch, depth + 1)


def _figure(card: Card) -> Figure:
    return Figure(
        name=card.name,
        status=card.status,
        status_label=card.status_label,
        status_svg=card.status_svg,
        sentence=card.reading.sentence,
        curve=card.reading.curve,
        caption=card.caption,
        points=tuple(tuple(point) for point in card.table),
    )


def _statuses(areas: Iterable[AreaPart]) -> list[tuple[str, str, Markup, int]]:
    """How many figures stand where; none of a kind is left out."""
    all_of = [figure.status for area in areas for goal in area.goals for figure in goal.figures]
    found = [(status, all_of.count(status)) for status in get_args(Status)]
    return [(status, status_label(status), Markup(status_mark(status)), n) for status, n in found if n]
