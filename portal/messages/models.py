"""The outboxes: one in each organisation, one of the platform's own."""

from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, Index, String, Text, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.i18n import _l
from portal.plugin_api import CONTACT, FREE_TEXT, SECRET, TECHNICAL, AboutPeople, Basis, Keep, because
from portal.tenancy import GlobalModel, TenantModel

#: so often a letter is handed over with no answer, and then no more by itself
MOST_UNANSWERED = 2


class _Letter:
    """A letter to one recipient, written with the change that it tells of."""

    __people__: ClassVar[AboutPeople] = AboutPeople(
        purpose=_l("To write to her, and to know whether the letter arrived"),
        basis=Basis.INTEREST,
        keep=Keep(months=12, after="created_at", ceiling=36),
        email="recipient",
    )

    recipient: Mapped[str] = mapped_column(String(254), info=CONTACT)
    subject: Mapped[str] = mapped_column(String(200), info=FREE_TEXT)
    #: the words hold links that open doors for whoever got them, and go when it is sent
    text: Mapped[str] = mapped_column(Text, info=because(FREE_TEXT, export=False))
    html: Mapped[str] = mapped_column(Text, info=because(FREE_TEXT, export=False))
    language: Mapped[str] = mapped_column(String(2))
    #: where she ends letters of this kind with one press (RFC 8058); NULL for one that she has asked for
    off_url: Mapped[str | None] = mapped_column(String(400), info=SECRET)
    #: the same at every try, so that a letter sent twice is seen once
    message_id: Mapped[str] = mapped_column(String(120), info=because(TECHNICAL, export=False))
    created_at: Mapped[datetime]
    #: not before; NULL when sent or given up
    due_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0, info=because(TECHNICAL, export=False))
    #: how often it was handed over and no answer came, so that it may have arrived
    unanswered: Mapped[int] = mapped_column(default=0, info=because(TECHNICAL, export=False))
    sent_at: Mapped[datetime | None]
    #: what the server last said, when it said no
    fault: Mapped[str | None] = mapped_column(String(500), info=FREE_TEXT)


_ABOUT = text("subject_id is not null")
_UNANSWERED = text(f"unanswered >= {MOST_UNANSWERED}")


class Message(_Letter, TenantModel):
    __tablename__ = "message"
    __people__: ClassVar[AboutPeople] = replace(_Letter.__people__, person="person_id")
    __table_args__ = (
        Index("ix_message_due", "organisation_id", "due_at"),
        Index("ix_message_due_all", "due_at"),
        Index("ix_message_person", "organisation_id", "person_id"),
        Index("ix_message_id", "id"),
        Index("ix_message_sending", "organisation_id", "sending_id", "person_id"),
        Index("ix_message_unanswered", "organisation_id", sqlite_where=_UNANSWERED, postgresql_where=_UNANSWERED),
        Index("ix_message_subject", "organisation_id", "subject_id", sqlite_where=_ABOUT, postgresql_where=_ABOUT),
    )

    #: whom of the register it is written to, NULL for anybody else; no key: the register lies above the letters
    person_id: Mapped[UUID | None]
    #: the row that it is about, where somebody is written to who does not stand in the register: it goes with that row
    subject_id: Mapped[UUID | None]
    #: the purpose that she agreed to, so that it is stopped when she no longer does
    purpose: Mapped[str | None] = mapped_column(String(60), info=because(TECHNICAL, export=False))
    #: the sending that it is a part of, which lies above the letters
    sending_id: Mapped[UUID | None]


class MailStop(TenantModel):
    """Letters to this address come back: none go there until somebody of the organisation says so."""

    __tablename__ = "mail_stop"
    __people__ = AboutPeople(
        purpose=_l("Not to write again to an address from which letters come back"),
        basis=Basis.INTEREST,
        keep=Keep(months=24, after="at", ceiling=60),
        email="address",
    )
    __table_args__ = (Index("uq_mail_stop_address", "organisation_id", "address", unique=True),)

    #: in small letters, as addresses are compared
    address: Mapped[str] = mapped_column(String(254), info=because(CONTACT, label=_l("E-mail")))
    #: what her mail server said
    said: Mapped[str] = mapped_column(String(500), info=because(FREE_TEXT, label=_l("What her mail server said")))
    at: Mapped[datetime]


class PlatformMessage(_Letter, GlobalModel):
    __tablename__ = "platform_message"
    __table_args__ = (Index("ix_platform_message_due", "due_at"),)

    #: to somebody who has left: the row goes as soon as it is sent or given up
    is_last: Mapped[bool] = mapped_column(default=False, info=because(TECHNICAL, export=False))


def is_unanswered(table: type[Message] | type[PlatformMessage]) -> ColumnElement[bool]:
    """As the index has it, in the same words."""
    return table.unanswered >= literal_column(str(MOST_UNANSWERED))


def has_left() -> dict[str, Any]:
    """What stands in the row of a letter that a mail server has. Its words held links that open doors."""
    return {"sent_at": clock.now(), "due_at": None, "fault": None, "off_url": None, "text": "", "html": ""}
