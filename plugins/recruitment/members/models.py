"""Who is a member. A person has one row for each time and kind: together they are her membership's history."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, column
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import _l
from portal.plugin_api import HEALTH, TECHNICAL, AboutPeople, Basis, Erase, Keep, because
from portal.tenancy import TenantModel, tenant_key

#: what she is a member as, and why she is one no more, in people's words; `changed` begins another row on the same day,
#: `died` is kept apart from all that is attrition
KIND_NAMES = {"patient": _l("Patient"), "next_of_kin": _l("Next of kin"), "supporter": _l("Supporter")}
ENDING_NAMES = {
    "wish": _l("Own wish"),
    "unpaid": _l("Has not paid"),
    "other": _l("Another reason"),
    "died": _l("Has died"),
    "changed": _l("Became another kind of member, or moved to another branch"),
}
KINDS, ENDINGS = tuple(KIND_NAMES), tuple(ENDING_NAMES)
_RUNS = column("ends_on").is_(None)
COUNTED = _l("Counted in the figures of that time, which name nobody.")


class Membership(TenantModel):
    """A time during which somebody is a member of one kind in one branch."""

    __tablename__ = "recruitment_member"
    __people__ = AboutPeople(
        purpose=_l("To know who is a member, as what and since when"),
        basis=Basis.CONSENT,
        keep=Keep(months=60, after="ends_on", floor=12, ceiling=120, does=Erase.EMPTY),
        person="person_id",
        erase=Erase.EMPTY,
        why=COUNTED,
    )
    __table_args__ = (
        tenant_key("person", "person_id", cascade=True),
        tenant_key("unit", "unit_id"),
        CheckConstraint("kind in ('patient', 'next_of_kin', 'supporter')", name="kind"),
        CheckConstraint("ending in ('wish', 'unpaid', 'other', 'died', 'changed')", name="ending"),
        Index("ix_recruitment_member_person", "organisation_id", "person_id", "starts_on"),
        Index("ix_recruitment_member_unit", "organisation_id", "unit_id", "ends_on"),
        Index("ix_recruitment_member_time", "organisation_id", "starts_on", "ends_on"),
        Index("ix_recruitment_member_left", "organisation_id", "ends_on", "person_id"),
        Index(
            "uq_recruitment_member_running",
            "organisation_id",
            "person_id",
            unique=True,
            sqlite_where=_RUNS,
            postgresql_where=_RUNS,
        ),
    )

    person_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(
        String(12), info=because(HEALTH, label=_l("Member as"), told=KIND_NAMES, erase=Erase.KEEP, why=COUNTED)
    )
    #: the branch; NULL: a direct member of the association
    unit_id: Mapped[UUID | None]
    starts_on: Mapped[date]
    #: the first day on which she is not one any more; NULL: she is
    ends_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, erase=Erase.END))
    ending: Mapped[str | None] = mapped_column(
        String(8), info=because(TECHNICAL, label=_l("Why it ended"), told=ENDING_NAMES)
    )
    begun_by: Mapped[UUID | None]
    begun_at: Mapped[datetime] = mapped_column(info=because(TECHNICAL, label=_l("Written down")))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
