"""The report as a spreadsheet: the same figures, a sheet for each kind."""

from collections.abc import Iterator
from typing import Any

from portal.i18n import _
from portal.plugin_api import ReportTable
from portal.reports.report import Report
from portal.sheets.writing import OutSheet, write_workbook


def report_workbook(report: Report) -> bytes:
    return write_workbook(_sheets(report))


def _sheets(report: Report) -> Iterator[OutSheet]:
    yield _goals(report)
    yield _points(report)
    yield _actions(report)
    for table in report.activities:
        yield _table(table.label, table)
    for told in report.chapters:
        if told.chapter is None:
            yield OutSheet(name=told.label, header=[_("This chapter could not be written.")], rows=[])
            continue
        if texts := [part for part in told.chapter.parts if isinstance(part, str)]:
            yield OutSheet(name=told.label, header=[told.label], rows=[[text] for text in texts], widths=[90])
        for part in told.chapter.parts:
            if isinstance(part, ReportTable):
                yield _table(part.label, part)


def _goals(report: Report) -> OutSheet:
    rows: list[list[Any]] = []
    for area in report.areas:
        for goal in area.goals:
            said = [area.name, goal.number, goal.title]
            rows += [[*said, one.name, one.status_label, one.sentence] for one in goal.figures] or [[*said, "", "", ""]]
    header = [_("Focus area"), _("Number"), _("Goal"), _("Figure"), _("Status"), _("On %(date)s", date=str(report.on))]
    return OutSheet(name=_("Goals"), header=header, rows=rows, widths=[28, 9, 40, 30, 16, 70])


def _points(report: Report) -> OutSheet:
    rows: list[list[Any]] = [
        [goal.title, figure.name, *point]
        for area in report.areas
        for goal in area.goals
        for figure in goal.figures
        for point in figure.points
    ]
    header = [_("Goal"), _("Figure"), _("Date"), _("Value"), _("Expected")]
    return OutSheet(name=_("Curves"), header=header, rows=rows, widths=[40, 30, 12, 12, 12])


def _actions(report: Report) -> OutSheet:
    """A row for each result, and one for an action without."""
    rows: list[list[Any]] = []
    for area in report.areas:
        for action in area.actions:
            said: list[Any] = [area.name, action.goal, action.title, action.responsible, action.period, action.status]
            said += [action.taken_up, action.done]
            rows += [[*said, one.on, one.unit, one.result, one.lesson] for one in action.results] or [
                [*said, None, "", "", ""]
            ]
    header = [_("Focus area"), _("Goal"), _("Action"), _("Responsible"), _("When"), _("Status")]
    header += [_("Units that took it up"), _("Units that have carried it out")]
    header += [_("Date"), _("Unit"), _("Result"), _("Lesson")]
    return OutSheet(name=_("Actions"), header=header, rows=rows)


def _table(name: str, table: ReportTable) -> OutSheet:
    rows = [*table.rows, *((table.totals,) if table.totals else ())]
    return OutSheet(name=name, header=[column.label for column in table.columns], rows=rows)
