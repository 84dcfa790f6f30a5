"""Organisations are global; all below them is theirs."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import _l
from portal.plugin_api import CONTACT, FREE_TEXT, NO_PEOPLE, NOT_PERSONAL, SECRET, AboutPeople, Basis, Keep, Role
from portal.tenancy import GlobalModel, TenantModel, tenant_key, uuid7

ROLES = ", ".join(f"'{role}'" for role in Role)


class Organisation(GlobalModel):
    """The tenant."""

    __tablename__ = "organisation"
    __people__ = NO_PEOPLE
    __table_args__ = (CheckConstraint("status in ('active', 'suspended')", name="status"),)

    #: stands in every address: short, never changed
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120), info=NOT_PERSONAL)
    country: Mapped[str] = mapped_column(String(2))
    language: Mapped[str] = mapped_column(String(2))
    timezone: Mapped[str] = mapped_column(String(40))
    #: organisation number (Norway) or CVR number (Denmark), digits only
    number: Mapped[str | None] = mapped_column(String(9))
    status: Mapped[str] = mapped_column(String(10), default="active")
    created_at: Mapped[datetime]
    #: a new value whenever units or plugins change: what is kept in the process is kept under it
    setup_version: Mapped[UUID] = mapped_column(default=uuid7)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Unit(TenantModel):
    """A branch or group; a tree. The first one, without parent, is the organisation itself."""

    __tablename__ = "unit"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("unit", "parent_id"),
        Index("ix_unit_parent", "organisation_id", "parent_id"),
    )

    parent_id: Mapped[UUID | None]
    name: Mapped[str] = mapped_column(String(120), info=FREE_TEXT)
    #: branch, group, county, office: what people call it
    kind: Mapped[str] = mapped_column(String(20), default="branch")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Access(TenantModel):
    """A user's role, for the whole organisation or for one unit and what lies below it."""

    __tablename__ = "access"
    __own_rows__ = "user_id"
    __people__ = AboutPeople(
        purpose=_l("To know what she may see and do"),
        basis=Basis.AGREEMENT,
        keep=_l("As long as she has access"),
        account="user_id",
    )
    __table_args__ = (
        tenant_key("unit", "unit_id", cascade=True),
        CheckConstraint(f"role in ({ROLES})", name="role"),
        Index("ix_access_user", "user_id"),
        Index("uq_access_user_unit", "organisation_id", "user_id", "unit_id", unique=True),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(20))
    #: the first unit of the tree means the whole organisation
    unit_id: Mapped[UUID]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Invitation(TenantModel):
    """An offered access. Its link is `<organisation>.<secret>`, so that it leads to one tenant."""

    __tablename__ = "invitation"
    __people__ = AboutPeople(
        purpose=_l("To invite her to the organisation's pages"),
        basis=Basis.INTEREST,
        keep=Keep(months=12, after="expires_at", ceiling=24),
        email="email",
    )
    __table_args__ = (
        tenant_key("unit", "unit_id", cascade=True),
        CheckConstraint(f"role in ({ROLES})", name="role"),
        Index("uq_invitation_token", "organisation_id", "token_hash", unique=True),
    )

    email: Mapped[str] = mapped_column(String(254), info=CONTACT)
    name: Mapped[str] = mapped_column(String(120), default="", info=CONTACT)
    role: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[UUID]
    token_hash: Mapped[str] = mapped_column(String(64), info=SECRET)
    invited_by: Mapped[UUID | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    #: NULL: still open; else accepted or withdrawn
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PluginSetting(TenantModel):
    """What an organisation has decided about a plugin. Where it has not, the declared default holds."""

    __tablename__ = "plugin_setting"
    __people__ = NO_PEOPLE
    __table_args__ = (Index("uq_plugin_setting_name", "organisation_id", "plugin", "name", unique=True),)

    plugin: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(40))
    value: Mapped[bool | int | str] = mapped_column(JSON, info=NOT_PERSONAL)


class PluginActivation(TenantModel):
    """That an organisation has switched a plugin on. Switched off, the row is gone and the data stay."""

    __tablename__ = "plugin_activation"
    __people__ = NO_PEOPLE
    __table_args__ = (Index("uq_plugin_activation_plugin", "organisation_id", "plugin", unique=True),)

    plugin: Mapped[str] = mapped_column(String(40))
    switched_on_by: Mapped[UUID | None]
    switched_on_at: Mapped[datetime]


class ContactSurface(TenantModel):
    """Where people are met: a ward, a web page, a meeting, a library."""

    __tablename__ = "contact_surface"
    __people__ = NO_PEOPLE
    __table_args__ = (Index("uq_contact_surface_name", "organisation_id", "name", unique=True),)

    name: Mapped[str] = mapped_column(String(120), info=FREE_TEXT)
    #: no longer offered; what names it stays readable
    closed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
