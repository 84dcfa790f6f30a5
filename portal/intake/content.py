"""A plan while it is corrected: what the draft holds of it."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from portal.intake.kinds import Item

#: lines on one page
PAGE = 40


@dataclass
class PlanDraft:
    """`lines` by their number, which a line keeps while others come and go."""

    title: str
    starts_on: date
    ends_on: date
    lines: list[tuple[int, Item]] = field(default_factory=list)

    @classmethod
    def of(cls, title: str, content: dict[str, Any]) -> "PlanDraft":
        lines = [(number, Item(**said)) for number, said in content["lines"]]
        return cls(title, date.fromisoformat(content["starts_on"]), date.fromisoformat(content["ends_on"]), lines)

    def as_content(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "starts_on": self.starts_on.isoformat(),
            "ends_on": self.ends_on.isoformat(),
            "lines": [[number, {k: v for k, v in asdict(item).items() if v}] for number, item in self.lines],
        }

    @property
    def items(self) -> list[Item]:
        """What is left of the lines: joined where one goes on from another, without what is left out."""
        kept: list[Item] = []
        for _number, item in self.lines:
            if item.kind == "rest":
                break
            if item.kind == "more" and kept:
                kept[-1] = kept[-1].but(text=f"{kept[-1].text} {item.text}".strip())
            elif item.kind != "out":
                kept.append(item.but(kind="text") if item.kind == "more" else item)
        return [item for item in kept if item.text]

    def page(self, first: int) -> list[tuple[int, Item]]:
        return self.lines[first : first + PAGE]

    def change(self, numbers: Sequence[int], changed: Callable[[int, Item], Sequence[Item]]) -> None:
        """Put what these lines became in their place; of several, the first keeps the number."""
        free = max((number for number, _item in self.lines), default=0)
        wanted, result = set(numbers), []
        for number, item in self.lines:
            if number not in wanted:
                result.append((number, item))
                continue
            for n, one in enumerate(changed(number, item)):
                free += 1 if n else 0
                result.append((free if n else number, one))
        self.lines = result


def numbered(items: Sequence[Item]) -> list[tuple[int, Item]]:
    """From one on."""
    return list(enumerate(items, 1))
