"""The activities of a list as rows of a sheet, read a thousand at a time: none is kept once it is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from portal import clock
from portal.accounts.queries import names_of
from portal.activities.contacts.wordings import PERSON
from portal.activities.filter import Filter
from portal.activities.kinds import PARTS, PEOPLE, all_questions
from portal.activities.looking import STATUSES
from portal.activities.models import Activity
from portal.activities.queries import Sight, conditions, page_of
from portal.activities.words import answer, told
from portal.extensions import db
from portal.i18n import _
from portal.organisations.setup import Setup
from portal.paging import Position
from portal.plugin_api import ActivityType, Question
from portal.sheets.writing import Cell

AT_ONCE = 1000

_ROW = select(
    Activity.id,
    Activity.on_date,
    Activity.activity_type,
    Activity.title,
    Activity.unit_id,
    Activity.place,
    Activity.status,
    Activity.numbers,
    Activity.answers,
    Activity.note,
    Activity.registered_by,
    Activity.registered_as,
    Activity.registered_at,
)
Rows = Sequence[Row[Any]]


@dataclass(frozen=True)
class Taking:
    """What is taken out, and by whom. `noted` are the units whose notes she may read."""

    sight: Sight
    asked: Filter
    by: UUID
    noted: frozenset[UUID]
    setup: Setup
    kinds: Mapping[str, ActivityType]

    @property
    def questions(self) -> list[Question]:
        """Of a single type each question has a column; of several types all answers share one."""
        kind = self.kinds[self.asked.types[0]] if len(self.asked.types) == 1 else None
        return [one for one in all_questions(kind).values() if one not in PARTS or kind.splits] if kind else []


def count(taking: Taking) -> int:
    """How many it will be. Reads them all: for the worker."""
    here = taking.sight.organisation_id
    wanted = select(func.count()).where(Activity.organisation_id == here, *conditions(taking.asked))
    if taking.sight.units is not None:
        wanted = wanted.where(Activity.unit_id.in_(taking.sight.units))
    if taking.asked.mine:
        wanted = wanted.where(Activity.registered_by == taking.by)
    return db.session.scalar(wanted) or 0


def read(taking: Taking, after: Row[Any] | None, limit: int) -> Rows:
    position = Position(after.on_date, after.id) if after else None
    return db.session.execute(page_of(_ROW, taking.sight, taking.asked, taking.by, position, limit)).all()


def all_rows(taking: Taking, written: Callable[[int], None]) -> Iterator[list[Cell]]:
    """Each activity as cells; after each thousand `written` is told how many there are until now."""
    last, n, is_more = None, 0, True
    while is_more:
        found = read(taking, last, AT_ONCE)
        yield from as_cells(taking, found)
        n, is_more = n + len(found), len(found) == AT_ONCE
        last = found[-1] if found else None
        written(n)


def heading(taking: Taking) -> list[str]:
    asked = [str(question.label) for question in taking.questions] or [_("People"), _("Answers")]
    note = [_("Note")] if taking.noted else []
    return [
        *(_("Date"), _("Type of activity"), _("Title"), _("Unit"), _("Place"), _("Status")),
        *(*asked, *note, _("Registered by"), _("Registered on")),
    ]


def widths(taking: Taking) -> list[int]:
    """In characters; given, so that no sheet has to be looked through first."""
    asked = [18] * len(taking.questions) or [10, 50]
    return [12, 28, 30, 28, 24, 14, *asked, *([40] if taking.noted else []), 24, 14]


def as_cells(taking: Taking, rows: Rows) -> Iterator[list[Cell]]:
    names = names_of({row.registered_by for row in rows if row.registered_by})
    for row in rows:
        kind = taking.kinds.get(row.activity_type)
        yield [
            row.on_date,
            str(kind.label) if kind else row.activity_type,
            row.title,
            taking.setup.name(row.unit_id),
            row.place,
            str(STATUSES[row.status]),
            *_answers(row, kind, taking.questions),
            *([row.note if row.unit_id in taking.noted else ""] if taking.noted else []),
            names.get(row.registered_by, "") or row.registered_as,
            clock.local(row.registered_at).date(),
        ]


def _answers(row: Any, kind: ActivityType | None, questions: list[Question]) -> list[Cell]:
    if questions:
        return [_cell(row, question) for question in questions]
    others = [question for question in all_questions(kind).values() if question.name != PEOPLE] if kind else []
    return [row.numbers.get(PEOPLE), "; ".join(f"{label}: {said}" for label, said in told(row, others))]


def _cell(row: Any, question: Question) -> Cell:
    """A number as a number, people as how many, hours with their decimals, all else in words."""
    kept = row.numbers.get(question.name)
    if question.kind in ("number", PERSON):
        return kept
    if question.kind == "hours" and kept is not None:
        return round(Decimal(kept) / 60, 2)
    return answer(row, question)
