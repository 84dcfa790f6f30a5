"""Lists that are brought in from a spreadsheet."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from portal.plugin_api.types.basics import Text


@dataclass(frozen=True, kw_only=True)
class ListColumn:
    """What a column of somebody's list can hold. `headings`: how such columns are headed, in small letters."""

    name: str
    label: Text
    headings: tuple[str, ...] = ()
    #: with (value, label) of what a row can be, somebody may say it for all rows whose cell is empty
    choices: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True)
class ListRow:
    """A row as it came: its number in the sheet, and by column what stands in it (text, number, day; never empty)."""

    number: int
    said: dict[str, Any]
    #: where it may be somebody who is there already: her id, or `new`; "" while nobody has said
    choice: str = ""


@dataclass(frozen=True)
class ListLine:
    """What would become of a row. `becomes`: `new`, `changed`, `same`, `asks` (see `alike`) or `bad` (see `why`)."""

    number: int
    becomes: str
    #: the row in a few words
    told: str = ""
    #: (column's name, or "" for the row as a whole; what is wrong)
    why: tuple[tuple[str, str], ...] = ()
    #: (id, in a few words) of whoever it may be
    alike: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ListTaken:
    """What came of some rows. `changed`: how many changed anything. `refused`: by row's number why it cannot be after
    all, as in `ListLine.why`; nothing of such a row is written."""

    changed: int
    refused: dict[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ListKind:
    """A list that staff can bring in from a spreadsheet. `name` is `<plugin>.<name>`.

    It is offered to whoever holds `right` for the whole organisation. `check` and `take` are called by the worker.
    """

    name: str
    label: Text
    right: str
    #: one sentence: what a row of it is
    intro: Text
    columns: tuple[ListColumn, ...]
    #: of these, one of each group has a column: (("name", "family_name"), ("kind",))
    needed: tuple[tuple[str, ...], ...] = ()
    #: `check(organisation_id, rows, report)`: a ListLine for each row, in their order; writes nothing.
    #: `report(done)` tells how many rows are read; no transaction is open after it
    check: Callable[..., list[ListLine]]
    #: `take(organisation_id, rows, by=…)`: writes some hundred rows and says how many of them changed anything, and
    #: which cannot be; the caller commits. Given the same rows once more it changes nothing
    take: Callable[..., ListTaken]
