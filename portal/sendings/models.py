"""Letters that staff write, and each time that one is sent to many."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.plugin_api import FREE_TEXT, NO_PEOPLE
from portal.tenancy import TenantModel, tenant_key


class OwnLetter(TenantModel):
    """Words that can be sent again and again. A language in which nothing is written is not used."""

    __tablename__ = "own_letter"
    __people__ = NO_PEOPLE

    #: for staff; no reader sees it
    name: Mapped[str] = mapped_column(String(120), info=FREE_TEXT)
    subject_nb: Mapped[str] = mapped_column(String(120), default="", info=FREE_TEXT)
    text_nb: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    subject_da: Mapped[str] = mapped_column(String(120), default="", info=FREE_TEXT)
    text_da: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    subject_en: Mapped[str] = mapped_column(String(120), default="", info=FREE_TEXT)
    text_en: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    changed_by: Mapped[UUID | None]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Sending(TenantModel):
    """One letter to many people, in the words that it had when it was begun.

    The worker writes it into the outbox in batches, by the people's ids; `after` is the last one that it has come to.
    """

    __tablename__ = "sending"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("own_letter", "letter_id"),
        tenant_key("consent_purpose", "purpose_id"),
        Index("ix_sending_letter", "organisation_id", "letter_id"),
        Index("ix_sending_purpose", "organisation_id", "purpose_id"),
    )

    letter_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(String(120), info=FREE_TEXT)
    #: {"nb": {"subject": …, "text": …}}, kept when it is begun; {} before
    words: Mapped[dict[str, Any]] = mapped_column(JSON, info=FREE_TEXT)
    #: those who have agreed to this; NULL where `listed` names a list of a plugin's
    purpose_id: Mapped[UUID | None]
    listed: Mapped[str | None] = mapped_column(String(60))
    #: and what lies below it; NULL: everybody. No key: a unit may go, and then nobody is in it
    unit_id: Mapped[UUID | None]
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    #: when all letters lay in the outbox
    written_at: Mapped[datetime | None]
    after: Mapped[UUID | None]
    #: how many it was meant for when it was begun, and how many letters are written
    meant: Mapped[int] = mapped_column(default=0)
    written: Mapped[int] = mapped_column(default=0)
