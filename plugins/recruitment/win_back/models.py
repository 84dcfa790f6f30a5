"""What somebody answered who was asked to come back."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import LazyText, _l
from portal.plugin_api import TECHNICAL, AboutPeople, Basis, Keep, because
from portal.tenancy import TenantModel, tenant_key

ANSWER_NAMES: dict[str, LazyText] = {"later": _l("Perhaps later"), "no": _l("No, thanks: she is never asked again")}


class WinBack(TenantModel):
    """Her latest answer. It is kept for longer than anybody is asked."""

    __tablename__ = "recruitment_win_back"
    __people__ = AboutPeople(
        purpose=_l("To ask those who have left to come back, and nobody who does not want it"),
        basis=Basis.INTEREST,
        keep=Keep(months=72, after="said_on", floor=72, ceiling=72),
        person="person_id",
        tie=None,
    )
    __table_args__ = (
        tenant_key("person", "person_id", cascade=True),
        CheckConstraint("answer in ('later', 'no')", name="answer"),
        Index("uq_recruitment_win_back", "organisation_id", "person_id", unique=True),
    )

    person_id: Mapped[UUID]
    answer: Mapped[str] = mapped_column(
        String(5), info=because(TECHNICAL, label=_l("Asked to come back"), told=ANSWER_NAMES)
    )
    said_on: Mapped[date] = mapped_column(info=because(TECHNICAL, label=_l("Said on")))
    #: from this day on she may be asked again; NULL: never
    again_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Asked again from")))
    #: who wrote it down
    said_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
