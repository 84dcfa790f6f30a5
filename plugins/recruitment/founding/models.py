"""A branch on its way, its steps, and who may carry it."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import LazyText, _l
from portal.plugin_api import CONTACT, FREE_TEXT, NO_PEOPLE, TECHNICAL, AboutPeople, Basis, Keep, because
from portal.tenancy import TenantModel, tenant_key

ANSWER_NAMES: dict[str, LazyText] = {
    "ask": _l("To be asked"),
    "asked": _l("Asked, thinks about it"),
    "yes": _l("Says yes"),
    "board": _l("On the interim board"),
    "no": _l("Says no"),
}
ANSWERS = tuple(ANSWER_NAMES)


class Founding(TenantModel):
    """A branch that is being founded."""

    __tablename__ = "recruitment_founding"
    __people__ = NO_PEOPLE
    __table_args__ = (tenant_key("unit", "unit_id"),)

    #: the place or region that it is to be for
    name: Mapped[str] = mapped_column(String(120), info=FREE_TEXT)
    begun_on: Mapped[date]
    #: the branch in the tree; NULL: there is none yet
    unit_id: Mapped[UUID | None]
    #: NULL: not founded
    founded_on: Mapped[date | None]
    #: the annual meeting of its first year, which is none of the two activities; NULL: nobody has said when
    meeting_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class FoundingStep(TenantModel):
    """What has to be done on the way, by whom and by when."""

    __tablename__ = "recruitment_step"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("recruitment_founding", "founding_id", cascade=True),
        Index("ix_recruitment_step", "organisation_id", "founding_id", "position"),
    )

    founding_id: Mapped[UUID]
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200), info=FREE_TEXT)
    #: a role or a name, in their own words
    responsible: Mapped[str] = mapped_column(String(120), default="", info=CONTACT)
    due_on: Mapped[date | None]
    #: NULL: still to be done
    done_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Candidate(TenantModel):
    """Somebody in the register who may carry the branch."""

    __tablename__ = "recruitment_willing"
    __people__ = AboutPeople(
        purpose=_l("To find those who want to carry a new branch"),
        basis=Basis.INTEREST,
        keep=Keep(months=12, after="founded_on", floor=12, ceiling=12),
        person="person_id",
    )
    __table_args__ = (
        tenant_key("recruitment_founding", "founding_id", cascade=True),
        tenant_key("person", "person_id", cascade=True),
        CheckConstraint("answer in ('ask', 'asked', 'yes', 'board', 'no')", name="answer"),
        Index("uq_recruitment_willing", "organisation_id", "founding_id", "person_id", unique=True),
    )

    founding_id: Mapped[UUID]
    person_id: Mapped[UUID]
    answer: Mapped[str] = mapped_column(
        String(5), default="ask", info=because(TECHNICAL, label=_l("What she says"), told=ANSWER_NAMES)
    )
    note: Mapped[str] = mapped_column(String(200), default="", info=FREE_TEXT)
    #: of the branch, once it is founded: from then on nobody needs to know who might have carried it
    founded_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Founded on")))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
