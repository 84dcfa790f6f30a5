"""Calls and applications. Amounts are whole kroner; who applies is an institution, never a person."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import LazyText, _l
from portal.plugin_api import FREE_TEXT, NO_PEOPLE
from portal.tenancy import TenantModel

FUND_NAMES: dict[str, LazyText] = {"outer": _l("Stiftelsen Dam"), "own": _l("Our own fund")}
STATE_NAMES: dict[str, LazyText] = {
    "planned": _l("Planned"),
    "sent": _l("Sent in"),
    "granted": _l("Granted"),
    "declined": _l("Turned down"),
}
#: these count against the quota
SENT = ("sent", "granted", "declined")


class ResearchCall(TenantModel):
    """The own fund is announced once a year."""

    __tablename__ = "recruitment_call"
    __people__ = NO_PEOPLE
    __table_args__ = (Index("uq_recruitment_call_year", "organisation_id", "year", unique=True),)

    year: Mapped[int]
    opens_on: Mapped[date]
    #: the last day to apply
    closes_on: Mapped[date]
    theme: Mapped[str] = mapped_column(String(200), info=FREE_TEXT)
    #: projects for early diagnosis go first
    early_first: Mapped[bool] = mapped_column(default=True)
    kroner: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Application(TenantModel):
    """A project that applies to the own fund, or through the association to Stiftelsen Dam."""

    __tablename__ = "recruitment_application"
    __people__ = NO_PEOPLE
    __table_args__ = (
        CheckConstraint("fund in ('outer', 'own')", name="fund"),
        CheckConstraint("state in ('planned', 'sent', 'granted', 'declined')", name="state"),
        Index("ix_recruitment_application_year", "organisation_id", "year", "fund"),
    )

    year: Mapped[int]
    fund: Mapped[str] = mapped_column(String(5))
    title: Mapped[str] = mapped_column(String(200), info=FREE_TEXT)
    #: the hospital, university or institute
    place: Mapped[str] = mapped_column(String(120), default="", info=FREE_TEXT)
    #: it is about early diagnosis
    early: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(8), default="planned")
    kroner: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
