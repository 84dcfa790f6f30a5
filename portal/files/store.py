"""Where the bytes lie: `<data>/files/<organisation>/<two letters>/<SHA-256>`, each organisation's by themselves.

So what one erases never was another's, and equal contents tell nobody anything.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from flask import current_app

#: a file that no record names yet may belong to a transaction under way; after a day it does not
GRACE_SECONDS = 24 * 60 * 60


def folder_of(organisation_id: UUID) -> Path:
    data: Path = current_app.config["PORTAL"].data
    return data / "files" / organisation_id.hex


def path_of(organisation_id: UUID, sha256: str) -> Path:
    return folder_of(organisation_id) / sha256[:2] / sha256


def put(organisation_id: UUID, content: bytes) -> str:
    """Write and return the hash. Safe against a power cut: the name appears when all of it is on the disk."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(organisation_id, sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        os.utime(path)  # it is needed again: its day of grace begins anew
        return sha256
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return sha256


def nameless(organisation_id: UUID, named: set[str]) -> Iterator[Path]:
    """Files that no record names, older than the grace; half-written ones among them."""
    before = time.time() - GRACE_SECONDS
    for path in folder_of(organisation_id).glob("*/*"):
        if path.name not in named and path.stat().st_mtime < before:
            yield path
