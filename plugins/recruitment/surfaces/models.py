"""How a contact surface is looked after. The surface is the core's: actions, activities and codes name it too."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import LazyText, _l
from portal.plugin_api import (
    CONTACT,
    FREE_TEXT,
    NO_PEOPLE,
    NOT_PERSONAL,
    TECHNICAL,
    AboutPeople,
    Basis,
    because,
)
from portal.tenancy import TenantModel, tenant_key

KIND_NAMES: dict[str, LazyText] = {
    "ward": _l("Ward or clinic"),
    "centre": _l("Centre, library or other place"),
    "web": _l("Web page or social media"),
    "event": _l("Event or meeting"),
    "printed": _l("Magazine or leaflet"),
    "other": _l("Something else"),
}
KINDS = tuple(KIND_NAMES)


class SurfaceCare(TenantModel):
    """What is kept of a contact surface beside its name: none as long as nobody has looked after it. Row R19."""

    __tablename__ = "recruitment_surface"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("contact_surface", "surface_id", cascade=True),
        tenant_key("unit", "unit_id"),
        CheckConstraint("kind in ('ward', 'centre', 'web', 'event', 'printed', 'other')", name="kind"),
        Index("uq_recruitment_surface", "organisation_id", "surface_id", unique=True),
        Index("ix_recruitment_surface_next", "organisation_id", "next_on"),
    )

    surface_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(8), default="other")
    #: where it is, in a few words
    place: Mapped[str] = mapped_column(String(120), default="", info=FREE_TEXT)
    #: its page on the web, with https
    web: Mapped[str] = mapped_column(String(200), default="", info=NOT_PERSONAL)
    #: the branch that looks after it; NULL: the association
    unit_id: Mapped[UUID | None]
    #: the account of whoever is to go there
    user_id: Mapped[UUID | None]
    #: what is laid out there, in their own words
    material: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    #: when it was last filled up; NULL: never
    filled_on: Mapped[date | None]
    #: when somebody was last in touch; NULL: nobody has said so
    seen_on: Mapped[date | None]
    #: when to be in touch again; NULL: not planned
    next_on: Mapped[date | None]
    #: how many months lie between two times
    months: Mapped[int] = mapped_column(default=3)
    note: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    #: what a search finds it by
    words: Mapped[str] = mapped_column(String(400), default="", info=NOT_PERSONAL)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class SurfacePerson(TenantModel):
    """Somebody in charge there: of the register, or a name and what she does."""

    __tablename__ = "recruitment_contact"
    __people__ = AboutPeople(
        purpose=_l("To know whom to talk to at a ward, a library or another place"),
        basis=Basis.INTEREST,
        keep=_l("Until somebody takes her off the place, or she is erased"),
        person="person_id",
        email="email",
    )
    __table_args__ = (
        tenant_key("contact_surface", "surface_id", cascade=True),
        tenant_key("person", "person_id", cascade=True),
        Index("ix_recruitment_contact", "organisation_id", "surface_id"),
    )

    surface_id: Mapped[UUID]
    #: NULL: she is not in the register
    person_id: Mapped[UUID | None]
    #: "" where only her role is known, or where the register knows it
    name: Mapped[str] = mapped_column(String(120), default="", info=CONTACT)
    role: Mapped[str] = mapped_column(String(120), default="", info=because(TECHNICAL, label=_l("In charge as")))
    email: Mapped[str] = mapped_column(String(254), default="", info=CONTACT)
    phone: Mapped[str] = mapped_column(String(20), default="", info=CONTACT)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class SurfaceVisit(TenantModel):
    """Somebody was in touch: went there, rang, wrote, changed the page."""

    __tablename__ = "recruitment_visit"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("contact_surface", "surface_id", cascade=True),
        Index("ix_recruitment_visit", "organisation_id", "surface_id", "on_date"),
    )

    surface_id: Mapped[UUID]
    on_date: Mapped[date]
    #: the material was filled up
    filled: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    written_by: Mapped[UUID | None]
    written_at: Mapped[datetime]
