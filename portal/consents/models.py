"""What the organisation asks people to agree to, in which words, and each yes and no."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import LazyText, _l
from portal.plugin_api import NO_PEOPLE, NOT_PERSONAL, TECHNICAL, AboutPeople, Basis, Erase, NoPeople, because
from portal.tenancy import TenantModel, tenant_key

#: through what a consent comes
CHANNELS: dict[str, LazyText] = {
    "paper": _l("On paper"),
    "phone": _l("By phone"),
    "form": _l("In a form"),
    "link": _l("Through a link"),
}


class ConsentPurpose(TenantModel):
    """What people are asked to agree to: one thing each."""

    __tablename__ = "consent_purpose"
    __people__ = NO_PEOPLE
    __table_args__ = (Index("uq_consent_purpose_key", "organisation_id", "key", unique=True),)

    name: Mapped[str] = mapped_column(String(120), info=NOT_PERSONAL)
    #: what a plugin calls it that offered it: `recruitment.newsletter`; NULL for the organisation's own
    key: Mapped[str | None] = mapped_column(String(60))
    #: since when nobody is asked any more and nothing is sent for it; NULL: it is open
    closed_at: Mapped[datetime | None]
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ConsentWording(TenantModel):
    """The exact words of a purpose. Never changed: new words are a new row, and the newest is asked with."""

    __tablename__ = "consent_wording"
    __people__ = NoPeople(told_by=("nb", "da"))
    __table_args__ = (
        tenant_key("consent_purpose", "purpose_id"),
        Index("ix_consent_wording_purpose", "organisation_id", "purpose_id", "id"),
    )

    purpose_id: Mapped[UUID]
    nb: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    da: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    #: SHA-256 of both texts
    digest: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime]


class Consent(TenantModel):
    """One yes, or its withdrawal. Rows are only added: of a person and purpose, what was said last holds."""

    __tablename__ = "consent"
    __people__ = AboutPeople(
        purpose=_l("To prove what she has agreed to"),
        basis=Basis.DUTY,
        keep=_l("Until she is erased"),
        person="person_id",
        tie="at",
        erase=Erase.ALONG,
    )
    __table_args__ = (
        tenant_key("person", "person_id", cascade=True),
        tenant_key("consent_purpose", "purpose_id"),
        tenant_key("consent_wording", "wording_id"),
        CheckConstraint("channel in ('form', 'paper', 'phone', 'link')", name="channel"),
        CheckConstraint("language in ('nb', 'da')", name="language"),
        Index("ix_consent_person", "organisation_id", "person_id", "purpose_id", "at", "id"),
        Index("ix_consent_purpose", "organisation_id", "purpose_id", "person_id", "at", "id"),
    )

    person_id: Mapped[UUID]
    purpose_id: Mapped[UUID] = mapped_column(info=because(TECHNICAL, label=_l("Purpose")))
    #: the words that she said yes to
    wording_id: Mapped[UUID] = mapped_column(info=because(TECHNICAL, label=_l("In these words")))
    #: False: withdrawn
    is_given: Mapped[bool] = mapped_column(info=because(TECHNICAL, label=_l("Agreed")))
    #: in which language she read or heard the words
    language: Mapped[str] = mapped_column(String(2))
    channel: Mapped[str] = mapped_column(String(10), info=because(TECHNICAL, told=CHANNELS))
    at: Mapped[datetime]
    #: who wrote it down; NULL: she herself
    by_user_id: Mapped[UUID | None]
