"""Dates: what features and plugins say is due, and what people write into the year themselves."""

from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.plugin_api import FREE_TEXT, NO_PEOPLE, NOT_PERSONAL
from portal.tenancy import TenantModel, tenant_key


class DueItem(TenantModel):
    """Something with a date: a milestone, a step, a talk, a claim. Written by whoever owns it, when it changes.

    So a page that shows what is due reads this table alone, however many
    features and plugins there are.
    """

    __tablename__ = "due_item"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("unit", "unit_id", cascade=True),
        Index("uq_due_item_source", "organisation_id", "source", "source_id", unique=True),
        Index("ix_due_item_date", "organisation_id", "done", "on_date"),
    )

    #: who says so: `goals.milestone`, `actions.step`, `recruitment.follow_up`
    source: Mapped[str] = mapped_column(String(60))
    source_id: Mapped[UUID]
    on_date: Mapped[date]
    title: Mapped[str] = mapped_column(String(400), info=FREE_TEXT)
    #: the page that it leads to, and what stands in its address
    endpoint: Mapped[str] = mapped_column(String(80), info=NOT_PERSONAL)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON, info=NOT_PERSONAL)
    #: whoever holds this right sees it
    right: Mapped[str] = mapped_column(String(80), info=NOT_PERSONAL)
    #: NULL: of the whole organisation
    unit_id: Mapped[UUID | None]
    #: the account that it is meant for; NULL: nobody in particular
    user_id: Mapped[UUID | None]
    #: nobody waits for it any more: it is done, or a milestone whose day has passed
    done: Mapped[bool] = mapped_column(default=False)


class CalendarEntry(TenantModel):
    """A meeting, a deadline, or an item that stands on the agenda again and again."""

    __tablename__ = "calendar_entry"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("unit", "unit_id"),
        CheckConstraint("kind in ('meeting', 'deadline', 'standing')", name="kind"),
        Index("ix_calendar_entry_date", "organisation_id", "on_date"),
    )

    kind: Mapped[str] = mapped_column(String(8))
    title: Mapped[str] = mapped_column(String(200), info=FREE_TEXT)
    on_date: Mapped[date]
    #: the last day, where it lasts longer than one
    until: Mapped[date | None]
    #: when it begins, in the organisation's own time; NULL: the whole day
    at: Mapped[time | None]
    #: on the same day every year
    yearly: Mapped[bool] = mapped_column(default=False)
    #: for a standing item: the months in which it is taken up, 1 to 12
    months: Mapped[list[int]] = mapped_column(JSON, default=list, info=NOT_PERSONAL)
    place: Mapped[str] = mapped_column(String(200), default="", info=FREE_TEXT)
    text: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    unit_id: Mapped[UUID]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
