"""Lines become a tree: areas with goals and actions, goals with sub-goals and actions, actions with steps."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from portal.intake.kinds import Item
from portal.intake.reading.written import same_name

Kind = Literal["area", "goal", "subgoal", "action"]


@dataclass
class Part:
    """An area, a goal, a sub-goal or an action. `above`: the goal of a sub-goal, the goal or nothing of an action."""

    item: Item
    area: "Part | None" = None
    above: "Part | None" = None
    texts: list[str] = field(default_factory=list)
    #: of an action
    steps: list[str] = field(default_factory=list)


@dataclass
class Tree:
    purpose: list[str] = field(default_factory=list)
    vision: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    #: what stands before the first area
    notes: list[str] = field(default_factory=list)
    areas: list[Part] = field(default_factory=list)
    goals: list[Part] = field(default_factory=list)
    actions: list[Part] = field(default_factory=list)

    @property
    def subgoals(self) -> list[Part]:
        return [goal for goal in self.goals if goal.above]


def tree_of(items: Iterable[Item], title: str) -> Tree:
    """Where a goal or an action stands before the first area, an area with the plan's title takes it."""
    grower = _Grower(title)
    for item in items:
        grower.take(item)
    return grower.tree


class _Grower:
    def __init__(self, title: str) -> None:
        self.tree = Tree()
        self.title = title
        self.area: Part | None = None
        self.goal: Part | None = None
        self.subgoal: Part | None = None
        self.action: Part | None = None

    def take(self, item: Item) -> None:
        if item.kind in ("purpose", "vision"):
            getattr(self.tree, item.kind).append(item.text)
        elif item.kind == "value":
            self.tree.values.append(item.text)
        else:
            getattr(self, f"_{item.kind}")(item)

    def _area(self, item: Item) -> None:
        self.area = Part(item)
        self.tree.areas.append(self.area)
        self.goal = self.subgoal = self.action = None

    def _here(self) -> Part:
        if self.area is None:
            self._area(Item("area", self.title))
        return self.area  # type: ignore[return-value]  # made above

    def _goal(self, item: Item) -> None:
        self.goal = Part(item, area=self._here())
        self.tree.goals.append(self.goal)
        self.subgoal = self.action = None

    def _subgoal(self, item: Item) -> None:
        """Without a goal above it, it is one itself."""
        self.subgoal = Part(item, area=self._here(), above=self.goal)
        self.tree.goals.append(self.subgoal)
        self.action = None

    def _same(self, item: Item) -> None:
        """What follows belongs to the goal of this name; where there is none, this is it."""
        found = next((goal for goal in self.tree.goals if same_name(goal.item.text, item.text)), None)
        if found is None:
            self._goal(item.but(kind="goal"))
            return
        self.area, self.goal, self.subgoal, self.action = found.area, found, None, None

    def _action(self, item: Item) -> None:
        self.action = Part(item, area=self._here(), above=self.subgoal or self.goal)
        self.tree.actions.append(self.action)

    def _step(self, item: Item) -> None:
        if self.action is None:
            self._action(item.but(kind="action"))
        else:
            self.action.steps.append(item.text)

    def _text(self, item: Item) -> None:
        part = self.action or self.subgoal or self.goal or self.area
        (part.texts if part else self.tree.notes).append(item.text)
