"""Where members come from, as tables; and how far each enrolment came."""

from collections.abc import Callable, Iterable
from uuid import UUID

from plugins.recruitment.board.queries import Source, Steps
from plugins.recruitment.codes.rules import KIND_NAMES
from portal.figures.small_groups import HIDDEN, SMALLEST, without_small
from portal.i18n import _, format_number
from portal.plugin_api import ReportColumn, ReportTable

#: rows of a table; what is below them is told together
MOST = 6


def tables_of(sources: list[Source], unit_name: Callable[[UUID], str], *, is_exact: bool) -> list[ReportTable]:
    """By surface, campaign and branch. Without `is_exact`, fewer than five people are a dash."""
    said: tuple[tuple[str, Callable[[Source], str]], ...] = (
        (_("Contact surface"), lambda one: one.surface or str(KIND_NAMES[one.code_kind])),
        (_("Campaign"), lambda one: one.campaign or _("No campaign")),
        (_("Branch"), lambda one: unit_name(one.unit_id) if one.unit_id else _("The association")),
    )
    tables = [_table(label, _by(sources, name)) for label, name in said]
    return tables if is_exact else [without_small(table) for table in tables]


def _by(sources: Iterable[Source], name: Callable[[Source], str]) -> list[tuple[str, Steps]]:
    """Most members first."""
    found: dict[str, Steps] = {}
    for one in sources:
        found[name(one)] = found.get(name(one), Steps()) + one.steps
    return sorted(found.items(), key=lambda row: (-row[1].members, -row[1].enrolled, row[0]))


def _table(label: str, rows: list[tuple[str, Steps]]) -> ReportTable:
    shown, others = rows[:MOST], [steps for _name, steps in rows[MOST:]]
    if others:
        shown = [*shown, (_("Others"), total_of(others))]
    total = total_of(steps for _name, steps in rows)
    return ReportTable(
        label=label,
        columns=(
            ReportColumn(label=label),
            ReportColumn(label=_("Enrolments"), people=True),
            ReportColumn(label=_("Members"), people=True),
            ReportColumn(label=_("Paid"), people=True),
        ),
        rows=tuple(_cells(name, steps) for name, steps in shown),
        totals=_cells(_("In all"), total),
    )


def _cells(name: str, steps: Steps) -> tuple[str | int, ...]:
    return name, steps.enrolled, steps.members, steps.paid


def total_of(steps: Iterable[Steps]) -> Steps:
    return sum(steps, Steps())


def funnel_of(total: Steps, *, is_exact: bool) -> list[tuple[str, str, int]]:
    """(name, how many, percent of those who enrolled), for a picture of four bars."""
    said = (
        (_("Enrolled"), total.enrolled),
        (_("Confirmed"), total.confirmed),
        (_("Became members"), total.members),
        (_("Have paid"), total.paid),
    )
    return [(name, *_bar(number, total.enrolled, is_exact=is_exact)) for name, number in said]


def _bar(number: int, whole: int, *, is_exact: bool) -> tuple[str, int]:
    if not is_exact and 0 < number < SMALLEST:
        return HIDDEN, 0
    return format_number(number), round(100 * number / whole) if whole else 0
