"""The units' years as a spreadsheet: who has sent theirs in, the sum, and for staff each unit's own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from portal.activities.kinds import PARTS, YEAR, all_questions
from portal.activities.words import answer
from portal.i18n import _
from portal.organisations.setup import UnitNode
from portal.plugin_api import ActivityType, ReportTable
from portal.sheets.writing import Cell, OutSheet
from portal.year_reports.figures import NAMES, Answered, own_numbers
from portal.year_reports.sums import UnitYear, cells_of
from portal.year_reports.words import Line, state_word


def sheets(
    lines: Sequence[Line],
    summed: ReportTable,
    kinds: Mapping[str, ActivityType],
    years: Sequence[UnitYear],
    sent: Mapping[UUID, Row[Any]],
    *,
    sees_people: bool,
) -> Iterator[OutSheet]:
    yield _states(lines)
    yield OutSheet(name=_("Sum"), header=[column.label for column in summed.columns], rows=summed.rows)
    if sees_people:
        yield _by_unit([line.unit for line in lines], kinds, years)
        yield _words([line.unit for line in lines], kinds, sent)


def _states(lines: Sequence[Line]) -> OutSheet:
    rows: list[list[Cell]] = [[line.unit.name, state_word(line.state), line.sent_on, line.by or ""] for line in lines]
    return OutSheet(name=_("Units"), header=[_("Unit"), _("Status"), _("Sent in"), _("By")], rows=rows)


def _by_unit(units: Sequence[UnitNode], kinds: Mapping[str, ActivityType], years: Sequence[UnitYear]) -> OutSheet:
    """A row for each unit and type that has anything."""
    by_unit: dict[UUID, Mapping[tuple[str, str], int]] = {year.unit_id: cells_of(kinds, year) for year in years}
    rows: list[list[Cell]] = []
    for unit in units:
        cells = by_unit.get(unit.id, {})
        for key in dict.fromkeys(kind for kind, _measure in cells):
            label = str(kinds[key].label) if key in kinds else key
            rows.append([unit.name, label, *(cells.get((key, name)) for name in NAMES)])
    header = [_("Unit"), _("Type of activity"), *map(str, NAMES.values())]
    return OutSheet(name=_("By unit"), header=header, rows=rows)


def _words(units: Sequence[UnitNode], kinds: Mapping[str, ActivityType], sent: Mapping[UUID, Row[Any]]) -> OutSheet:
    questions = [*all_questions(kinds[YEAR]).values()] if YEAR in kinds else []
    questions = [one for one in questions if one not in PARTS]
    rows: list[list[Cell]] = []
    for unit in units:
        if row := sent.get(unit.id):
            said = Answered(own_numbers(row.numbers), row.answers)
            rows.append([unit.name, *(answer(said, question) for question in questions), row.text])
    header = [_("Unit"), *(str(question.label) for question in questions), _("What went well, and what did you learn?")]
    return OutSheet(name=_("In their own words"), header=header, rows=rows)
