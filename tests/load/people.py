"""Editors: each opens a form, changes what she read, presses, and does so until she is told that it is saved."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from tests.actors import form_fields
from tests.load.counters import Counter, Fields
from tests.load.ledger import CLASH, SAVED, Ledger, Raised, Registered
from tests.load.visitor import Answer, Visitor

KINDS = ("core.meeting", "core.other", "recruitment.recruitment_talk", "recruitment.peer_support")
STEPS = range(1, 8)
#: without one acknowledged write among so many tries, there is no hope for her
TRIES = 300


@dataclass
class Editor:
    """One person at one browser."""

    name: str
    visitor: Visitor
    counters: list[Counter]
    ledger: Ledger = field(default_factory=Ledger)
    chance: Random = field(default_factory=Random)
    words: int = 0
    #: taken away from whoever is still at it when somebody has failed
    at_work: bool = True
    #: called when she has filled in a form that she will send twice
    wait: Callable[[], object] = lambda: None

    def change(self, times: int, *, twice: bool = False) -> Ledger:
        """So many acknowledged changes of whatever counters chance gives her."""
        for _time in range(times):
            self._until_saved(lambda: self._change(self.chance.choice(self.counters), twice=twice))
        return self.ledger

    def register(self, times: int) -> Ledger:
        """So many new activities, each form sent twice at the same moment."""
        for _time in range(times):
            self._until_saved(lambda: self.register_one(self.chance.choice(KINDS)))
        return self.ledger

    def _until_saved(self, attempt: Callable[[], bool]) -> None:
        if not any(self.at_work and attempt() for _try in range(TRIES)):
            raise RuntimeError(f"{self.name} has been told {TRIES} times that nothing was saved: {self.ledger.answers}")

    def _change(self, counter: Counter, *, twice: bool) -> bool:
        path = self.visitor.here + counter.path
        if (read := self._open(path)) is None:
            return False
        step, word = self.chance.choice(STEPS), self._new_word()
        saved = self._send(path, {**read, **counter.raised(read, step, word, self.chance)}, twice=twice)
        if saved:
            self.ledger.raised.append(Raised(UUID(hex=read["form_key"]), counter.id, step, word))
        return saved

    def register_one(self, kind: str) -> bool:
        """Whether the new activity is acknowledged; its form is sent twice at the same moment."""
        path = f"{self.visitor.here}/activities/register/{kind}"
        if (read := self._open(path)) is None:
            return False
        word = self._new_word()
        typed = {"number_participants": str(self.chance.randrange(50)), "number_new_people": "0", "note": word}
        self.wait()
        saved = self._send(path, {**read, **typed}, twice=True)
        if saved:
            self.ledger.registered.append(Registered(UUID(hex=read["form_key"]), word))
        return saved

    def _new_word(self) -> str:
        self.words += 1
        return f"{self.name}-{self.words}"

    def _open(self, path: str) -> Fields | None:
        page = self.visitor.get(path)
        if page.status == 200:
            return form_fields(page.text)
        self.ledger.answers[f"{page.status} when she opened a form"] += 1
        return None

    def _send(self, path: str, typed: Fields, *, twice: bool) -> bool:
        """Whether it is acknowledged. A clash is not: she will read anew, and what she typed is forgotten."""
        answers = self.visitor.post_twice(path, typed) if twice else [self.visitor.post(path, typed)]
        told = [self._kind(answer) for answer in answers]
        ways = {f"{kind} {answer.location}" for kind, answer in zip(told, answers, strict=True)}
        self.ledger.answers.update(told)
        self.ledger.apart += [" / ".join(sorted(ways))] if len(ways) > 1 else []
        self.ledger.doubled += twice and SAVED in told
        return SAVED in told

    def _kind(self, answer: Answer) -> str:
        if answer.status == 303 and answer.location.startswith(f"{self.visitor.here}/"):
            return SAVED
        if answer.status == 200 and 'class="ds-alert conflict"' in answer.text:
            return CLASH
        return f"{answer.status} {answer.location}".strip()
