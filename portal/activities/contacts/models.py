"""Who was met at which activity. The activity itself holds how many; who they are stands in the register alone."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import _l
from portal.plugin_api import CONTACT, FREE_TEXT, TECHNICAL, UNTIL_ERASED, AboutPeople, Basis, because
from portal.tenancy import TenantModel, tenant_key


class ActivityContact(TenantModel):
    """The answer to a question of the kind `person`: somebody's id, and whether she was called back.

    The row goes when she is erased. The activity's number stays, so that the figures do, and it reads "erased".
    """

    __tablename__ = "activity_contact"
    __people__ = AboutPeople(
        purpose=_l("To call back those who were met at an event and agreed to it"),
        basis=Basis.CONSENT,
        keep=UNTIL_ERASED,
        person="person_id",
        tie="kept_at",
    )
    __table_args__ = (
        tenant_key("activity", "activity_id", cascade=True),
        tenant_key("person", "person_id", cascade=True),
        tenant_key("consent_purpose", "purpose_id"),
        Index("ix_activity_contact_activity", "organisation_id", "activity_id", "id"),
        Index("ix_activity_contact_event", "organisation_id", "event_id", "id"),
        Index("ix_activity_contact_person", "organisation_id", "person_id"),
    )

    activity_id: Mapped[UUID]
    #: the question's name in the activity's type
    question: Mapped[str] = mapped_column(String(40), info=because(TECHNICAL, export=False))
    person_id: Mapped[UUID]
    #: what she agreed to
    purpose_id: Mapped[UUID]
    #: those who were met together: the activity, or the shared link that many came in through
    event_id: Mapped[UUID]
    #: what it was called then
    event_name: Mapped[str] = mapped_column(String(200), info=because(FREE_TEXT, label=_l("Met at")))
    kept_at: Mapped[datetime] = mapped_column(info=because(TECHNICAL, label=_l("Written down")))
    kept_by: Mapped[UUID | None]
    followed_up_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Called back")))
    follow_up_note: Mapped[str] = mapped_column(Text, default="", info=because(FREE_TEXT, label=_l("Note")))
    followed_up_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class WaitingContact(TenantModel):
    """What somebody typed through a shared link: it waits with her entry, in no register before a leader's yes."""

    __tablename__ = "waiting_contact"
    __people__ = AboutPeople(
        purpose=_l("To look through who wants to be called back"),
        basis=Basis.CONSENT,
        keep=_l("Until somebody has looked through what came in"),
        email="email",
        phone="phone",
    )
    __table_args__ = (
        tenant_key("activity", "activity_id", cascade=True),
        tenant_key("consent_purpose", "purpose_id"),
        tenant_key("consent_wording", "wording_id"),
        CheckConstraint("language in ('nb', 'da')", name="language"),
        Index("ix_waiting_contact_activity", "organisation_id", "activity_id", "id"),
    )

    activity_id: Mapped[UUID]
    question: Mapped[str] = mapped_column(String(40), info=because(TECHNICAL, export=False))
    name: Mapped[str] = mapped_column(String(120), info=CONTACT)
    email: Mapped[str] = mapped_column(String(254), default="", info=CONTACT)
    #: E.164
    phone: Mapped[str] = mapped_column(String(20), default="", info=CONTACT)
    country: Mapped[str] = mapped_column(String(2))
    purpose_id: Mapped[UUID]
    #: the words that she said yes to, and in which language she read them
    wording_id: Mapped[UUID]
    language: Mapped[str] = mapped_column(String(2))
    event_name: Mapped[str] = mapped_column(String(200), info=because(FREE_TEXT, label=_l("Met at")))
    #: when she said yes
    at: Mapped[datetime]
    #: who typed it; NULL: she herself
    by_user_id: Mapped[UUID | None]
