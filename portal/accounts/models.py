"""Accounts exist before and outside any organisation: all of these tables are global."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, String, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import _l
from portal.plugin_api import (
    CONTACT,
    NO_PEOPLE,
    NOT_PERSONAL,
    SECRET,
    TECHNICAL,
    AboutPeople,
    Basis,
    Erase,
    Keep,
    because,
)
from portal.tenancy import GlobalModel

_CLOSED = "email = ''"


class UserAccount(GlobalModel):
    """Somebody who can sign in."""

    __tablename__ = "user_account"
    __people__ = AboutPeople(
        purpose=_l("To let her sign in, and to say who did what"),
        basis=Basis.AGREEMENT,
        keep=_l("As long as she has access to an organisation; then until she or an administrator asks"),
        account="id",
        erase=Erase.EMPTY,
        why=_l("What she registered stays and says only that somebody who has left did it."),
    )

    __table_args__ = (
        Index("ix_user_account_closed", "email", sqlite_where=text(_CLOSED), postgresql_where=text(_CLOSED)),
    )

    #: as she writes it, "" of an account that was closed; `email_key` is what is compared
    email: Mapped[str] = mapped_column(String(254), info=CONTACT)
    email_key: Mapped[str] = mapped_column(String(254), unique=True, info=because(CONTACT, export=False))
    name: Mapped[str] = mapped_column(String(120), info=CONTACT)
    #: NULL: follow the organisation, then the browser
    language: Mapped[str | None] = mapped_column(String(2))
    #: argon2; NULL until she has chosen one
    password_hash: Mapped[str | None] = mapped_column(String(200), info=SECRET)
    is_operator: Mapped[bool] = mapped_column(default=False, info=because(TECHNICAL, label=_l("Runs the platform")))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


def is_closed(table: type[UserAccount]) -> ColumnElement[bool]:
    """As the index has it, in the same words."""
    return table.email == literal_column("''")


class LoginSession(GlobalModel):
    """One sign-in on one device. Deleting the row ends it everywhere at once."""

    __tablename__ = "login_session"
    __people__ = AboutPeople(
        purpose=_l("To keep her signed in"),
        basis=Basis.AGREEMENT,
        keep=Keep(months=1, after="expires_at", ceiling=1),
        account="user_id",
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    #: SHA-256 of the token in the cookie
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info=SECRET)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class MailedLink(GlobalModel):
    """A single-use link: `reset` a password, or `email` to confirm a new address."""

    __tablename__ = "mailed_link"
    __people__ = AboutPeople(
        purpose=_l("To let her choose a password or confirm an address"),
        basis=Basis.AGREEMENT,
        keep=Keep(months=1, after="expires_at", ceiling=1),
        account="user_id",
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(10))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info=SECRET)
    #: the new address, for `email`
    email: Mapped[str | None] = mapped_column(String(254), info=CONTACT)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class RateCounter(GlobalModel):
    """How often something was tried lately. `key` is a hash: no address is kept here."""

    __tablename__ = "rate_counter"
    __people__ = NO_PEOPLE
    __table_args__ = (Index("ix_rate_counter_last_at", "last_at"),)

    key: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    count: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime]
