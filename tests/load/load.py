"""The load itself: people who edit the same rows, people who press twice, and workers that die."""

import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from tests.load.house import House
from tests.load.ledger import Ledger
from tests.load.people import Editor
from tests.load.server import AS_INSTALLED, Reaper, serving
from tests.load.visitor import Visitor

EDITORS = 8


@dataclass(frozen=True)
class Size:
    """How many acknowledged writes, how many more of forms that are sent twice, and after how many a worker dies."""

    writes: int
    doubled: int
    writes_a_kill: int


@dataclass(frozen=True)
class Outcome:
    ledger: Ledger
    kills: int
    seconds: float
    #: what gunicorn, its workers and the portal's worker wrote
    log: str

    def __str__(self) -> str:
        """For the report: what was done and what happened on the way."""
        told = ", ".join(f"{kind} {count}" for kind, count in sorted(self.ledger.answers.items()))
        return (
            f"{len(self.ledger.raised)} changes and {len(self.ledger.registered)} new activities acknowledged, "
            f"{self.ledger.doubled} of them sent twice; {self.kills} workers killed, {self.ledger.resent} requests "
            f"sent again; {self.seconds:.0f} s; answers: {told}"
        )


def load(house: House, size: Size, target: str = AS_INSTALLED) -> Outcome:
    """Everybody at once until each has her share acknowledged."""
    ledger, began = Ledger(), time.monotonic()
    with serving(house, target) as server:
        people = [
            Editor(f"p{number}", Visitor(server.port, house.organisation.slug), house.counters)
            for number in range(len(house.people))
        ]
        for editor, actor in zip(people, house.people, strict=True):
            editor.visitor.sign_in(actor)
        with Reaper(server, lambda: sum(editor.ledger.acknowledged for editor in people), size.writes_a_kill) as reaper:
            for part in _all_at_work(people, size):
                ledger += part
    ledger.resent = sum(len(editor.visitor.cut_off) for editor in people)
    return Outcome(ledger, reaper.kills, time.monotonic() - began, server.log.read_text())


def _all_at_work(people: list[Editor], size: Size) -> list[Ledger]:
    """Most of them edit; three of the others register, one changes, and these four send every form twice."""
    editors, (*registrars, impatient) = people[:EDITORS], people[EDITORS:]
    share = size.doubled // (len(registrars) + 1)
    with ThreadPoolExecutor(len(people)) as desks:
        sent = [desks.submit(editor.change, size.writes // len(editors)) for editor in editors]
        sent += [desks.submit(editor.register, share) for editor in registrars]
        sent += [desks.submit(impatient.change, share, twice=True)]
        try:
            return [desk.result() for desk in as_completed(sent)]
        finally:
            for editor in people:
                editor.at_work = False
