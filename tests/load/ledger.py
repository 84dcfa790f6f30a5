"""What the people of the load were told, to be held against what stands in the database."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

#: she may believe that her write is kept
SAVED = "saved"
#: somebody else was first: she is shown both, with her own words still in the form, and nothing of hers is kept
CLASH = "clash"


@dataclass(frozen=True)
class Raised:
    """An acknowledged change of a counter."""

    key: UUID
    counter: UUID
    step: int
    word: str


@dataclass(frozen=True)
class Registered:
    """An acknowledged new activity; the word is its note."""

    key: UUID
    word: str


@dataclass
class Ledger:
    """Acknowledged writes, and the kinds of answers on the way there."""

    raised: list[Raised] = field(default_factory=list)
    registered: list[Registered] = field(default_factory=list)
    answers: "Counter[str]" = field(default_factory=Counter)
    #: requests whose connection was cut, each sent again as it was
    resent: int = 0
    #: acknowledged forms that were sent twice at the same moment
    doubled: int = 0
    #: doubled forms whose two answers did not lead to the same place
    apart: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Ledger") -> "Ledger":
        self.raised += other.raised
        self.registered += other.registered
        self.answers += other.answers
        self.resent += other.resent
        self.doubled += other.doubled
        self.apart += other.apart
        return self

    @property
    def keys(self) -> list[UUID]:
        return [write.key for write in (*self.raised, *self.registered)]

    @property
    def acknowledged(self) -> int:
        return len(self.raised) + len(self.registered)

    @property
    def wrong(self) -> dict[str, int]:
        """Answers that nobody should get, however many write at once."""
        return {kind: count for kind, count in self.answers.items() if kind not in (SAVED, CLASH)}
