"""Rows as a page and a sheet show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from portal.activities.kinds import all_questions
from portal.activities.words import told
from portal.drafts.models import Draft
from portal.i18n import _
from portal.imports.headings import from_json, name_of
from portal.imports.rows import Ready
from portal.imports.services import read_rows
from portal.organisations.setup import Setup
from portal.organisations.viewer import Viewer
from portal.plugin_api import ActivityType
from portal.sheets.writing import OutSheet

SHOWN = 30


@dataclass(frozen=True)
class Line:
    number: int
    day: date
    type: str
    unit: str
    told: str


def lines_of(rows: list[Ready], kinds: Mapping[str, ActivityType], setup: Setup) -> list[Line]:
    """The first thirty in words."""
    return [_line(row, kinds[row.activity_type], setup) for row in rows[:SHOWN]]


def _line(row: Ready, kind: ActivityType, setup: Setup) -> Line:
    answers = [f"{question} {answer}" for question, answer in told(row, all_questions(kind).values())]
    said = ", ".join(filter(None, (row.title, row.place, *answers)))
    return Line(row.number, date.fromisoformat(row.on_date), str(kind.label), setup.name(UUID(row.unit_id)), said)


def bad_sheet(draft: Draft, viewer: Viewer) -> OutSheet:
    """The rows that cannot be registered as they came, with a last column that says why."""
    headings = draft.content["headings"]
    rows = draft.content["bad"] if "bad" in draft.content else _read_now(draft, viewer)
    return OutSheet(
        name=_("Rows to correct"),
        header=[*(name_of(headings, place) for place in range(len(headings))), _("What is wrong?")],
        rows=[_cells(cells, len(headings), why) for _number, cells, why in rows],
    )


def _read_now(draft: Draft, viewer: Viewer) -> list[Any]:
    return [[one.number, one.cells, one.why] for one in read_rows(draft, viewer).bad]


def _cells(cells: list[Any], width: int, why: list[Any]) -> list[Any]:
    said = [from_json(cell) for cell in cells[:width]]
    return [*said, *[None] * (width - len(said)), " ".join(f"{column}: {reason}" for column, reason in why)]
