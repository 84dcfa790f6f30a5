"""Who wants to be a member, what she chose and agreed to, and what the form asks."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from plugins.recruitment.dues.models import kroner
from plugins.recruitment.members.models import COUNTED, KIND_NAMES
from portal.i18n import LazyText, _l
from portal.plugin_api import (
    CONTACT,
    FREE_TEXT,
    HEALTH,
    NO_PEOPLE,
    NOT_PERSONAL,
    TECHNICAL,
    AboutPeople,
    Basis,
    Erase,
    Keep,
    because,
)
from portal.tenancy import TenantModel, tenant_key

#: a campaign keeps what it brought
STAYS: dict[str, Any] = {"erase": Erase.KEEP, "why": COUNTED}
STATE_NAMES: dict[str, LazyText] = {
    "waiting": _l("Not confirmed"),
    "confirmed": _l("To be let in"),
    "member": _l("Became members"),
    "declined": _l("Declined enrolments"),
    "forgotten": _l("Not let in in time"),
}
#: how she confirmed
WAY_NAMES: dict[str, LazyText] = {
    "link": _l("She confirmed it herself, through the link in her letter"),
    "paper": _l("Confirmed on paper"),
    "helper": _l("Confirmed to a helper, because she has no e-mail"),
}
MAGAZINE_NAMES: dict[str, LazyText] = {"post": _l("By post"), "digital": _l("Digital")}
#: a member may also say no to it
MAGAZINE_WAYS: dict[str, LazyText] = {**MAGAZINE_NAMES, "none": _l("No magazine")}
STATES = tuple(STATE_NAMES)
MAGAZINES = tuple(MAGAZINE_NAMES)


class Enrolment(TenantModel):
    """Somebody wants to be a member. It waits until she has confirmed it herself.

    Once she is a member, what she wrote stands in the register and is emptied here; what it is credited to stays. So it
    is where nobody has let her in in time: she is forgotten, and counted as before.
    """

    __tablename__ = "recruitment_joining"
    __people__ = AboutPeople(
        purpose=_l("To let her become a member, and to know what brought her"),
        basis=Basis.CONSENT,
        keep=Keep(months=60, after="closed_at", floor=3, ceiling=120, does=Erase.EMPTY),
        sooner=_l("Two months where she does not confirm it, three where it is declined, six where nobody lets her in"),
        person="person_id",
        email="email",
        erase=Erase.EMPTY,
        why=COUNTED,
    )
    __table_args__ = (
        tenant_key("person", "person_id", cascade=True),
        tenant_key("unit", "unit_id"),
        tenant_key("recruitment_code", "code_id"),
        tenant_key("recruitment_campaign", "campaign_id"),
        CheckConstraint("status in ('waiting', 'confirmed', 'member', 'declined', 'forgotten')", name="status"),
        CheckConstraint("kind in ('patient', 'next_of_kin', 'supporter')", name="kind"),
        CheckConstraint("magazine in ('post', 'digital')", name="magazine"),
        CheckConstraint("confirmed_by in ('link', 'paper', 'helper')", name="confirmed_by"),
        Index("uq_recruitment_joining_mark", "organisation_id", "mark", unique=True),
        Index("ix_recruitment_joining_status", "organisation_id", "status", "id"),
        Index("ix_recruitment_joining_email", "organisation_id", "email", "status"),
        Index("ix_recruitment_joining_code", "organisation_id", "code_id", "status"),
        Index("ix_recruitment_joining_campaign", "organisation_id", "campaign_id", "status"),
        Index("ix_recruitment_joining_surface", "organisation_id", "surface_id", "status"),
        Index("ix_recruitment_joining_sent", "organisation_id", "sent_at"),
        Index("ix_recruitment_joining_person", "organisation_id", "person_id"),
    )

    status: Mapped[str] = mapped_column(String(9), default="waiting", info=because(TECHNICAL, told=STATE_NAMES))
    kind: Mapped[str] = mapped_column(String(12), info=because(HEALTH, label=_l("Member as"), told=KIND_NAMES, **STAYS))
    name: Mapped[str] = mapped_column(String(120), info=CONTACT)
    #: in small letters; "" where she has none
    email: Mapped[str] = mapped_column(String(254), info=CONTACT)
    phone: Mapped[str] = mapped_column(String(20), info=CONTACT)
    street: Mapped[str] = mapped_column(String(200), info=CONTACT)
    postal_code: Mapped[str] = mapped_column(String(10), info=CONTACT)
    town: Mapped[str] = mapped_column(String(80), info=CONTACT)
    birth_year: Mapped[int | None] = mapped_column(info=CONTACT)
    language: Mapped[str] = mapped_column(String(2))
    #: the branch that was proposed or that she chose; NULL: a direct member of the association
    unit_id: Mapped[UUID | None]
    magazine: Mapped[str] = mapped_column(
        String(7), info=because(TECHNICAL, label=_l("The magazine"), told=MAGAZINE_NAMES)
    )
    #: what she agreed to: ids of purpose and wording, in which language she read it, and when
    agreed: Mapped[list[dict[str, str]]] = mapped_column(
        JSON, info=because(TECHNICAL, label=_l("Agreed to"), erase=Erase.EMPTY)
    )
    #: what tells it from all others that are open, so that the same form sent twice is one enrolment
    mark: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    #: what it is credited to: the code, what it stood on that day, and its campaign, or else the one that was open
    code_id: Mapped[UUID]
    activity_id: Mapped[UUID | None]
    surface_id: Mapped[UUID | None]
    campaign_id: Mapped[UUID | None]
    credited_unit_id: Mapped[UUID | None]
    #: what the campaign that was open promised her: its year, and øre; NULL: as others do
    promised_year: Mapped[int | None] = mapped_column(info=because(TECHNICAL, label=_l("Dues promised for")))
    promised: Mapped[int | None] = mapped_column(
        info=because(TECHNICAL, label=_l("Dues promised in kroner"), told=kroner)
    )
    #: the volunteer or staff member who filled it in beside her; NULL: she did it herself
    helped_by: Mapped[UUID | None]
    sent_at: Mapped[datetime]
    #: the last letter that asks her to confirm; NULL: none was sent
    asked_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(info=because(TECHNICAL, label=_l("Confirmed")))
    confirmed_by: Mapped[str | None] = mapped_column(
        String(6), info=because(TECHNICAL, label=_l("How it was confirmed"), told=WAY_NAMES)
    )
    #: who wrote it down, where she did not do it herself
    confirmed_with: Mapped[UUID | None]
    #: became a member, was declined, or forgotten
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None]
    #: why it was declined, for staff
    why: Mapped[str] = mapped_column(String(200), default="", info=because(FREE_TEXT, label=_l("Why declined")))
    person_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class AskedConsent(TenantModel):
    """A purpose that the form asks about."""

    __tablename__ = "recruitment_asked"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("consent_purpose", "purpose_id"),
        Index("uq_recruitment_asked_purpose", "organisation_id", "purpose_id", unique=True),
    )

    purpose_id: Mapped[UUID]
    #: without it nobody can be a member
    is_needed: Mapped[bool]


class Magazine(TenantModel):
    """How a member gets the magazine."""

    __tablename__ = "recruitment_magazine"
    __people__ = AboutPeople(
        purpose=_l("To send the magazine as she wishes"),
        basis=Basis.CONSENT,
        keep=_l("Until she is erased"),
        person="person_id",
        tie=None,
    )
    __table_args__ = (
        tenant_key("person", "person_id", cascade=True),
        CheckConstraint("way in ('post', 'digital', 'none')", name="way"),
        Index("uq_recruitment_magazine_person", "organisation_id", "person_id", unique=True),
    )

    person_id: Mapped[UUID]
    way: Mapped[str] = mapped_column(String(7), info=because(TECHNICAL, label=_l("The magazine"), told=MAGAZINE_WAYS))
    said_at: Mapped[datetime] = mapped_column(info=because(TECHNICAL, label=_l("Said on")))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
