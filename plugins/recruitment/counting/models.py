"""Rules by which an activity counts for the funder. None is ever changed: another one is written, from its day on."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.plugin_api import NO_PEOPLE
from portal.tenancy import TenantModel

FORMS = ("talk", "group", "course")


class CountingRule(TenantModel):
    """What one form of peer support needs to count, between two days. Of several that hold on a day, the one that
    began last does; of those that began together, the one that was written last.
    """

    __tablename__ = "recruitment_counting_rule"
    __people__ = NO_PEOPLE
    __table_args__ = (
        CheckConstraint("form in ('talk', 'group', 'course')", name="form"),
        Index("ix_recruitment_counting_rule_days", "organisation_id", "form", "starts_on"),
    )

    form: Mapped[str] = mapped_column(String(8))
    starts_on: Mapped[date]
    #: the last day; NULL: until another one begins
    ends_on: Mapped[date | None]
    #: False: nothing of this form counts in that time
    is_counted: Mapped[bool]
    least_people: Mapped[int]
    #: a course day is several sessions of so many minutes each; together they are what it must last. 0: any time
    sessions: Mapped[int]
    least_minutes: Mapped[int]
    by_peer: Mapped[bool]
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime]
