"""What features and plugins declare: frozen objects, read once a process."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

from portal.i18n import LazyText

if TYPE_CHECKING:
    from portal.plugin_api.blueprint import Rooms

Text = LazyText | str
QUESTION_KINDS = (
    "number", "hours", "yes_no", "choice", "choices", "text", "date", "time", "municipality", "surface",
)  # fmt: skip
#: their answers stand in `numbers` and are summed; others stand in `answers`
NUMBER_KINDS = frozenset({"number", "hours"})
#: what stands in a report's table
Cell = str | int | Decimal | date | None


class Role(StrEnum):
    """What somebody is in an organisation, for the whole of it or for one unit and what lies below."""

    ADMINISTRATOR = "administrator"
    STAFF = "staff"
    UNIT_LEADER = "unit_leader"
    VOLUNTEER = "volunteer"
    READER = "reader"


EVERYBODY = frozenset(Role)
STAFF = frozenset({Role.ADMINISTRATOR, Role.STAFF})
LEADERS = STAFF | {Role.UNIT_LEADER}
REGISTRARS = LEADERS | {Role.VOLUNTEER}
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Something that each organisation decides about a plugin: a yes or no, a whole number, a choice, a text.

    Which of them follows from `default` and `choices`. Read with
    `viewer.setup.setting("<plugin>.<name>")`.
    """

    name: str
    label: Text
    default: bool | int | str
    help: Text = ""
    #: (value, label); only these are taken
    choices: tuple[tuple[str, Text], ...] = ()
    maximum: int = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Plugin:
    """A plugin, or a feature of the core: both are built alike.

    `name` stands in tables, templates, addresses and settings. `folder` holds
    `translations/` and, where the plugin has tables, `migrations/`.
    """

    name: str
    label: Text
    description: Text = ""
    blueprints: tuple["Rooms", ...] = ()
    settings: tuple[Setting, ...] = ()
    folder: Path | None = None
    core: bool = False
    #: the word that its open pages have in their address, where they stand on posters; "": as `segment`
    open_word: str = ""

    @property
    def segment(self) -> str:
        """What its addresses begin with inside an organisation."""
        return self.name.replace("_", "-")

    @property
    def address(self) -> str:
        """Below it lie all pages of a plugin: it opens and closes with the switch."""
        return f"/o/<slug>/{self.segment}/"

    @property
    def open_segment(self) -> str:
        """What the addresses of its open pages begin with."""
        return self.open_word or self.segment

    @property
    def open_address(self) -> str:
        """Below it lie its pages that are open to all: they close with the switch too."""
        return f"/p/<slug>/{self.open_segment}/"


@dataclass(frozen=True, kw_only=True)
class Right:
    """Something that roles may do: `goals.see`. Where a role is held for a unit, it holds below that unit."""

    name: str
    label: Text
    roles: frozenset[Role]


@dataclass(frozen=True, kw_only=True)
class MenuItem:
    """A link in an organisation's menu, shown to whoever holds its right.

    With `under`, the endpoint of a page, it stands on that page instead: the menu stays short.
    """

    label: Text
    endpoint: str
    right: str
    position: int = 50
    under: str = ""


@dataclass(frozen=True, kw_only=True)
class Demo:
    """An organisation of the demo, as a plugin fills it. `units` and `people` are by the demo's keys."""

    slug: str
    language: str
    country: str
    units: Mapping[str, UUID]
    #: administrator, staff, leader, volunteer, reader
    people: Mapping[str, UUID]
    dice: Random


@dataclass(frozen=True, kw_only=True)
class DemoRows:
    """What a plugin shows in the demo: `fill(demo)` adds it, inside an organisation that has the plugin on.

    `name` is `<plugin>.<name>`.
    """

    name: str
    fill: Callable[[Demo], None]
    position: int = 50


@dataclass(frozen=True, kw_only=True)
class OpenLink:
    """A link on every page of an organisation that is open to all, to an open page of the plugin.

    With `setting`, a yes or no of the plugin's, it stands there only where that is yes. `name` is `<plugin>.<name>`.
    """

    name: str
    label: Text
    endpoint: str
    setting: str = ""
    position: int = 50


@dataclass(frozen=True, kw_only=True)
class PersonLink:
    """A link on a person's page, to what a plugin keeps on her: shown to whoever holds the right for her unit.

    `endpoint` takes her as `person_id`; `name` is `<plugin>.<name>`.
    """

    name: str
    label: Text
    endpoint: str
    right: str
    position: int = 50


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
    #: activity (`activity_type`, `on_date`, `numbers`, `answers`): a Verdict, or None where there is nothing to say
    judge: Callable[[UUID], Callable[[Any], Verdict | None]]
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


@dataclass(frozen=True, kw_only=True)
class JobKind:
    """Work for the worker. `work(organisation_id)` runs inside that organisation and is committed after it.

    Where `waited_for` says in a word what somebody waits for, it is called as
    `work(organisation_id, errand)` and returns an Outcome (portal.jobs.errands).
    """

    name: str
    work: Callable[..., Any]
    #: once a day even if nobody asked for it
    daily: bool = False
    #: what is done daily waits for this hour where the organisation is; None: soon after midnight
    at: time | None = None
    waited_for: Text = ""


@dataclass(frozen=True, kw_only=True)
class ReportColumn:
    """A column of a table in a report. `people`: it counts people, so that a figure below five is not told."""

    label: str
    people: bool = False


@dataclass(frozen=True, kw_only=True)
class ReportTable:
    """The first cell of a row says what the row is about; `totals` is a last row that sums up the others."""

    label: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """What a plugin tells of a year: paragraphs and tables in their order, plain data without markup."""

    parts: tuple[str | ReportTable, ...]


@dataclass(frozen=True, kw_only=True)
class ReportChapter:
    """A chapter of the annual report. `write(organisation_id, on)` tells of the year until that day.

    It is in the report of whoever holds `right` for the whole organisation.
    """

    name: str
    label: Text
    right: str
    write: Callable[..., Chapter]
    position: int = 50


@dataclass(frozen=True, kw_only=True)
class AuditAction:
    """How the audit log tells an action: `name` is what `record` writes.

    `sentence` holds `%(who)s` where the name of whoever did it stands.
    """

    name: str
    sentence: Text
    #: the endpoint of the record's page, and which of its arguments is the record's id
    page: str = ""
    argument: str = ""
    #: the record is gone after it: nothing leads to it any more
    ends: bool = False


@dataclass(frozen=True, kw_only=True)
class LinkKind:
    """What a personal link opens: one form for one person or partner, without an account. `name` is `<plugin>.<name>`.

    All three are called inside the organisation, with the link (portal.links).
    """

    name: str
    label: Text
    #: `form(link)`: a PortalForm, filled as it stands; raises NotFound where its subject is gone
    form: Callable[..., Any]
    #: `show(link, form)`: the page, from a template that extends `links/page.html`
    show: Callable[..., str]
    #: `take(link, form)`: do what was sent; raises PortalError for what cannot be
    take: Callable[..., None]
    #: `address(subject_id)`: the page for staff that its subject is shown on
    address: Callable[..., str]
    #: it takes one answer, and is used up; else as many as she likes, until it expires
    once: bool = True
    #: said when the answer has come in
    thanks: Text = ""


@dataclass(frozen=True, kw_only=True)
class LetterKind:
    """What one organisation may send to another. `name` is `<plugin>.<name>`, the same at both ends.

    A letter holds what `schema` names, a frozen dataclass of texts, whole numbers, decimals, dates, ids, yes and no,
    tuples and dataclasses of these; anything else is refused (portal.exchange).
    """

    name: str
    label: Text
    schema: type
    #: `arrive(arrived)`: what to do with it, inside the organisation that got it
    arrive: Callable[..., None]
    #: `told(content)`: what is in it, in one sentence
    told: Callable[..., str]
    #: the link kind through which a partner without an account answers; "": it goes to organisations only
    answered_by: str = ""


@dataclass(frozen=True, kw_only=True)
class RecipientList:
    """People of the register who can be written to together. `name` is `<plugin>.<name>`.

    It is offered to whoever may send letters and holds `right` for the whole organisation.
    """

    name: str
    label: Text
    right: str
    #: `people(organisation_id)`: a SELECT of one column, their ids in the register, each once
    people: Callable[..., Any]
    position: int = 50


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
    #: `take(organisation_id, rows, by=…)`: writes some hundred rows and says how many of them changed anything; the
    #: caller commits. Given the same rows once more it changes nothing
    take: Callable[..., int]


@dataclass(frozen=True, kw_only=True)
class ConsentOffer:
    """Something that people may be asked to agree to, in proposed words. `name` is `<plugin>.<name>`.

    Staff take it up, in these words or their own; nobody is asked before.
    """

    name: str
    label: Text
    #: one sentence in the words of whoever agrees, in each language
    nb: str
    da: str
    position: int = 50


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """Records that can have files. `name` stands in the table of files: `<plugin>.<record>`."""

    name: str
    label: Text
    #: whoever holds it may open the files, unless `may_see` says no
    right: str
    #: the record's page, to go back to
    address: Callable[[UUID], str]
    #: whoever holds it may remove a file; "" where files stay as long as the record
    change_right: str = ""
    #: `may_see(viewer, owner_id)`, where the right alone does not tell
    may_see: Callable[..., bool] | None = None
