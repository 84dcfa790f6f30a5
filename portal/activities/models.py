"""What took place, and the counters that goals follow."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.plugin_api import CONTACT, FREE_TEXT, NO_PEOPLE, NOT_PERSONAL
from portal.tenancy import TenantModel, tenant_key

#: only those that do not count yet, or no longer, are looked for by their status
_NOT_HELD = text("status <> 'held'")


class Activity(TenantModel):
    """Something that takes place on a date, in a unit. Only what was held is counted."""

    __tablename__ = "activity"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("unit", "unit_id"),
        tenant_key("registration_link", "link_id"),
        Index("ix_activity_newest", "organisation_id", "on_date", "id"),
        Index("ix_activity_unit", "organisation_id", "unit_id", "on_date", "id"),
        Index("ix_activity_unit_type", "organisation_id", "unit_id", "activity_type", "on_date", "id"),
        Index("ix_activity_own", "organisation_id", "registered_by", "on_date", "id"),
        Index("ix_activity_type", "organisation_id", "activity_type", "on_date", "id"),
        Index(
            "ix_activity_status",
            "organisation_id",
            "status",
            "on_date",
            "id",
            sqlite_where=_NOT_HELD,
            postgresql_where=_NOT_HELD,
        ),
        Index("uq_activity_import", "organisation_id", "import_key", unique=True),
        CheckConstraint("status in ('held', 'planned', 'cancelled', 'waiting')", name="status"),
    )

    #: the key of a declared type
    activity_type: Mapped[str] = mapped_column(String(80), info=NOT_PERSONAL)
    unit_id: Mapped[UUID]
    on_date: Mapped[date]
    #: `waiting`: came in through a shared link, and nobody of ours has looked at it yet
    status: Mapped[str] = mapped_column(String(9), default="held")
    #: the numbers that the type asks for, by question; hours are kept as minutes
    numbers: Mapped[dict[str, Any]] = mapped_column(JSON, info=NOT_PERSONAL)
    #: what is answered in other ways: a text, a choice, a day, as JSON keeps it
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=FREE_TEXT)
    #: what it is called in a programme
    title: Mapped[str] = mapped_column(String(200), default="", info=FREE_TEXT)
    place: Mapped[str] = mapped_column(String(200), default="", info=FREE_TEXT)
    #: when it begins and ends, in the organisation's own time
    at: Mapped[time | None]
    ends_at: Mapped[time | None]
    #: it stands in the unit's public programme
    is_public: Mapped[bool] = mapped_column(default=False)
    #: in øre: what it costs members, and others; NULL: nothing is said about it
    price_members: Mapped[int | None]
    price_others: Mapped[int | None]
    #: those that were planned together have the same
    series_id: Mapped[UUID | None]
    #: the shared link that it came in through, and the name that was typed there
    link_id: Mapped[UUID | None]
    registered_as: Mapped[str] = mapped_column(String(120), default="", info=CONTACT)
    #: title, place and answers in lower case, to be searched; a note may tell about people and is not in it
    words: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    #: what row of which sheet it was, so that the same sheet read twice changes nothing
    import_key: Mapped[str | None] = mapped_column(String(64), info=NOT_PERSONAL)
    #: what checks of plugins said, by their names: whether it counts, and what that was said from
    verdicts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=NOT_PERSONAL)
    note: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    registered_by: Mapped[UUID | None]
    registered_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(Integer, default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def kr_members(self) -> Decimal | None:
        """In kroner."""
        return kroner(self.price_members)

    @property
    def kr_others(self) -> Decimal | None:
        return kroner(self.price_others)


def kroner(amount: int | None) -> Decimal | None:
    """Of øre."""
    return None if amount is None else Decimal(amount).scaleb(-2)


#: in the tally, in place of a unit: all of the organisation together
WHOLE = UUID(int=0)


class ActivityTally(TenantModel):
    """How many activities, and the sum of each of their numbers, by type, unit and month.

    Kept in the transaction that registers, so that no page counts rows. WHOLE
    stands among the units, so that a goal reads one row a month however many
    units there are; for its sake the unit is no foreign key.
    """

    __tablename__ = "activity_tally"
    __people__ = NO_PEOPLE
    __table_args__ = (
        Index(
            "uq_activity_tally_cell",
            "organisation_id",
            "activity_type",
            "measure",
            "month",
            "unit_id",
            unique=True,
        ),
        # what goals read: in the other index the units stand behind the months, and all of them are gone through
        Index(
            "ix_activity_tally_whole",
            "organisation_id",
            "activity_type",
            "measure",
            "month",
            postgresql_where=text(f"unit_id = '{WHOLE}'"),
            sqlite_where=text(f"unit_id = '{WHOLE.hex}'"),
        ),
    )

    activity_type: Mapped[str] = mapped_column(String(80), info=NOT_PERSONAL)
    #: `activities`, the name of a question, `<question>:<option>` for how often it was chosen, or the name of a check
    #: for how many it says count
    measure: Mapped[str] = mapped_column(String(40))
    #: the month's first day
    month: Mapped[date]
    #: a unit, or WHOLE
    unit_id: Mapped[UUID]
    total: Mapped[int] = mapped_column(BigInteger, default=0)


class ActivityKind(TenantModel):
    """A type that an organisation made itself, or what it changed about a declared one. Made into an
    ActivityType by kinds.py. What is not asked any more stays here, so that old answers can be read.
    """

    __tablename__ = "activity_kind"
    __people__ = NO_PEOPLE
    __table_args__ = (
        Index("uq_activity_kind_key", "organisation_id", "key", unique=True),
        CheckConstraint("who in ('registrars', 'leaders', 'staff')", name="who"),
        CheckConstraint("asks_name in ('no', 'may', 'must')", name="asks_name"),
    )

    #: `own.<letters>`, or the key of a declared type
    key: Mapped[str] = mapped_column(String(80), info=NOT_PERSONAL)
    #: by language; a language left out is read in the other one; empty for a declared type under its own name
    label: Mapped[dict[str, str]] = mapped_column(JSON, info=NOT_PERSONAL)
    help: Mapped[dict[str, str]] = mapped_column(JSON, info=FREE_TEXT)
    #: see kinds.question_of; in the order in which they are asked
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSON, info=NOT_PERSONAL)
    #: who may register it
    who: Mapped[str] = mapped_column(String(10), default="registrars")
    #: those who took part are counted as members, others, next of kin
    splits: Mapped[bool] = mapped_column(default=False)
    #: whether a shared link asks for a name
    asks_name: Mapped[str] = mapped_column(String(4), default="may")
    #: nothing new is registered; what was is read and counted
    hidden: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=50)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
