"""What staff have said of two who look alike."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import _l
from portal.plugin_api import TECHNICAL, UNTIL_ERASED, AboutPeople, Basis, because
from portal.tenancy import TenantModel, tenant_key


class Apart(TenantModel):
    """Two rows of the register are two people, however alike they look: they are not proposed again."""

    __tablename__ = "person_apart"
    __people__ = AboutPeople(
        purpose=_l("Not to take her for somebody else"),
        basis=Basis.INTEREST,
        keep=UNTIL_ERASED,
        person="one_id",
        tie=None,
    )
    __table_args__ = (
        tenant_key("person", "one_id", cascade=True),
        tenant_key("person", "other_id", cascade=True),
        Index("ix_person_apart_one", "organisation_id", "one_id"),
        Index("ix_person_apart_other", "organisation_id", "other_id"),
    )

    one_id: Mapped[UUID]
    #: the other is nobody that she is told of
    other_id: Mapped[UUID] = mapped_column(info=because(TECHNICAL, export=False))
    said_at: Mapped[datetime] = mapped_column(info=because(TECHNICAL, label=_l("Said on")))
