"""What a letter may hold: exactly the fields of a frozen dataclass, of plain kinds. Anything else does not fit."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

LONGEST_TEXT = 4000
MOST_PARTS = 200
T = TypeVar("T")


class DoesNotFit(ValueError):
    """A letter that holds something else than its kind names. Nothing of it is taken in."""


def plain(value: Any) -> Any:
    """A content as JSON keeps it."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return str(value) if isinstance(value, Decimal | date | UUID) else value


def read_content(schema: type[T], said: Any) -> T:
    """What JSON keeps as the content it was. Raises DoesNotFit for a field too many or too few, or of another kind."""
    kinds = get_type_hints(schema)
    if not isinstance(said, Mapping) or set(said) != set(kinds):
        raise DoesNotFit(f"{schema.__name__} has the fields {', '.join(sorted(kinds))}")
    return schema(**{name: _read(kind, said[name], name) for name, kind in kinds.items()})


def _read(kind: Any, value: Any, name: str) -> Any:
    if isinstance(kind, UnionType):
        return None if value is None else _read(next(k for k in get_args(kind) if k is not NoneType), value, name)
    if get_origin(kind) is tuple:
        if not isinstance(value, list) or len(value) > MOST_PARTS:
            raise DoesNotFit(f"{name} is no list, or too long")
        return tuple(_read(get_args(kind)[0], part, name) for part in value)
    return read_content(kind, value) if is_dataclass(kind) else _plain_value(kind, value, name)  # type: ignore[arg-type]


#: what is kept as a text, and how it is read
_FROM_TEXT: dict[Any, Callable[[str], Any]] = {Decimal: Decimal, date: date.fromisoformat, UUID: UUID}


def _plain_value(kind: Any, value: Any, name: str) -> Any:
    try:
        found = _FROM_TEXT[kind](value) if kind in _FROM_TEXT and isinstance(value, str) else value
    except (ValueError, ArithmeticError):
        raise DoesNotFit(f"{name} is not a {kind.__name__}") from None
    if type(found) is not kind or (kind is Decimal and not found.is_finite()):
        raise DoesNotFit(f"{name} is not a {kind.__name__}")
    if kind is str and (len(found) > LONGEST_TEXT or "\x00" in found):
        raise DoesNotFit(f"{name} is too long")
    return found
