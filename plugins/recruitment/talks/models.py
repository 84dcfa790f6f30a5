"""Who holds an office in a branch, and when she was trained in recruitment talks."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import LazyText, _l
from portal.plugin_api import TECHNICAL, AboutPeople, Basis, Keep, because
from portal.tenancy import TenantModel, tenant_key

OFFICE_NAMES: dict[str, LazyText] = {
    "board": _l("Board of a branch"),
    "peer": _l("Peer supporter"),
    "other": _l("Another office"),
}
OFFICES = tuple(OFFICE_NAMES)


class Officer(TenantModel):
    """Somebody elected: of a branch's board, a peer supporter."""

    __tablename__ = "recruitment_officer"
    __people__ = AboutPeople(
        purpose=_l("To train those who are elected, and to know who lacks it"),
        basis=Basis.AGREEMENT,
        keep=Keep(months=36, after="until", floor=12, ceiling=120),
        person="person_id",
    )
    __table_args__ = (
        tenant_key("person", "person_id", cascade=True),
        tenant_key("unit", "unit_id"),
        CheckConstraint("office in ('board', 'peer', 'other')", name="office"),
        Index("ix_recruitment_officer_unit", "organisation_id", "unit_id"),
        Index("ix_recruitment_officer_person", "organisation_id", "person_id"),
    )

    person_id: Mapped[UUID]
    #: NULL: of the association
    unit_id: Mapped[UUID | None]
    office: Mapped[str] = mapped_column(String(5), info=because(TECHNICAL, label=_l("Office"), told=OFFICE_NAMES))
    since: Mapped[date] = mapped_column(info=because(TECHNICAL, label=_l("Elected on")))
    #: the last day; NULL: she still holds it
    until: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Last day")))
    #: NULL: not trained in recruitment talks
    trained_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Trained on")))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
