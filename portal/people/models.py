"""Whom the organisation keeps contact data on. Plugins hang their own data on a person and refer to it here."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.i18n import _l
from portal.plugin_api import CONTACT, TECHNICAL, UNTIL_ERASED, AboutPeople, Basis, Erase, Keep, because
from portal.tenancy import TenantModel, tenant_key


class Person(TenantModel):
    """Somebody the organisation keeps contact data on; needs no account."""

    __tablename__ = "person"
    __people__ = AboutPeople(
        purpose=_l("To know who belongs to the organisation, and to reach her"),
        basis=Basis.CONSENT,
        keep=UNTIL_ERASED,
        person="id",
        erase=Erase.EMPTY,
        why=_l("An empty row stays, so that figures of the past stay as they were."),
    )
    __table_args__ = (
        tenant_key("unit", "unit_id"),
        CheckConstraint("language in ('nb', 'da', 'en')", name="language"),
        Index("ix_person_sorting", "organisation_id", "sorting", "id"),
        Index("ix_person_email", "organisation_id", "email_key"),
        Index("ix_person_unit", "organisation_id", "unit_id", "sorting", "id"),
        Index("ix_person_merged", "organisation_id", "merged_into"),
    )

    name: Mapped[str] = mapped_column(String(120), info=CONTACT)
    #: as she writes it; `email_key` is what is compared; "" where there is none
    email: Mapped[str] = mapped_column(String(254), default="", info=CONTACT)
    email_key: Mapped[str] = mapped_column(String(254), default="", info=because(CONTACT, export=False))
    #: E.164, "" where there is none
    phone: Mapped[str] = mapped_column(String(20), default="", info=CONTACT)
    street: Mapped[str] = mapped_column(String(200), default="", info=CONTACT)
    postal_code: Mapped[str] = mapped_column(String(10), default="", info=CONTACT)
    town: Mapped[str] = mapped_column(String(80), default="", info=CONTACT)
    #: code of the municipality, "" where it is not known
    municipality: Mapped[str] = mapped_column(String(4), default="", info=CONTACT)
    country: Mapped[str] = mapped_column(String(2), default="NO")
    #: only where it is needed
    birth_year: Mapped[int | None] = mapped_column(info=CONTACT)
    language: Mapped[str] = mapped_column(String(2))
    #: her address is shown to staff alone, and stands in no list, export or label
    is_protected: Mapped[bool] = mapped_column(default=False, info=because(TECHNICAL, label=_l("Protected address")))
    #: the unit that she belongs to; NULL: the organisation
    unit_id: Mapped[UUID | None] = mapped_column(info=because(TECHNICAL, erase=Erase.EMPTY))
    #: by what lists are sorted and what she is found by, made from the columns above by `services`
    sorting: Mapped[str] = mapped_column(String(240), info=because(CONTACT, export=False))
    words: Mapped[str] = mapped_column(String(1000), info=because(CONTACT, export=False))
    added_by: Mapped[UUID | None]
    added_at: Mapped[datetime] = mapped_column(info=because(TECHNICAL, label=_l("In the register since")))
    #: NULL: she is in the register. Nothing is left of her since; the row stays for the figures of the past
    gone_at: Mapped[datetime | None] = mapped_column(info=because(TECHNICAL, export=False))
    #: whose row it became when two were found to be one person
    merged_into: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)
    #: `words` one by one, for the index
    found_by: Mapped[list["PersonWord"]] = relationship(
        primaryjoin="and_(Person.organisation_id == PersonWord.organisation_id,"
        " Person.id == foreign(PersonWord.person_id))",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    __mapper_args__ = {"version_id_col": version}


#: letters are compared as bytes, whatever the database's language: then an index leads to all that begin alike
_BYTES = String(120).with_variant(String(120, collation="C"), "postgresql")


class PersonWord(TenantModel):
    """A word that somebody is found by, forwards and backwards: by an index, from its beginning and from its end.

    An index on the whole of her words (trigrams) would lie idle: with row-level security PostgreSQL asks an index only
    what gives nothing away (LEAKPROOF), which LIKE and whatever looks into an array might; `<` does not.
    """

    __tablename__ = "person_word"
    __people__ = AboutPeople(
        purpose=_l("To know who belongs to the organisation, and to reach her"),
        basis=Basis.CONSENT,
        keep=UNTIL_ERASED,
        person="person_id",
        tie=None,
    )
    __table_args__ = (
        tenant_key("person", "person_id", cascade=True),
        Index("ix_person_word_person", "organisation_id", "person_id"),
        Index("ix_person_word_word", "organisation_id", "word"),
        Index("ix_person_word_backwards", "organisation_id", "backwards"),
    )

    person_id: Mapped[UUID]
    word: Mapped[str] = mapped_column(_BYTES, info=because(CONTACT, export=False))
    backwards: Mapped[str] = mapped_column(_BYTES, info=because(CONTACT, export=False))


class PersonLook(TenantModel):
    """Somebody looked at a person's record, which may tell of health. She is told who did when she asks."""

    __tablename__ = "person_look"
    __people__ = AboutPeople(
        purpose=_l("To know who has looked at her record"),
        basis=Basis.DUTY,
        keep=Keep(months=24, after="at", floor=12, ceiling=60),
        person="person_id",
        account="user_id",
        tie=None,
    )
    __table_args__ = (
        tenant_key("person", "person_id", cascade=True),
        Index("ix_person_look_person", "organisation_id", "person_id", "at"),
        Index("ix_person_look_at", "organisation_id", "at"),
    )

    person_id: Mapped[UUID]
    #: accounts are global, so it is no foreign key of the tenant
    user_id: Mapped[UUID]
    at: Mapped[datetime]
    #: the endpoint that showed it: `people.show`
    page: Mapped[str] = mapped_column(String(80), info=because(TECHNICAL, label=_l("Page")))
