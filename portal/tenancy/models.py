"""The base of all tables, and of those that belong to an organisation."""

import os
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, cast
from uuid import UUID

from sqlalchemy import DateTime, Dialect, ForeignKey, ForeignKeyConstraint, MetaData, Table, TypeDecorator, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry

from portal import clock
from portal.tenancy.scope import current_organisation_id

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


#: where ids get their chance from; the demo puts a seeded one here, so that it is the same each time
chance: ContextVar[Callable[[int], bytes]] = ContextVar("chance", default=os.urandom)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def uuid7() -> UUID:
    """A new id that sorts by the microsecond in which it was made (RFC 9562, 6.2, method 3)."""
    stamp, micros = divmod((clock.now() - _EPOCH) // timedelta(microseconds=1), 1000)
    noise = int.from_bytes(chance.get()(8), "big") >> 2
    return UUID(int=(stamp << 80) | (0x7 << 76) | (micros * 4096 // 1000 << 64) | (0x2 << 62) | noise)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, stored and returned in UTC, also where the database knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Every table, global or of a tenant."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING), type_annotation_map={datetime: Moment, UUID: Uuid()}
    )
    #: what the rows are about: see portal/plugin_api/personal.py. Every table says it
    __people__: ClassVar[Any] = None

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "__table__" in cls.__dict__:
            cast(Table, cls.__table__).info["people"] = cls.__people__


class GlobalModel(Base):
    """What exists before or outside any organisation."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-10)


class TenantModel(Base):
    """What belongs to exactly one organisation: key (organisation_id, id), nothing without it.

    `__own_rows__` names a column by which a person may read her own rows
    before she has chosen an organisation.
    """

    __abstract__ = True
    __own_rows__: str | None = None
    #: the models that name one
    with_own_rows: ClassVar[list[type["TenantModel"]]] = []

    @declared_attr
    def organisation_id(cls) -> Mapped[UUID]:
        return mapped_column(
            ForeignKey("organisation.id", ondelete="CASCADE"),
            primary_key=True,
            sort_order=-20,
            default=current_organisation_id,
        )

    @declared_attr
    def id(cls) -> Mapped[UUID]:
        return mapped_column(primary_key=True, default=uuid7, sort_order=-10)

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "__table__" in cls.__dict__:
            cast(Table, cls.__table__).info.update(tenant=True, own_rows=cls.__own_rows__)
            if cls.__own_rows__:
                cls.with_own_rows.append(cls)


def tenant_key(
    target: str, column: str, *, cascade: bool = False, name: str | None = None
) -> ForeignKeyConstraint:
    """A reference inside the organisation: `tenant_key("unit", "unit_id")`; `name` where that made for it is too long.

    NO ACTION or CASCADE only; SET NULL would blank the organisation too.
    """
    return ForeignKeyConstraint(
        ["organisation_id", column],
        [f"{target}.organisation_id", f"{target}.id"],
        ondelete="CASCADE" if cascade else None,
        name=name,
    )
