"""Online meetings for peers, diagnosis courses, and which peers are in them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import LazyText, _l
from portal.plugin_api import FREE_TEXT, NO_PEOPLE, TECHNICAL, AboutPeople, Basis, Keep, because
from portal.tenancy import TenantModel, tenant_key

KIND_NAMES: dict[str, LazyText] = {"course": _l("Diagnosis course"), "meeting": _l("Online meeting for peers")}
STATE_NAMES: dict[str, LazyText] = {
    "booked": _l("Is coming"),
    "attended": _l("Took part"),
    "absent": _l("Did not come"),
}


class Gathering(TenantModel):
    """A diagnosis course, which needs a peer, or one of the year's online meetings for all peers."""

    __tablename__ = "recruitment_gathering"
    __people__ = NO_PEOPLE
    __table_args__ = (
        CheckConstraint("kind in ('course', 'meeting')", name="kind"),
        Index("ix_recruitment_gathering_days", "organisation_id", "kind", "starts_on"),
    )

    kind: Mapped[str] = mapped_column(String(8))
    title: Mapped[str] = mapped_column(String(120), info=FREE_TEXT)
    place: Mapped[str] = mapped_column(String(120), default="", info=FREE_TEXT)
    starts_on: Mapped[date]
    #: course days that are planned, and that were held; NULL: it was not held yet
    days: Mapped[int] = mapped_column(default=1)
    held_days: Mapped[int | None]
    is_cancelled: Mapped[bool] = mapped_column(default=False)
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class GatheringPeer(TenantModel):
    """A peer who is booked, took part or did not come."""

    __tablename__ = "recruitment_gathering_peer"
    __people__ = AboutPeople(
        purpose=_l("To know which peers were at courses and meetings"),
        basis=Basis.CONSENT,
        keep=Keep(months=24, after="ended_on", floor=24, ceiling=24),
        person="person_id",
    )
    __table_args__ = (
        tenant_key("recruitment_gathering", "gathering_id", cascade=True, name="fk_recruitment_gathering_peer_course"),
        tenant_key("person", "person_id", cascade=True, name="fk_recruitment_gathering_peer_person"),
        CheckConstraint("state in ('booked', 'attended', 'absent')", name="state"),
        Index("uq_recruitment_gathering_peer", "organisation_id", "gathering_id", "person_id", unique=True),
        Index("ix_recruitment_gathering_peer_person", "organisation_id", "person_id"),
    )

    gathering_id: Mapped[UUID]
    person_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(
        String(8), info=because(TECHNICAL, label=_l("At the course or meeting"), told=STATE_NAMES)
    )
    #: when she ended as a peer; NULL: she has not
    ended_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Ended on")))
