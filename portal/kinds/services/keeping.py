"""How a change of a type is kept: the row, the trail, and the sign to every process to read the types anew."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from portal.activities.models import ActivityKind
from portal.audit.services import record
from portal.extensions import db
from portal.organisations.setup import touch_setup
from portal.tenancy import current_organisation_id

Values = Mapping[str, Any]


def keep(row: ActivityKind, action: str, *, by: UUID | None, changes: dict[str, Any]) -> None:
    db.session.add(row)
    record(action, row.id, by=by, changes={"type": row.key, **changes})
    touch_setup(current_organisation_id())


def differences(before: Values, after: Values) -> dict[str, Any]:
    """What differs, {"label.nb": [before, after]}: a text in each language by itself, options as one text."""
    one, other = _flat(before), _flat(after)
    return {
        name: [one.get(name), other.get(name)] for name in sorted({*one, *other}) if one.get(name) != other.get(name)
    }


def _flat(values: Values) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            found |= {f"{name}.{part}": said for part, said in value.items()}
        else:
            found[name] = "; ".join(map(_option, value)) if isinstance(value, list) else value
    return found


def _option(said: list[Any]) -> str:
    """1 = Kaffe / Kaffe (retired)."""
    value, label, gone = said
    return f"{value} = {' / '.join(label.values())}{' (retired)' * bool(gone)}"
