"""The data folder."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from uuid import UUID

from portal.files.store.place import PART, Lying

_HALF = ".half-"


class FolderStore:
    """Files below a folder of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path_of(self, organisation_id: UUID, sha256: str) -> Path:
        return self.root / organisation_id.hex / sha256[:2] / sha256

    def put(self, organisation_id: UUID, content: IO[bytes]) -> str:
        """Safe against a power cut. Put again, it heals what was damaged."""
        home = self.root / organisation_id.hex
        home.mkdir(parents=True, exist_ok=True)
        descriptor, half = tempfile.mkstemp(dir=home, prefix=_HALF)
        try:
            with os.fdopen(descriptor, "wb") as file:
                sha256 = _copy(content, file)
            path = self.path_of(organisation_id, sha256)
            path.parent.mkdir(exist_ok=True)
            os.replace(half, path)
        finally:
            Path(half).unlink(missing_ok=True)
        return sha256

    def open(self, organisation_id: UUID, sha256: str) -> IO[bytes] | None:
        try:
            return self.path_of(organisation_id, sha256).open("rb")
        except FileNotFoundError:
            return None

    def remove(self, organisation_id: UUID, sha256: str) -> None:
        self.path_of(organisation_id, sha256).unlink(missing_ok=True)

    def everything(self, organisation_id: UUID | None = None) -> Iterator[Lying]:
        whose = organisation_id.hex if organisation_id else "*"
        for path in self.root.glob(f"{whose}/??/*"):
            yield Lying(UUID(hex=path.parent.parent.name), path.name, path.stat().st_size)

    def drop_halves(self, organisation_id: UUID) -> None:
        for path in (self.root / organisation_id.hex).glob(f"{_HALF}*"):
            path.unlink(missing_ok=True)


def _copy(content: IO[bytes], file: IO[bytes]) -> str:
    """Until it lies on the disk. Returns the hash."""
    digest = hashlib.sha256()
    while part := content.read(PART):
        digest.update(part)
        file.write(part)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest()
