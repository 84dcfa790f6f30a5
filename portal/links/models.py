"""Links that one person or partner got."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import _l
from portal.plugin_api import CONTACT, SECRET, AboutPeople, Basis, Keep
from portal.tenancy import TenantModel, tenant_key


class PersonalLink(TenantModel):
    """Opens one form for one person or partner. Of the secret in its address only a hash is kept."""

    __tablename__ = "personal_link"
    __people__ = AboutPeople(
        purpose=_l("To let her answer without an account"),
        basis=Basis.INTEREST,
        keep=Keep(months=12, after="expires_at", ceiling=36),
        person="person_id",
        email="email",
    )
    __table_args__ = (
        tenant_key("person", "person_id", cascade=True),
        Index("uq_personal_link_token", "organisation_id", "token_hash", unique=True),
        Index("ix_personal_link_subject", "organisation_id", "subject_id", "id"),
        Index("ix_personal_link_person", "organisation_id", "person_id"),
        Index("ix_personal_link_partner", "organisation_id", "partner_id"),
    )

    #: the name of a declared link kind
    kind: Mapped[str] = mapped_column(String(60))
    #: what it is about: a row that the kind knows, so it is no foreign key
    subject_id: Mapped[UUID | None]
    person_id: Mapped[UUID | None]
    #: the connection with a partner that has no account here; the feature that made it keeps the table
    partner_id: Mapped[UUID | None]
    #: where it was mailed to, if it was; shown to staff
    email: Mapped[str] = mapped_column(String(254), default="", info=CONTACT)
    token_hash: Mapped[str] = mapped_column(String(64), info=SECRET)
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    #: the last time that its form was sent, and how often it was
    used_at: Mapped[datetime | None]
    uses: Mapped[int] = mapped_column(default=0)
    revoked_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
