"""The head of a chain: what a letter names and `portal audit verify` compares with."""

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"(\d{1,9}):([0-9a-f]{64})")


@dataclass(frozen=True)
class Head:
    """A seal's number and its hash, written `12:9f86…`."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> "Head | None":
        """As somebody copies it from a letter, with spaces and line breaks; None for anything else."""
        found = _WRITTEN.fullmatch("".join(text.split()).casefold())
        return cls(int(found[1]), found[2]) if found else None
