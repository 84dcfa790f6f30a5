"""What a place for files must do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Protocol
from uuid import UUID

#: bytes that are read at a time
PART = 1024 * 1024


@dataclass(frozen=True)
class Lying:
    """A file in the store."""

    organisation_id: UUID
    sha256: str
    #: bytes
    size: int


class Store(Protocol):
    """A folder, or a bucket elsewhere."""

    def put(self, organisation_id: UUID, content: IO[bytes]) -> str:
        """Keep what is read from here to the end, and return its hash. All of it is there before its name is."""

    def open(self, organisation_id: UUID, sha256: str) -> IO[bytes] | None:
        """To be read and closed; None where it is not there."""

    def remove(self, organisation_id: UUID, sha256: str) -> None:
        """Nothing happens where it is gone."""

    def everything(self, organisation_id: UUID | None = None) -> Iterator[Lying]:
        """Of one organisation, or of all."""

    def drop_halves(self, organisation_id: UUID) -> None:
        """What a power cut left half-written. While nobody writes."""
