"""Chapters of an annual report and their tables."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.plugin_api.types.basics import Cell, Text


@dataclass(frozen=True, kw_only=True)
class ReportColumn:
    """A column of a table in a report. `people`: it counts people, so that a figure below five is not told."""

    label: str
    people: bool = False


@dataclass(frozen=True, kw_only=True)
class ReportTable:
    """The first cell of a row says what the row is about; `totals` is a last row that sums up the others."""

    label: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """What a plugin tells of a year: paragraphs and tables in their order, plain data without markup."""

    parts: tuple[str | ReportTable, ...]


@dataclass(frozen=True, kw_only=True)
class ReportChapter:
    """A chapter of the annual report. `write(organisation_id, on)` tells of the year until that day.

    It is in the report of whoever holds `right` for the whole organisation.
    """

    name: str
    label: Text
    right: str
    write: Callable[..., Chapter]
    position: int = 50
