"""Where members come from, as tables; and how far each enrolment came."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from itertools import zip_longest
from uuid import UUID

from plugins.recruitment.board.queries import Source, Steps
from plugins.recruitment.codes.rules import KIND_NAMES
from portal.figures.small_groups import HIDDEN, TOTAL, Cell, hide_both_ways, hide_steps
from portal.i18n import LazyText, _, _l, format_number
from portal.i18n.sorting import sort_key
from portal.plugin_api import ReportColumn, ReportTable

#: rows of a table; what is below them is told together
MOST = 6
Lines = list[tuple[str, Steps]]


def tables_of(sources: list[Source], unit_name: Callable[[UUID], str], *, is_exact: bool) -> list[ReportTable]:
    """By surface, campaign and branch. Without `is_exact`, fewer than five people are a dash."""
    said: tuple[tuple[str, Callable[[Source], str]], ...] = (
        (_("Contact surface"), lambda one: one.surface or str(KIND_NAMES[one.code_kind])),
        (_("Campaign"), lambda one: one.campaign or _("No campaign")),
        (_("Branch"), lambda one: unit_name(one.unit_id) if one.unit_id else _("The association")),
    )
    found = {label: _shortened(_by(sources, name)) for label, name in said}
    if is_exact:
        return [_table(label, lines, COLUMNS, set()) for label, lines in found.items()]
    return _without_small(found)


def _by(sources: Iterable[Source], name: Callable[[Source], str]) -> Lines:
    """Most members first."""
    found: dict[str, Steps] = {}
    for one in sources:
        found[name(one)] = found.get(name(one), Steps()) + one.steps
    return sorted(found.items(), key=lambda row: (-row[1].members, -row[1].enrolled, row[0]))


def _shortened(lines: Lines) -> Lines:
    others = [steps for _name, steps in lines[MOST:]]
    return [*lines[:MOST], *([(_("Others"), total_of(others))] if others else [])]


#: what is counted of each source, each some of the one before
COLUMNS = ("enrolled", "members", "paid")
_NAMES: dict[str, LazyText] = {"enrolled": _l("Enrolments"), "members": _l("Members"), "paid": _l("Paid")}


def _without_small(found: dict[str, Lines]) -> list[ReportTable]:
    """With as many columns as can be told without hiding a sum: sums are the same in each table, and above them.

    By name: an order by size would tell between which others a hidden number lies.
    """
    small = _hidden_steps(total_of(steps for _name, steps in next(iter(found.values()))))
    columns = [column for column in COLUMNS if column not in small] if "enrolled" not in small else []
    found = {label: _by_name(lines) for label, lines in found.items()}
    while columns:
        hidden = {label: _hidden(lines, columns) for label, lines in found.items()}
        if not any(place is TOTAL for cells in hidden.values() for place, _column in cells):
            return [_table(label, lines, columns, hidden[label]) for label, lines in found.items()]
        columns.pop()
    return []


def _by_name(lines: Lines) -> Lines:
    return [*sorted(lines[:MOST], key=lambda line: sort_key(line[0])), *lines[MOST:]]


def _hidden(lines: Lines, columns: list[str]) -> set[Cell]:
    """(line's place, column) of what must not be told. People are parted by the last of the columns that they came to;
    a number is told where it follows from parts that are.
    """
    inner: dict[Cell, int] = {
        (place, column): getattr(steps, column) - (getattr(steps, following) if following else 0)
        for place, (_name, steps) in enumerate(lines)
        for column, following in zip_longest(columns, columns[1:])
    }
    parts = hide_both_ways(inner, is_sum_known=True)
    return {
        (line, column)
        for line in (*range(len(lines)), TOTAL)
        for column in columns
        if not _follows(line, column, columns, parts)
    }


def _follows(line: int | None, column: str, columns: list[str], parts: set[Cell]) -> bool:
    """From those who came so far, or from all less those who did not."""
    place = columns.index(column)
    return any(
        all((line, part) not in parts for part in needed) for needed in (columns[place:], [TOTAL, *columns[:place]])
    )


def _table(label: str, lines: Lines, columns: Sequence[str], hidden: set[Cell]) -> ReportTable:
    def cells(name: str, steps: Steps, line: int | None) -> tuple[str | int, ...]:
        return name, *(HIDDEN if (line, one) in hidden else getattr(steps, one) for one in columns)

    return ReportTable(
        label=label,
        columns=(
            ReportColumn(label=label),
            *(ReportColumn(label=str(_NAMES[column]), people=True) for column in columns),
        ),
        rows=tuple(cells(*one, place) for place, one in enumerate(lines)),
        totals=cells(_("In all"), total_of(steps for _name, steps in lines), TOTAL),
    )


def total_of(steps: Iterable[Steps]) -> Steps:
    return sum(steps, Steps())


def _hidden_steps(total: Steps) -> set[str]:
    names = [one.name for one in fields(Steps)]
    return {names[place] for place in hide_steps([getattr(total, name) for name in names])}


def funnel_of(total: Steps, *, is_exact: bool) -> list[tuple[str, str, int]]:
    """(name, how many, percent of those who enrolled), for a picture of four bars."""
    said = {
        "enrolled": _("Enrolled"), "confirmed": _("Confirmed"), "members": _("Became members"), "paid": _("Have paid"),
    }  # fmt: skip
    hidden = set() if is_exact else _hidden_steps(total)
    return [
        (name, HIDDEN, 0) if step in hidden else (name, *_bar(getattr(total, step), total.enrolled))
        for step, name in said.items()
    ]


def _bar(number: int, whole: int) -> tuple[str, int]:
    return format_number(number), round(100 * number / whole) if whole else 0
