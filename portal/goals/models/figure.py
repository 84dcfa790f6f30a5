"""How a value is stored."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Dialect, Float, Numeric, TypeDecorator


class Figure(TypeDecorator[Decimal]):
    """A value with up to four decimals: exact on PostgreSQL, and on SQLite for all below 10^11."""

    impl = Numeric(18, 4)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Float(asdecimal=True, decimal_return_scale=4))
        return dialect.type_descriptor(Numeric(18, 4))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        return float(value) if value is not None and dialect.name == "sqlite" else value


VALUE = Figure()


VALUE = Figure()
