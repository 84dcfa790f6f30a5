"""The archive: a .zip with the database, the files under their hashes, and last the manifest with all checksums."""

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from portal.errors import MisconfiguredError

FORMAT = 1
MANIFEST, DATABASE, SECRET = "manifest.json", "database", "secret.key"
FILE = re.compile(r"files/([0-9a-f]{32})/([0-9a-f]{64})")
_PART = 1024 * 1024


@dataclass(kw_only=True)
class Manifest:
    """What was put into the archive."""

    #: UTC, ISO 8601
    made_at: str
    #: `sqlite` or `postgresql`
    kind: str
    revisions: list[str]
    #: how many there were in each table
    rows: dict[str, int]
    #: SHA-256 of each member
    checksums: dict[str, str] = field(default_factory=dict)
    #: files that a record names and that were not there, or not what their hash says
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    @property
    def told(self) -> str:
        """How much it is, in words."""
        files = sum(FILE.fullmatch(name) is not None for name in self.checksums)
        return f"{sum(self.rows.values())} rows in {len(self.rows)} tables, {files} files"


class Writing:
    """An archive that is being written."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.checksums: dict[str, str] = {}

    def add(self, name: str, content: IO[bytes], *, pack: bool = False) -> str:
        """Returns the checksum. Files of people are mostly packed already."""
        about = zipfile.ZipInfo(name)
        about.compress_type = zipfile.ZIP_DEFLATED if pack else zipfile.ZIP_STORED
        about.external_attr = 0o600 << 16
        digest = hashlib.sha256()
        with self.packed.open(about, "w", force_zip64=True) as out:
            for part in _parts(content):
                digest.update(part)
                out.write(part)
        self.checksums[name] = digest.hexdigest()
        return self.checksums[name]

    def close_with(self, manifest: Manifest) -> None:
        manifest.checksums = self.checksums
        self.packed.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))


@contextmanager
def new_archive(path: Path) -> Iterator[Writing]:
    """Read by its owner alone; it gets its name when all of it is on the disk."""
    half = path.with_name(f".{path.name}.half")
    try:
        descriptor = os.open(half, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            with zipfile.ZipFile(file, "w") as packed:
                yield Writing(packed)
            file.flush()
            os.fsync(file.fileno())
        os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def open_archive(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """With its manifest. Raises MisconfiguredError for what is no archive of ours, or not all of it."""
    try:
        with zipfile.ZipFile(path) as packed:
            yield packed, _manifest(packed)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as fault:
        raise MisconfiguredError(f"{path} is no backup of Medvirke, or not all of it is there: {fault}") from fault


def _manifest(packed: zipfile.ZipFile) -> Manifest:
    said: dict[str, Any] = json.loads(packed.read(MANIFEST))
    if said.get("format") != FORMAT:
        raise MisconfiguredError("The backup was made by a newer Medvirke. Bring this one up to date first.")
    return Manifest(**said)


def verify(packed: zipfile.ZipFile, manifest: Manifest) -> None:
    """Reads all of it. Raises MisconfiguredError for what was changed, removed or put in."""
    names = set(packed.namelist()) - {MANIFEST}
    if names != set(manifest.checksums) or len(names) + 1 != len(packed.namelist()):
        raise MisconfiguredError("The backup does not hold what its manifest names. Nothing was restored.")
    for name, wanted in manifest.checksums.items():
        if _checksum(packed, name) != wanted:
            raise MisconfiguredError(f"The backup is damaged: {name} is not what was put in. Nothing was restored.")


def _checksum(packed: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with packed.open(name) as content:
            for part in _parts(content):
                digest.update(part)
    except zipfile.BadZipFile:
        return ""
    return digest.hexdigest()


def _parts(content: IO[bytes]) -> Iterator[bytes]:
    while part := content.read(_PART):
        yield part
