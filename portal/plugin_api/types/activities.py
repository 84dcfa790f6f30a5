"""Types of activity, what is asked of them, what counts, and figures that goals follow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from portal.plugin_api.types.basics import Text

QUESTION_KINDS = (
    "number", "hours", "yes_no", "choice", "choices", "text", "date", "time", "municipality", "surface",
)  # fmt: skip
#: their answers stand in `numbers` and are summed; others stand in `answers`
NUMBER_KINDS = frozenset({"number", "hours"})


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a volunteer is asked.

    A `number` is whole and not negative; `hours` are kept as minutes. Numbers,
    `yes_no` and choices are counted, so that goals can follow them.
    """

    name: str
    label: Text
    #: one of QUESTION_KINDS
    kind: str = "number"
    help: Text = ""
    #: of a `choice` or of `choices`: (value, label); of a `surface` they are the organisation's contact surfaces
    options: tuple[tuple[str, Text], ...] = ()
    #: offered before, not any more: to read old answers by
    retired_options: tuple[tuple[str, Text], ...] = ()
    maximum: int = 100_000
    required: bool = True
    #: the question that this one asks for a part of: it cannot be more
    part_of: str = ""
    #: of a `person`, which only an organisation's own questions ask for: the id of the consent's purpose
    purpose: str = ""


@dataclass(frozen=True, kw_only=True)
class ActivityType:
    """Something that takes place and is counted. `key` is `<plugin>.<name>`.

    What stands below `position` is the organisation's to decide, on its page of types.
    """

    key: str
    label: Text
    questions: tuple[Question, ...] = ()
    position: int = 50
    help: Text = ""
    #: `registrars`, `leaders` or `staff`
    who: str = "registrars"
    #: those who took part are counted as members, others, next of kin
    splits: bool = False
    #: whether a shared link asks for a name: `no`, `may`, `must`
    asks_name: str = "may"
    hidden: bool = False
    #: asked before, not any more: to read old answers by
    retired: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What a check says of an activity. `said` is plain JSON: what its sentence is made from, and which rule it was."""

    counts: bool
    said: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ActivityCheck:
    """Whether an activity counts, and why: said before and after it is registered, and kept with it.

    `name` is `<plugin>.<name>`; `activity_types` are the plugin's own. Those that count are summed in the counters
    under `name`, as the numbers of an activity are.
    """

    name: str
    #: in lists: "Counts for the grant", "Does not count for the grant"
    yes: Text
    no: Text
    activity_types: tuple[str, ...]
    #: `judge(organisation_id)`: reads its rules and returns what judges one
    #: activity (`activity_type`, `on_date`, `numbers`, `answers`): a Verdict, or None where there is nothing to say.
    #: None instead of it where there are no rules: then nothing asks whether it counts
    judge: Callable[[UUID], Callable[[Any], Verdict | None] | None]
    #: `tell(verdict)`: the sentence, in the reader's language
    tell: Callable[[Verdict], str]


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A figure that goals can follow. `measure(organisation_id, on)` reads inside that organisation.

    A share is measured as a pair, (part, whole).

    The worker stores its value when an activity of `activity_types` was
    registered, when the plugin is switched on, and once a day.
    """

    name: str
    label: Text
    measure: Callable[..., Decimal | tuple[Decimal, Decimal]]
    activity_types: tuple[str, ...] = ()
