"""What was read so far."""

import re

from portal.intake.kinds import Item
from portal.intake.reading import words

_GOAL_NAME = re.compile(r"\s[–—-]\s|:\s")


class Written:
    """The items in order, and what is asked about them; asking costs the same however many there are."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._kinds: set[str] = set()
        self._goals: set[str] = set()
        #: where the action stands that a line below it may tell of
        self._action: int | None = None
        #: the last kind that is neither left out nor an explanation
        self._last = ""

    def add(self, kind: str, text: str, number: str = "") -> bool:
        who = ""
        if kind == "action":
            text, who = words.who_inside(text)
        self.put(Item(kind, text, number[:20], who[:120]))
        return True

    def put(self, item: Item) -> None:
        self.items.append(item)
        self._kinds.add(item.kind)
        self._last = self._last if item.kind in ("out", "text") else item.kind
        if item.kind == "action":
            self._action = len(self.items) - 1
        elif item.kind in ("area", "goal", "subgoal", "same"):
            self._action = None
        if item.kind == "goal":
            self._goals |= _names(item.text)

    def has(self, kind: str) -> bool:
        return kind in self._kinds

    def ends_in(self, *kinds: str) -> bool:
        """The last of what counts is one of these."""
        return self._last in kinds

    def has_goal(self, heading: str) -> bool:
        """A goal is named again, where a plan tells first its goals and then what is done for each."""
        return bool(_names(heading) & self._goals)

    @property
    def action(self) -> Item | None:
        return self.items[self._action] if self._action is not None else None

    def tell_action(self, **about: str) -> bool:
        """More about the last action, unless another goal has begun."""
        if self._action is None:
            return False
        self.items[self._action] = self.items[self._action].but(**about)
        return True

    def tell_level(self, level: str, said: str) -> bool:
        """Local here and central there is both."""
        action = self.action
        if action is None:
            return False
        both = action.level not in ("", level)
        who = f"{action.responsible}, {said}" if action.responsible else said
        return self.tell_action(level="both" if both else level, responsible=who[:120])


def same_name(goal: str, heading: str) -> bool:
    """`Members – by 2030 we are 1500` is named again by `Members`."""
    return heading.lower().strip(" .:") in _names(goal)


def _names(goal: str) -> set[str]:
    return {name.lower().strip(" .:") for name in (goal, _GOAL_NAME.split(goal, maxsplit=1)[0])}
