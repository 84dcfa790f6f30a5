"""What becomes of a plugin's rows when the register changes."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PersonMerge:
    """What a plugin settles before two rows of one person become one. `name` is `<plugin>.<name>`."""

    name: str
    #: `settle(organisation_id, keep_id, other_id, by=…)`, while each still has her own rows
    settle: Callable[..., None]
