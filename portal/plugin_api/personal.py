"""What a table and its columns hold about people, said beside them.

From it come the record of processing, the privacy notice, the export of a person's data, her erasure and the deadlines
for deletion. A table that says nothing is not loaded: see `faults_of_people`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import JSON, Column, String, Table, Uuid

from portal.i18n import LazyText, _l

Text = LazyText | str
#: where the statements lie in SQLAlchemy's `info` of a table or column
KEY = "people"
#: a column of text shorter than this holds codes, not words
LONGEST_CODE = 60
#: columns of these names hold something about a person whatever else is said
TELLTALE = ("email", "phone", "birth", "street")
PEOPLE = {"person", "user_account"}


class Basis(StrEnum):
    """Why the law allows it: GDPR Art. 6, and Art. 9 where it tells about health."""

    CONSENT = "consent"  # Art. 6(1)(a); explicit, Art. 9(2)(a), where it tells about health
    AGREEMENT = "agreement"  # Art. 6(1)(b)
    DUTY = "duty"  # Art. 6(1)(c): bookkeeping, proof of consent, security
    INTEREST = "interest"  # Art. 6(1)(f)


class Erase(StrEnum):
    """What becomes of a row or a column when the person that it is about is erased."""

    ROW = "row"
    ALONG = "along"  # of a table from which the database lets nobody remove a row: it goes with a person's own
    EMPTY = "empty"
    KEEP = "keep"
    END = "end"  # of a column with a day: what has not ended by then ends on the day of the erasure


@dataclass(frozen=True, kw_only=True)
class Keep:
    """How long: `months` after the day in the column `after`; an organisation may choose from `floor` to `ceiling`.

    A row whose `after` is NULL stays. `does` is ROW, or EMPTY where the row is needed for the figures.
    """

    months: int
    after: str
    floor: int = 1
    ceiling: int = 120
    does: Erase = Erase.ROW


@dataclass(frozen=True, kw_only=True)
class AboutPeople:
    """`__people__` of a table whose rows are about somebody.

    Whose a row is, stands in the column `person` (a person's id), `account` (an account's id) or `email` (an address
    that is compared in small letters, where the row names no person), or `phone` (a number as E.164, where the row has
    no address). `through` is a column that refers to a row which may be hers: then so is this one. Several may be
    there; a row is hers when one of them is.
    """

    purpose: Text
    basis: Basis
    keep: Keep | Text
    person: str = ""
    account: str = ""
    email: str = ""
    phone: str = ""
    through: str = ""
    #: how long a row holds her in the register: "": while it is kept; a column: some months after it; None: not at all
    tie: str | None = ""
    #: what the feature itself forgets earlier than that, in a sentence
    sooner: Text = ""
    erase: Erase = Erase.ROW
    #: why rows stay, where they do
    why: Text = ""


@dataclass(frozen=True, kw_only=True)
class NoPeople:
    """`__people__` of a table whose rows are about no one. What people write in it freely may still name somebody."""

    keep: Keep | None = None
    #: the columns that tell which row it is, for a row about somebody that refers to it
    told_by: tuple[str, ...] = ("name", "title")


NO_PEOPLE = NoPeople()
Category = Literal["contact", "health", "free_text", "technical", "none"]


@dataclass(frozen=True, kw_only=True)
class AboutColumn:
    """What a column holds. What it does not say itself, its table says."""

    category: Category
    purpose: Text = ""
    #: None: as the table; EMPTY, END, KEEP with `why`
    erase: Erase | None = None
    #: what she is told that it is; "": as columns of this name are called (portal.privacy.labels)
    label: Text = ""
    #: how a value is told: the words for each code, or a function of it
    told: Mapping[str, Text] | Callable[[Any], str] | None = None
    #: False for what tells her nothing, or would open a door: a hash, a token
    export: bool = True
    why: Text = ""


def about_person(category: Category, **said: Any) -> dict[str, AboutColumn]:
    """For `mapped_column(info=…)`, where none of the short ones below says enough."""
    return {KEY: AboutColumn(category=category, **said)}


#: by which she is known or reached
CONTACT = about_person("contact")
#: tells about somebody's health, or lets it be guessed
HEALTH = about_person("health")
#: what people write in their own words; it may name somebody, and then her name is taken out when she is erased
FREE_TEXT = about_person("free_text")
#: a code, a state, a day
TECHNICAL = about_person("technical")
#: a secret that opens a door: never handed out
SECRET = about_person("technical", export=False)
#: words that are about no person
NOT_PERSONAL = about_person("none")


def people_of(table: Table) -> AboutPeople | NoPeople | None:
    said: AboutPeople | NoPeople | None = table.info.get(KEY)
    return said


def about(column: Column[Any]) -> AboutColumn:
    """What it holds; a column that says nothing of its own holds a code, a number or a day."""
    said: AboutColumn | None = column.info.get(KEY)
    if said:
        return said
    table_says = people_of(column.table)
    return AboutColumn(category="technical" if isinstance(table_says, AboutPeople) else "none")


def is_words(column: Column[Any]) -> bool:
    """Could somebody be told of in it? Text that is longer than a code, JSON, and columns that bear the name of it."""
    if isinstance(column.type, Uuid):
        return False
    kind = column.type
    long = isinstance(kind, JSON) or (isinstance(kind, String) and (kind.length is None or kind.length > LONGEST_CODE))
    return long or is_telltale(column)


def is_telltale(column: Column[Any]) -> bool:
    return not isinstance(column.type, Uuid) and any(word in column.name for word in TELLTALE)


def faults_of_people(table: Table) -> Iterator[str]:
    """What the table leaves unsaid or says wrongly, each as the end of a sentence: "the table x …"."""
    said = people_of(table)
    if not isinstance(said, AboutPeople | NoPeople):
        yield "does not say whether it is about people: write __people__ = AboutPeople(…) or NO_PEOPLE"
        return
    if isinstance(said, NoPeople) and (target := _person_referred_to(table)):
        yield f"refers to {target} and says NO_PEOPLE: write __people__ = AboutPeople(…)"
    if isinstance(said, AboutPeople):
        yield from _faults_of_statement(table, said)
    if isinstance(said.keep, Keep) and said.keep.after not in table.columns:
        yield f"counts its time from {said.keep.after}, which is none of its columns"
    for column in table.columns:
        yield from _faults_of_column(column)


def _faults_of_statement(table: Table, said: AboutPeople) -> Iterator[str]:
    whose = [name for name in (said.person, said.account, said.email, said.phone, said.through) if name]
    if not whose:
        yield "is about people and does not say whose a row is: give a person=, account=, email=, phone= or through="
    for name in whose:
        if name not in table.columns:
            yield f"says that a row is hers by {name}, which is none of its columns"
    if said.tie and said.tie not in table.columns:
        yield f"holds somebody from {said.tie} on, which is none of its columns"
    if said.erase is Erase.KEEP and not said.why:
        yield "keeps the rows of somebody who is erased and does not say why"


def _faults_of_column(column: Column[Any]) -> Iterator[str]:
    said = column.info.get(KEY)
    if said is None and is_words(column):
        yield (
            f"has the column {column.name}, which may hold something about a person and does not say so:"
            " write info=CONTACT, HEALTH, FREE_TEXT, TECHNICAL or NOT_PERSONAL"
        )
    elif said is not None and not isinstance(said, AboutColumn):
        yield f"has the column {column.name}, whose info says {said!r} of people: write one of CONTACT, FREE_TEXT, …"
    elif said is not None and said.category == "none" and is_telltale(column):
        yield f"has the column {column.name} and says that it is about nobody"
    elif said is not None and said.erase is Erase.KEEP and not said.why:
        yield f"keeps the column {column.name} of somebody who is erased and does not say why"


def _person_referred_to(table: Table) -> str | None:
    targets = {key.target_fullname.partition(".")[0] for key in table.foreign_keys}
    return min(targets & PEOPLE, default=None)


def because(text: dict[str, AboutColumn], **said: Any) -> dict[str, AboutColumn]:
    """One of the short ones with more said: `because(CONTACT, purpose=_l("…"))`."""
    return {KEY: replace(text[KEY], **said)}


def columns_about(table: Table, *categories: Category) -> list[Column[Any]]:
    return [column for column in table.columns if about(column).category in categories]


def tables_about_people(tables: Iterable[Table]) -> list[Table]:
    return [table for table in tables if isinstance(people_of(table), AboutPeople)]


#: for `keep`, where no clock runs
UNTIL_ERASED = _l("Until she asks to be erased, or the organisation erases her")
