"""What a seal binds, as SHA-256 over one way of writing it down. Anybody can work it out from the rows.

An entry is bound by two commitments: one to the act (who did what to which row, and when), one to the values (what
stood there before and after), which is salted. When a person is erased, the values go and so does the salt: nobody
can guess back from the commitment what stood there. The act stays provable, and the chain stays whole.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

#: what the first seal of a chain follows
NOTHING = "0" * 64


def act_of(organisation_id: UUID | None, entry: Any) -> str:
    """The organisation is None in the platform's own chain."""
    return _sha256(
        "act",
        _hex(organisation_id),
        entry.id.hex,
        _moment(entry.at),
        _hex(entry.user_id),
        entry.action,
        _hex(entry.subject_id),
    )


def values_of(entry: Any, salt: str) -> str:
    return _sha256("values", salt, entry.id.hex, entry.changes)


def head_of(organisation_id: UUID | None, seal: Any) -> str:
    return _sha256("seal", _hex(organisation_id), seal.number, seal.previous, _moment(seal.sealed_at), seal.contents)


def _sha256(*parts: Any) -> str:
    written = json.dumps(_as_stored(parts), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _as_stored(value: Any) -> Any:
    """As it comes back from the database: keys are texts, tuples are lists."""
    return json.loads(json.dumps(value))


def _hex(key: UUID | None) -> str | None:
    return key.hex if key else None


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
