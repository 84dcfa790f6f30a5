"""Six tables; goals, activities and audit entries belong to an organisation."""

from datetime import date, datetime
from uuid import UUID, uuid4

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, DateTime, ForeignKey, Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship


class Base(DeclarativeBase):
    registry = registry(type_annotation_map={datetime: DateTime(timezone=True)})


class Organisation(Base):
    __tablename__ = "organisation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))


class UserAccount(Base):
    __tablename__ = "user_account"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))

    organisation: Mapped[Organisation] = relationship()


class LoginSession(Base):
    __tablename__ = "login_session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    expires_at: Mapped[datetime]

    user: Mapped[UserAccount] = relationship()


class TenantModel(Base):
    """What belongs to one organisation."""

    __abstract__ = True

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


class Goal(TenantModel):
    __tablename__ = "goal"
    __table_args__ = (Index("ix_goal_position", "organisation_id", "position"),)

    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    target: Mapped[int]
    reached: Mapped[int]


class Activity(TenantModel):
    __tablename__ = "activity"
    __table_args__ = (
        Index("ix_activity_newest", "organisation_id", "on_date", "id"),
        Index("ix_activity_kind", "organisation_id", "kind", "on_date", "id"),
    )

    kind: Mapped[str] = mapped_column(String(80))
    unit: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    on_date: Mapped[date]
    participants: Mapped[int]
    new_people: Mapped[int] = mapped_column(default=0)
    hours: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    registered_by: Mapped[UUID]
    registered_at: Mapped[datetime]


class AuditEntry(TenantModel):
    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_at", "organisation_id", "at"),)

    at: Mapped[datetime]
    user_id: Mapped[UUID]
    action: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[UUID]


class FloorSession(Session):
    """A class of its own, so that what listens to it does not listen to the portal's in the same process."""


db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    session_options={"class_": FloorSession, "expire_on_commit": False},
)


def protect(connection: Connection) -> None:
    """Row-level security on every table of an organisation, for the role that the app runs as."""
    for table in Base.metadata.tables:
        connection.exec_driver_sql(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO portal_app")
    for model in (Goal, Activity, AuditEntry):
        table = model.__tablename__
        connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        connection.exec_driver_sql(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        connection.exec_driver_sql(
            f"CREATE POLICY tenant ON {table} USING"
            " (organisation_id = nullif(current_setting('app.organisation_id', true), '')::uuid)"
        )
