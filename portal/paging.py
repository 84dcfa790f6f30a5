"""Where a page of a long list begins: by the key of its last row, so that no page counts or skips rows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, order=True)
class Position:
    """After this row. Written `2026-11-21_<id>` in addresses."""

    on_date: date
    id: UUID

    def __str__(self) -> str:
        return f"{self.on_date}_{self.id.hex}"

    @classmethod
    def read(cls, text: str | None) -> "Position | None":
        """None for no position, or for one that somebody has mangled: then the list begins at its beginning."""
        day, _underscore, row = (text or "").partition("_")
        try:
            return cls(date.fromisoformat(day), UUID(hex=row))
        except ValueError:
            return None
