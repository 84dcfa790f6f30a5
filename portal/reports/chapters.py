"""What plugins tell of the year. One that fails is named in its place and takes nothing else down."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import structlog

from portal.extensions import db
from portal.figures.small_groups import without_small
from portal.plugin_api import Chapter, ReportChapter, ReportTable

log = structlog.get_logger()


@dataclass(frozen=True)
class Told:
    """A chapter as it is shown; None where it could not be written."""

    label: str
    chapter: Chapter | None


def write_chapters(organisation_id: UUID, declared: Iterable[ReportChapter], on: date) -> list[Told]:
    return [Told(str(one.label), _write(organisation_id, one, on)) for one in declared]


def _write(organisation_id: UUID, declared: ReportChapter, on: date) -> Chapter | None:
    """In a savepoint that is always undone: a chapter reads, and its faults stay its own."""
    savepoint = db.session.begin_nested()
    try:
        return _checked(declared.write(organisation_id, on))
    except Exception:
        log.exception("chapter_failed", chapter=declared.name)
        return None
    finally:
        if savepoint.is_active:
            savepoint.rollback()


def _checked(chapter: Chapter) -> Chapter:
    """Plain data, every row as long as its heading. Raises TypeError for anything else."""
    if not isinstance(chapter, Chapter) or not all(isinstance(part, (str, ReportTable)) for part in chapter.parts):
        raise TypeError("a Chapter of texts and ReportTables is asked for")
    for table in (part for part in chapter.parts if isinstance(part, ReportTable)):
        rows = (*table.rows, *((table.totals,) if table.totals else ()))
        if any(len(row) != len(table.columns) for row in rows):
            raise TypeError("a row is not as long as its heading")
    return replace(
        chapter, parts=tuple(without_small(part) if isinstance(part, ReportTable) else part for part in chapter.parts)
    )
