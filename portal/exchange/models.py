"""Partners, and what was sent to them and came from them. Each side keeps rows of its own, under the same ids."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import _l
from portal.plugin_api import (
    CONTACT,
    FREE_TEXT,
    NO_PEOPLE,
    TECHNICAL,
    UNTIL_ERASED,
    AboutPeople,
    Basis,
    Erase,
    because,
)
from portal.tenancy import TenantModel, tenant_key


class Partner(TenantModel):
    """One end of a connection: another organisation, or somebody outside who answers by personal links."""

    __tablename__ = "partner"
    __people__ = AboutPeople(
        purpose=_l("To reach a partner, and to know who answered for it"),
        basis=Basis.INTEREST,
        keep=UNTIL_ERASED,
        email="email",
        erase=Erase.EMPTY,
        why=_l("The connection with the partner stays; who answered for it does not."),
    )
    __table_args__ = (
        CheckConstraint("status in ('asked', 'accepted', 'declined', 'ended')", name="status"),
        Index("uq_partner_other", "organisation_id", "other_id", unique=True),
        Index("ix_partner_name", "organisation_id", "name", "id"),
    )

    #: the other organisation; NULL: one without an account here
    other_id: Mapped[UUID | None]
    name: Mapped[str] = mapped_column(
        String(120), info=because(FREE_TEXT, erase=Erase.KEEP, why=_l("It is the partner's name, not hers."))
    )
    #: of a partner without an account: where its links are mailed to
    email: Mapped[str] = mapped_column(String(254), default="", info=CONTACT)
    status: Mapped[str] = mapped_column(String(10), default="asked")
    #: whether this side asked
    is_ours: Mapped[bool] = mapped_column(info=because(TECHNICAL, label=_l("We asked")))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    #: who answered for a partner without an account, and as what
    answered_as: Mapped[str] = mapped_column(String(250), default="", info=FREE_TEXT)
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ExchangeLetter(TenantModel):
    """One side's copy of a letter."""

    __tablename__ = "exchange_letter"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("partner", "connection_id", cascade=True),
        Index("ix_exchange_letter_connection", "organisation_id", "connection_id", "id"),
    )

    connection_id: Mapped[UUID]
    #: whether this side sent it
    is_ours: Mapped[bool]
    #: the name of a declared letter kind
    kind: Mapped[str] = mapped_column(String(60))
    #: what the kind's schema names
    content: Mapped[dict[str, Any]] = mapped_column(JSON, info=FREE_TEXT)
    sent_at: Mapped[datetime]
    #: at the side that got it: when what is to be done on arrival was done; NULL: not yet
    handled_at: Mapped[datetime | None]
    #: why it could not be done
    fault: Mapped[str] = mapped_column(String(300), default="", info=FREE_TEXT)
    #: how often it was tried in vain
    tries: Mapped[int] = mapped_column(default=0)
    #: when the worker tries it again; NULL: not by itself
    again_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
