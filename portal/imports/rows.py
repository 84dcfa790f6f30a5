"""From rows of a sheet to activities, or to what is wrong with them."""

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from portal.activities.answers import Answers, keep_answer, sum_parts
from portal.activities.forms import names_to_write
from portal.activities.kinds import PEOPLE
from portal.activities.rules import check_date
from portal.errors import PortalError
from portal.i18n import _, format_number
from portal.imports.cells import answer_in, day_in, text_in, within_length
from portal.imports.headings import from_json, name_of
from portal.imports.names import plain, spoken
from portal.imports.targets import FIXED, Asked, questions_by_target
from portal.organisations.setup import UnitNode
from portal.plugin_api import ActivityType

#: how many letters each of these may have
LENGTHS = {"title": 200, "place": 200, "note": 2000}


@dataclass
class Ready:
    """A row that can be registered. `key`: SHA-256 of what it says and which of its like in the sheet it is."""

    number: int
    activity_type: str
    unit_id: str
    on_date: str
    numbers: dict[str, int]
    answers: dict[str, Any]
    title: str = ""
    place: str = ""
    note: str = ""
    key: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def said(self) -> str:
        """All that it says, written the same way each time. Not its number: rows may be sorted anew."""
        content = {name: value for name, value in asdict(self).items() if name not in ("number", "key")}
        return json.dumps(content, sort_keys=True, ensure_ascii=False)


@dataclass
class Bad:
    """A row that cannot be registered, and why: (column, reason)."""

    number: int
    cells: list[Any]
    why: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Read:
    ready: list[Ready]
    bad: list[Bad]


class Reader:
    """Reads rows as the columns were said to be. `content` is a draft's (see services)."""

    def __init__(self, content: dict[str, Any], kinds: list[ActivityType], units: list[UnitNode]) -> None:
        self.headings: list[str] = content["headings"]
        self.rows = content["rows"]
        self.places = {target: int(place) for place, target in content["columns"].items() if target}
        self.for_all = {"type": content["type"], "unit": content["unit"]}
        self.kinds = {kind.key: kind for kind in kinds}
        self.questions: dict[str, Asked] = questions_by_target(kinds)
        self.types = _by_name({key: spoken(kind.label) | {plain(key)} for key, kind in self.kinds.items()})
        written = names_to_write(units)
        self.units = _by_name({str(node.id): {plain(node.name), plain(written[str(node.id)])} for node in units})
        self.written = written

    def read(self) -> Read:
        ready: list[Ready] = []
        bad: list[Bad] = []
        often: Counter[str] = Counter()
        for number, cells in self.rows:
            found = self._row(number, cells)
            if isinstance(found, Bad):
                bad.append(found)
                continue
            said = found.said()
            often[said] += 1
            found.key = hashlib.sha256(f"{said}\n{often[said]}".encode()).hexdigest()
            ready.append(found)
        return Read(ready, bad)

    def _row(self, number: int, cells: list[Any]) -> Ready | Bad:
        said = {target: from_json(cells[n]) for target, n in self.places.items() if n < len(cells) and cells[n] != ""}
        bad = Bad(number, cells)
        found = {"on_date": "", "activity_type": "", "unit_id": "", "title": "", "place": "", "note": ""}
        for name, read in (("day", self._day), ("type", self._type), ("unit", self._unit)):
            with _noting(bad, self._column(name)):
                found[{"day": "on_date", "type": "activity_type", "unit": "unit_id"}[name]] = read(said.get(name))
        for name, most in LENGTHS.items():
            with _noting(bad, self._column(name)):
                found[name] = _text(said.get(name), name, most)
        answers = self._answers(found["activity_type"], said, bad)
        return bad if bad.why else Ready(number, numbers=answers.numbers, answers=answers.answers, **found)

    def _day(self, cell: Any) -> str:
        if cell is None:
            raise PortalError(_("The day is missing."))
        found: date = day_in(cell)
        check_date(found)
        return found.isoformat()

    def _type(self, cell: Any) -> str:
        said = text_in(cell)
        if not said and not self.for_all["type"]:
            raise PortalError(_("The type is missing."))
        keys = self.types.get(plain(said), []) if said else [self.for_all["type"]]
        if not keys or keys[0] not in self.kinds:
            raise PortalError(_("No type is called “%(name)s”.", name=said[:80]))
        if len(keys) > 1:
            raise PortalError(_("Several types are called “%(name)s”. Rename one of them first.", name=said[:80]))
        return keys[0]

    def _unit(self, cell: Any) -> str:
        said = text_in(cell)
        if not said and not self.for_all["unit"]:
            raise PortalError(_("The unit is missing."))
        ids = self.units.get(plain(said), []) if said else [self.for_all["unit"]]
        if not ids or ids[0] not in self.written:
            raise PortalError(_("No unit that you can register for is called “%(name)s”.", name=said[:80]))
        if len(ids) > 1:
            names = ", ".join(self.written[one] for one in ids[:8])
            raise PortalError(_("Several units are called this. Write which one: %(names)s.", names=names))
        return ids[0]

    def _answers(self, key: str, said: dict[str, Any], bad: Bad) -> Answers:
        found = Answers()
        for target, cell in said.items():
            if target not in FIXED and target in self.questions and text_in(cell):
                with _noting(bad, self._column(target)):
                    self._answer(found, target, key, cell)
        if key in self.kinds:
            self._check_parts(found, key, bad)
        return found

    def _answer(self, found: Answers, target: str, key: str, cell: Any) -> None:
        asked = self.questions[target]
        question = asked.of.get(key) if key else asked.question
        if question is not None:
            keep_answer(found, question, answer_in(cell, question))
        elif text_in(cell) not in ("0", "-", "–"):
            raise PortalError(_("“%(type)s” does not ask this.", type=self.kinds[key].label))

    def _check_parts(self, found: Answers, key: str, bad: Bad) -> None:
        """No part is more than its whole, and those who took part are as many as their kinds of people."""
        told = found.numbers.get(PEOPLE)
        sum_parts(found)
        whole = found.numbers.get(PEOPLE)
        if told is not None and told != whole:
            words = _("The parts make %(n)s together.", n=format_number(whole or 0))
            bad.why.append((self._column(self._target(PEOPLE)), words))
        for target, one in self.questions.items():
            question = one.of.get(key)
            whole = found.numbers.get(question.part_of) if question and question.part_of else None
            if question and whole is not None and found.numbers.get(question.name, 0) > whole:
                words = _("This is more than all who are counted: %(n)s.", n=format_number(whole))
                bad.why.append((self._column(target), words))

    def _target(self, name: str) -> str:
        return next(target for target, one in self.questions.items() if one.question.name == name)

    def _column(self, target: str) -> str:
        """What is written above it; where one thing holds for all rows, what that is."""
        if target in self.places:
            return name_of(self.headings, self.places[target])
        return str(FIXED[target]) if target in FIXED else str(self.questions[target].question.label)


class _noting:
    """What is wrong with a cell is written down with its column, and the row goes on: all its faults are told."""

    def __init__(self, bad: Bad, column: str) -> None:
        self.bad, self.column = bad, column

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, fault: BaseException | None, trace: Any) -> bool:
        if isinstance(fault, PortalError):
            self.bad.why.append((self.column, fault.sentence))
            return True
        return False


def _text(cell: Any, name: str, most: int) -> str:
    said = text_in(cell)
    return within_length(said if name == "note" else " ".join(said.split()), most)


def _by_name(names: dict[str, set[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, said in names.items():
        for one in said:
            found.setdefault(one, []).append(key)
    return found
