"""Is the trail what it was when it was sealed? Reads it from its first seal to the end."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from portal.audit.chains import Chain
from portal.audit.commitments import NOTHING, act_of, head_of, values_of
from portal.audit.erasing import ERASED
from portal.audit.heads import Head
from portal.extensions import db

#: no transaction lasts so long: an entry that claims to be older than its place in the chain was put there later
LATE = timedelta(days=1)
AT_ONCE = 1000


@dataclass
class Verdict:
    """What was found in one chain. No faults: it is whole."""

    faults: list[str] = field(default_factory=list)
    seals: int = 0
    entries: int = 0
    #: entries without values, each named by an entry that says so
    erased: int = 0
    #: entries that the worker has not sealed yet: what nothing protects
    waiting: int = 0
    head: Head | None = None


def verify(chain: Chain, letter: Head | None = None) -> Verdict:
    """Read the chain and compare it with its rows, and with the head that a letter named. Changes nothing."""
    return _Reading(chain).verdict(letter)


class _Reading:
    """One walk along a chain."""

    def __init__(self, chain: Chain) -> None:
        self.chain, self.found = chain, Verdict()
        self.previous, self.newest = NOTHING, UUID(int=0)
        self.sealed_before: datetime | None = None
        self.without_values: set[UUID] = set()
        self.there = 0
        self.letter_seen: str | None = None

    def verdict(self, letter: Head | None) -> Verdict:
        for seal in self._seals():
            self._look_at_seal(seal)
            self._look_at_contents(seal)
            if letter and seal.number == letter.number:
                self.letter_seen = seal.head
        self._look_for_strangers()
        self._look_for_silent_erasures()
        self._look_at_waiting()
        if letter:
            self._compare(letter)
        return self.found

    def fault(self, sentence: str) -> None:
        self.found.faults.append(sentence)

    def _seals(self) -> Iterator[Any]:
        """One at a time: a seal holds up to 100 kB."""
        seals, number = self.chain.seals, -(2**31)
        columns = (seals.number, seals.previous, seals.head, seals.contents, seals.sealed_at)
        while row := db.session.execute(
            select(*columns).where(*self.chain.of(seals), seals.number > number).order_by(seals.number).limit(1)
        ).first():
            number = row.number
            yield row

    def _look_at_seal(self, seal: Any) -> None:
        expected = self.found.seals + 1 if self.found.head is None else self.found.head.number + 1
        if seal.number != expected:
            self.fault(f"Seal {expected} is missing: after {expected - 1} comes {seal.number}.")
        elif seal.previous != self.previous:
            self.fault(f"Seal {seal.number} does not follow the one before it.")
        if head_of(self.chain.organisation_id, seal) != seal.head:
            self.fault(f"Seal {seal.number} was changed.")
        self.previous = seal.head
        self.found.seals += 1
        self.found.head = Head(seal.number, seal.head)

    def _look_at_contents(self, seal: Any) -> None:
        bound = {UUID(hex=key): (act, values) for key, act, values in seal.contents}
        rows = self._rows(list(bound))
        for key, commitments in bound.items():
            if key in rows:
                self._look_at_entry(rows[key], seal, *commitments)
            else:
                self.fault(f"Entry {key} is missing: seal {seal.number} knows it.")
        self.there += len(rows)
        self.newest = max(self.newest, *bound) if bound else self.newest
        self.sealed_before = seal.sealed_at

    def _rows(self, ids: list[UUID]) -> dict[UUID, Any]:
        table = self.chain.entries
        columns = (
            table.id, table.at, table.user_id, table.action, table.subject_id, table.changes, table.seal_number,
            table.salt,
        )  # fmt: skip
        found = db.session.execute(select(*columns).where(*self.chain.of(table), table.id.in_(ids)))
        return {row.id: row for row in found}

    def _look_at_entry(self, row: Any, seal: Any, act: str, values: str) -> None:
        self.found.entries += 1
        name = f"Entry {row.id} ({row.action})"
        if row.seal_number != seal.number:
            self.fault(f"{name} was moved: seal {seal.number} holds it, and it says {row.seal_number}.")
        if act_of(self.chain.organisation_id, row) != act:
            self.fault(f"{name} was changed: who did what, to what, or when.")
        if row.salt is None:
            self._note_erased(row, name)
        elif values_of(row, row.salt) != values:
            self.fault(f"{name} was changed: what stood there before and after.")
        self._look_at_time(row, name, seal)

    def _note_erased(self, row: Any, name: str) -> None:
        self.found.erased += 1
        self.without_values.add(row.id)
        if row.changes != {}:
            self.fault(f"{name} has values that no seal covers.")

    def _look_at_time(self, row: Any, name: str, seal: Any) -> None:
        """Put in by hand with an old date, it would lie before what was sealed long since."""
        before = self.sealed_before
        if before and row.id < self.newest and row.at < before - LATE:
            self.fault(f"{name} was put in later: it was not there when the seal before {seal.number} was made.")
        elif abs(row.at.timestamp() - _made_at(row.id)) > LATE.total_seconds():
            self.fault(f"{name} was put in later: it was not made when it says.")

    def _look_for_strangers(self) -> None:
        """Entries that claim a seal which does not know them. Counting is enough while all is well."""
        table = self.chain.entries
        sealed = (*self.chain.of(table), table.seal_number.is_not(None))
        if db.session.scalar(select(func.count()).select_from(table).where(*sealed)) == self.there:
            return
        known = {UUID(hex=key) for seal in self._seals() for key, _act, _values in seal.contents}
        for row in _paged(table, sealed):
            if row.id not in known:
                self.fault(f"Entry {row.id} ({row.action}) was put in: seal {row.seal_number} does not know it.")

    def _look_for_silent_erasures(self) -> None:
        """Values that are gone must be named by an entry that says so."""
        table = self.chain.entries
        said = select(table.changes).where(*self.chain.of(table), table.action == ERASED)
        named = {UUID(hex=key) for changes in db.session.scalars(said) for key in changes.get("entries", ())}
        for key in sorted(self.without_values - named):
            self.fault(f"Entry {key} lost its values, and no entry says why.")

    def _look_at_waiting(self) -> None:
        table = self.chain.entries
        for row in _paged(table, (*self.chain.of(table), table.seal_number.is_(None))):
            self.found.waiting += 1
            if row.salt:
                self.fault(f"Entry {row.id} ({row.action}) was taken out of its seal.")

    def _compare(self, letter: Head) -> None:
        last = self.found.head.number if self.found.head else 0
        if last < letter.number:
            self.fault(f"The end was cut off: the letter names seal {letter.number}, the last one is {last}.")
        elif self.letter_seen != letter.hash:
            self.fault(f"Seal {letter.number} is another one than in the letter.")


def _paged(table: Any, which: tuple[Any, ...]) -> Iterator[Any]:
    columns, after = (table.id, table.action, table.seal_number, table.salt), UUID(int=0)
    while rows := db.session.execute(
        select(*columns).where(*which, table.id > after).order_by(table.id).limit(AT_ONCE)
    ).all():
        yield from rows
        after = rows[-1].id


def _made_at(key: UUID) -> float:
    """When an id was made, in seconds: the first 48 bits of a UUIDv7 are milliseconds."""
    return (key.int >> 80) / 1000
