"""The database as it stood at one moment."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What a dialect's module hands over: a file with all of it, and what it holds."""

    path: Path
    revisions: list[str]
    rows: dict[str, int]
    #: (organisation, hash) of every file that a record names
    files: list[tuple[UUID, str]]
