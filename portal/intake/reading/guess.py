"""What each line of a plan is taken for."""

import re
from collections.abc import Callable, Sequence

from portal.intake.kinds import Item
from portal.intake.reading import words
from portal.intake.reading.columns import TableReader, flat_header, header, is_reference
from portal.intake.reading.facts import is_head
from portal.intake.reading.lines import Line
from portal.intake.reading.written import Written

#: a heading is no sentence
_HEADING_LENGTH = 100
_SECTION_WORD = re.compile(
    r"\b(formål|verdigrunnlag|værdigrundlag)|\b(visjon|vision)|\b(verdier|værdier)", re.IGNORECASE
)


def guess(lines: Sequence[Line], title: str = "") -> list[Item]:
    """One item or more for every line, in order."""
    reader = _Reader(lines, title)
    for n, line in enumerate(lines):
        following = lines[n + 1] if n + 1 < len(lines) else Line("")
        reader.read(line, following)
    return reader.items


class _Reader(Written):
    """Remembers what the last headings said."""

    def __init__(self, lines: Sequence[Line], title: str) -> None:
        super().__init__()
        self.title = title
        #: purpose, vision or value, until the first area begins
        self.section = ""
        #: what the points of a list are
        self.points = ""
        #: what a heading without text of its own leaves to the next line: (kind, number)
        self.waiting: tuple[str, str] | None = None
        self.table: TableReader | None = None
        #: a table whose columns ran together in a PDF
        self.flat = False
        #: below a table that is none of the plan's
        self.aside = False
        #: the number of a chapter that gathers the areas, or tells of the plan: what is numbered below it follows
        self.gathers = self.around = ""
        #: how deep the numbers of a list of actions are
        self.listed = 0
        self.heading_levels = sorted({line.heading for line in lines if line.heading > 1})
        self.deep_are_actions = not any(line.mark for line in lines) and max((ln.depth for ln in lines), default=0) == 3

    def read(self, line: Line, following: Line) -> None:
        """What it is, the surest first."""
        if line.cells:
            self._row(line)
            return
        self.table = None
        tries: tuple[Callable[[Line, Line], bool], ...] = (
            self._head, self._table_heading, self._waited_for, self._about_action, self._section, self._labelled,
            self._document_heading, self._numbered, self._bullet, self._area_before, self._flat_row,
        )  # fmt: skip
        if not any(attempt(line, following) for attempt in tries):
            self._plain(line)

    def _head(self, line: Line, _following: Line) -> bool:
        is_first = len(self.items) < 12 and not self.has("area")
        if line.heading == 1 or (is_first and not line.mark and is_head(line.text, self.title)):
            return self.add("out", line.text)
        return False

    def _table_heading(self, line: Line, _following: Line) -> bool:
        if line.mark or not flat_header(line.text):
            return False
        self.flat, self.points, self.section, self.aside = True, "step", "", False
        return self.add("out", line.text)

    def _waited_for(self, line: Line, _following: Line) -> bool:
        if not self.waiting or line.mark or line.number or words.label(line.text):
            self.waiting = None
            return False
        (kind, number), self.waiting = self.waiting, None
        return self._part(kind, line.text, number)

    def _about_action(self, line: Line, _following: Line) -> bool:
        found = words.who_or_when(line.text)
        if not found or not self.items or self.items[-1].kind not in ("action", "step", "out"):
            return False
        name, text = found
        return self.tell_action(**{name: text[:120]}) and self.add("out", line.text)

    def _section(self, line: Line, _following: Line) -> bool:
        """Inside an area, "Purpose" tells of the area."""
        kind, said = words.section(line.text), words.section_said(line.text)
        if said and not self.has("area") and not line.mark:
            return self.add(*said)
        if not kind:
            return self._around(line)
        inside = self.has("area") and line.heading != min(self.heading_levels, default=-1)
        self.points = self.points if inside else ""
        self.section = "" if inside else kind
        return self.add("out", line.text)

    def _around(self, line: Line) -> bool:
        """A preface tells of the plan; what comes after it is left out."""
        if line.mark or not words.AROUND.fullmatch(line.text):
            return False
        self.section, self.points, self.flat = "out" if self.has("area") else "text", "", False
        self.around = line.number
        return self.add("out", line.text)

    def _labelled(self, line: Line, following: Line) -> bool:
        found = words.label(line.text)
        if not found or line.mark or (line.number and line.depth == 1 and found[0] != "area" and not found[2]):
            return False
        kind, number, rest = found[0], line.number or found[1], found[2]
        self.section, self.flat = "", False
        if rest:
            return self._part(kind, rest, number, named=bool(number))
        self.points, self.listed = kind if kind != "area" else "", 0
        self.gathers = line.number if kind == "area" else self.gathers
        if not following.mark and not words.label(following.text) and following.text and kind != "action":
            self.waiting = (kind, number)
        return self.add("out", line.text)

    def _part(self, kind: str, text: str, number: str = "", *, named: bool = False) -> bool:
        """An area, goal, sub-goal or action by its name: from now on, the points below are its own."""
        self.section, self.aside, self.listed = "", False, 0
        if kind == "goal" and self.has_goal(text):
            kind = "same"
        self.points = "step" if kind == "action" and named else "action"
        self.flat = self.flat and kind != "area"
        return self.add(kind, text, number)

    def _document_heading(self, line: Line, _following: Line) -> bool:
        if not line.heading:
            return False
        if words.GATHERING.fullmatch(line.text):
            self.heading_levels = [level for level in self.heading_levels if level > line.heading]
            return self.add("out", line.text)
        if self._section_heading(line.text):
            return True
        depth = self.heading_levels.index(line.heading) if line.heading in self.heading_levels else 0
        kind = "area" if words.AREA_HEADING.match(line.text) else ("area", "goal", "subgoal", "action")[min(depth, 3)]
        return self._part(kind, line.text, line.number)

    def _section_heading(self, text: str) -> bool:
        """`Formål og verdier`, `Vår visjon 2030`."""
        found = _SECTION_WORD.search(text) if len(text) < 60 and not self.has("goal") else None
        if not found:
            return False
        self.section = "purpose" if found[1] else "vision" if found[2] else "value"
        return self.add("out", text)

    def _numbered(self, line: Line, following: Line) -> bool:
        if not line.number or line.mark:
            return False
        if self.around and line.number.startswith(f"{self.around}."):
            self.section = "out" if self.has("area") else "text"
            return self.add("out", line.text)
        if line.depth > 1 and self._is_listed(line):
            return self.add("action", line.text, line.number)
        if line.depth == 2 and self.gathers and line.number.startswith(f"{self.gathers}."):
            return self._part("area", line.text, line.number)
        if line.depth == 1 and self._section_heading(line.text):
            return True
        if line.depth <= 1 and self._is_point(line, following):
            return self.add(self.points, line.text, line.number)
        if line.depth <= 1 and len(line.text) > _HEADING_LENGTH:
            return self.add("text", line.text, line.number)
        if words.AREA_HEADING.match(line.text) or line.depth <= 1:
            return self._part("area", line.text, line.number)
        if line.depth == 2:
            return self._part("goal", line.text, line.number)
        return self._part("action" if self.deep_are_actions else "subgoal", line.text, line.number)

    def _is_listed(self, line: Line) -> bool:
        """`Tiltak` alone, and below it 3.2.1, 3.2.2: an action each."""
        begins = self.points == "action" and self.items[-1].kind == "out" and bool(words.label(self.items[-1].text))
        if begins or self.listed == line.depth:
            self.listed = line.depth
        return self.listed == line.depth

    def _is_point(self, line: Line, _following: Line) -> bool:
        """Numbers of a list: after a line that announces one, or after a point of the same list."""
        if not self.items or not self.points:
            return False
        before = self.items[-1]
        return before.text.endswith(":") or (before.kind == "out" and bool(words.label(before.text))) or (
            before.kind == self.points and before.number.isdigit() and line.number.isdigit()
            and int(line.number) == int(before.number) + 1 and before.kind not in ("area", "goal")
        )  # fmt: skip

    def _bullet(self, line: Line, _following: Line) -> bool:
        if not line.mark:
            return False
        if self.section:
            return self.add(self.section, line.text)
        if (line.depth or self.listed) and self.ends_in("action", "step"):
            return self.add("step", line.text)
        kind = "text" if self.aside else self.points
        return self.add(kind or ("action" if self.has("area") else "text"), line.text)

    def _flat_row(self, line: Line, following: Line) -> bool:
        """In a table that ran together: who, below the points; then the next row's first cell, in several lines."""
        if not self.flat:
            return False
        if where := words.level(line.text):
            return self.tell_level(where, line.text)
        if self.items[-1].kind == "step" and self.items[-1].text.endswith(":"):
            return self.add("more", line.text)
        if len(line.text) > _HEADING_LENGTH or _before_table(following):
            self.flat, self.points = False, "action"
            return False
        if self.action and self.items[-1].kind == "action" and not self.action.level:
            return self.tell_action(text=f"{self.action.text} {line.text}")
        return self.add("action", line.text)

    def _area_before(self, line: Line, following: Line) -> bool:
        """A short line before a table, or before a purpose of its own, is an area's heading."""
        is_short = len(line.text) <= 60 and line.text[-1] not in ".:,;"
        if not is_short or not (_before_table(following) or (words.section(following.text) and self.has("area"))):
            return False
        return self._part("area", line.text)

    def _plain(self, line: Line) -> None:
        if kind := words.list_of(line.text):
            self.points = kind if kind != "value" else ""
            self.section = "value" if kind == "value" and not self.has("area") else ""
            self.add("out", line.text)
            return
        if line.text.endswith(":"):
            self.section = ""  # what is listed below is something else
        self.add(self.section or "text", line.text)

    def _row(self, line: Line) -> None:
        kinds = header(line.cells)
        if kinds:
            self.table, self.aside = TableReader(kinds, line.cells), False
            self.add("out", " | ".join(cell for cell in line.cells if cell))
        elif self.table:
            for item in self.table.items(line.cells):
                self.put(item)
        else:
            self.aside = is_reference(line.cells)
            self.add("out" if self.aside else "text", " | ".join(cell for cell in line.cells if cell))


def _before_table(following: Line) -> bool:
    return not following.mark and flat_header(following.text)
