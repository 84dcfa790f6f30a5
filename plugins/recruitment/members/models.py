"""Who is a member. A person has one row for each time and kind: together they are her membership's history."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import _l
from portal.plugin_api import HEALTH, AboutPeople, Basis, Keep
from portal.tenancy import TenantModel, tenant_key

KINDS = ("patient", "next_of_kin", "supporter")
#: why a row ends; `changed` begins another one on the same day, `died` is kept apart from all that is attrition
ENDINGS = ("wish", "unpaid", "other", "died", "changed")


class Membership(TenantModel):
    """A time during which somebody is a member of one kind in one branch."""

    __tablename__ = "recruitment_member"
    __people__ = AboutPeople(
        purpose=_l("To know who is a member, as what and since when"),
        basis=Basis.CONSENT,
        keep=Keep(months=60, after="ends_on", floor=12, ceiling=120),
        person="person_id",
    )
    __table_args__ = (
        tenant_key("person", "person_id", cascade=True),
        tenant_key("unit", "unit_id"),
        CheckConstraint("kind in ('patient', 'next_of_kin', 'supporter')", name="kind"),
        CheckConstraint("ending in ('wish', 'unpaid', 'other', 'died', 'changed')", name="ending"),
        Index("ix_recruitment_member_person", "organisation_id", "person_id", "starts_on"),
        Index("ix_recruitment_member_unit", "organisation_id", "unit_id", "ends_on"),
        Index("ix_recruitment_member_time", "organisation_id", "starts_on", "ends_on"),
    )

    person_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(12), info=HEALTH)
    #: the branch; NULL: a direct member of the association
    unit_id: Mapped[UUID | None]
    starts_on: Mapped[date]
    #: the first day on which she is not one any more; NULL: she is
    ends_on: Mapped[date | None]
    ending: Mapped[str | None] = mapped_column(String(8))
    begun_by: Mapped[UUID | None]
    begun_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
