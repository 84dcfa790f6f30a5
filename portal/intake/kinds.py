"""What a line of a plan can be."""

from dataclasses import dataclass, replace
from typing import Any

from portal.i18n import _l

#: (kind, what people call it): in the order of a list to choose from
KINDS = (
    ("area", _l("Focus area")),
    ("goal", _l("Goal")),
    ("subgoal", _l("Sub-goal")),
    ("same", _l("A goal named above")),
    ("action", _l("Action")),
    ("step", _l("Step of the action")),
    ("text", _l("Explanation")),
    ("purpose", _l("Purpose")),
    ("vision", _l("Vision")),
    ("value", _l("Value")),
    ("more", _l("Goes on from the line above")),
    ("out", _l("Leave out")),
    ("rest", _l("Leave out from here on")),
)
NAMES = frozenset(kind for kind, _label in KINDS)
GOALS = ("goal", "subgoal")
LEVELS = (("", _l("Not said")), ("local", _l("Local")), ("central", _l("Central")), ("both", _l("Both")))


@dataclass(frozen=True)
class Item:
    """A line of a plan with what it is taken for. `responsible`, `period` and `level` belong to actions."""

    kind: str
    text: str
    number: str = ""
    responsible: str = ""
    period: str = ""
    level: str = ""
    #: how a goal is measured, as `targets` keeps it: a number, what is counted, a day; and whether she was asked
    amount: str = ""
    unit: str = ""
    by: str = ""
    asked: bool = False

    def but(self, **other: Any) -> "Item":
        return replace(self, **other)
