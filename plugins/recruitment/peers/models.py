"""Who is a peer, and each talk with her."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import LazyText, _l
from portal.plugin_api import HEALTH, TECHNICAL, AboutPeople, Basis, Keep, because
from portal.tenancy import TenantModel, tenant_key

STATUS_NAMES: dict[str, LazyText] = {"active": _l("Active"), "paused": _l("Paused"), "ended": _l("Ended")}
#: why she pauses or ended
REASON_NAMES: dict[str, LazyText] = {
    "wish": _l("Own wish"),
    "time": _l("Lack of time"),
    "illness": _l("Illness"),
    "moved": _l("Moved"),
    "other": _l("Another reason"),
    "died": _l("Has died"),
}
#: what a start pack holds, ticked item by item
PACK_NAMES: dict[str, LazyText] = {
    "routines": _l("Routines"),
    "templates": _l("Templates"),
    "material": _l("Leaflets and other material"),
    "registering": _l("How activities are registered"),
}
STATUSES, REASONS, PACK = tuple(STATUS_NAMES), tuple(REASON_NAMES), tuple(PACK_NAMES)


def _items(kept: list[str]) -> str:
    return ", ".join(str(PACK_NAMES[one]) for one in kept if one in PACK_NAMES)


class Peer(TenantModel):
    """Somebody in the register who is a peer. What she lacks is read off her own row."""

    __tablename__ = "recruitment_peer"
    __people__ = AboutPeople(
        purpose=_l("To train and follow up peers, and to know who can help whom"),
        basis=Basis.CONSENT,
        keep=Keep(months=24, after="ended_on", floor=12, ceiling=60),
        person="person_id",
    )
    __table_args__ = (
        tenant_key("person", "person_id", cascade=True),
        tenant_key("unit", "unit_id"),
        tenant_key("contact_surface", "surface_id"),
        CheckConstraint("status in ('active', 'paused', 'ended')", name="status"),
        CheckConstraint("reason in ('wish', 'time', 'illness', 'moved', 'other', 'died')", name="reason"),
        Index("uq_recruitment_peer_person", "organisation_id", "person_id", unique=True),
        Index("ix_recruitment_peer_status", "organisation_id", "status", "unit_id"),
    )

    person_id: Mapped[UUID]
    #: the branch; NULL: the association
    unit_id: Mapped[UUID | None]
    #: the diagnosis or theme that she knows from her own life
    focus: Mapped[str] = mapped_column(String(80), default="", info=because(HEALTH, label=_l("Diagnosis or theme")))
    #: where people meet her
    surface_id: Mapped[UUID | None]
    #: the account of whoever follows her up
    followed_by: Mapped[UUID | None]
    begun_on: Mapped[date] = mapped_column(info=because(TECHNICAL, label=_l("Peer since")))
    course: Mapped[str] = mapped_column(String(120), default="", info=because(TECHNICAL, label=_l("Course")))
    trained_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Trained")))
    agreed_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Agreement signed")))
    #: the items of the start pack that she has got, of PACK
    pack: Mapped[list[str]] = mapped_column(
        JSON, default=list, info=because(TECHNICAL, label=_l("Start pack"), told=_items)
    )
    #: the day on which she had all of them
    pack_sent_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Start pack complete")))
    #: the latest follow-up talk, and the latest online meeting that she was at: kept with each of these
    talked_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Latest follow-up talk")))
    attended_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Latest online meeting")))
    status: Mapped[str] = mapped_column(String(6), default="active", info=because(TECHNICAL, told=STATUS_NAMES))
    status_on: Mapped[date] = mapped_column(info=because(TECHNICAL, label=_l("Status since")))
    reason: Mapped[str | None] = mapped_column(String(8), info=because(HEALTH, label=_l("Why"), told=REASON_NAMES))
    ended_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Ended on")))
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime] = mapped_column(info=because(TECHNICAL, label=_l("Written down")))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PeerTalk(TenantModel):
    """A follow-up talk with a peer."""

    __tablename__ = "recruitment_peer_talk"
    __people__ = AboutPeople(
        purpose=_l("To follow up peers twice a year"),
        basis=Basis.CONSENT,
        keep=Keep(months=24, after="on_date", floor=6, ceiling=60),
        person="person_id",
    )
    __table_args__ = (
        tenant_key("person", "person_id", cascade=True),
        Index("ix_recruitment_peer_talk_person", "organisation_id", "person_id", "on_date"),
        Index("ix_recruitment_peer_talk_day", "organisation_id", "on_date"),
    )

    person_id: Mapped[UUID]
    on_date: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="", info=HEALTH)
    held_by: Mapped[UUID | None]
    written_at: Mapped[datetime] = mapped_column(info=because(TECHNICAL, label=_l("Written down")))
