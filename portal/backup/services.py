"""Make a backup, and put one back."""

import os
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from portal import clock
from portal.backup import postgresql, sqlite
from portal.backup.archive import DATABASE, FILE, SECRET, Manifest, Writing, new_archive, open_archive, verify
from portal.backup.letters import hold_what_waits
from portal.backup.snapshot import Snapshot
from portal.config import Config
from portal.erasure.tombstones import close_again, erase_again, file_of_erased, read_erased
from portal.errors import MisconfiguredError
from portal.files.store import store
from portal.migrate import known_revisions, upgrade
from portal.tenancy import Base


def make_backup(config: Config, folder: Path) -> tuple[Path, Manifest]:
    """A new archive in the folder, beside a portal that runs; read again from end to end before it is told of.

    Inside an app context. Raises MisconfiguredError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"medvirke-{clock.now():%Y-%m-%d-%H%M%S}.zip"
    with _side(config).snapshot(config, folder) as taken, new_archive(path) as archive:
        with taken.path.open("rb") as content:
            archive.add(DATABASE, content, pack=config.sqlite)
        missing = list(_add_files(archive, taken))
        _add_secret(archive, config)
        manifest = Manifest(
            made_at=clock.now().isoformat(),
            kind=_kind(config),
            revisions=taken.revisions,
            rows=taken.rows,
            missing=missing,
        )
        archive.close_with(manifest)
    with open_archive(path) as (packed, found):
        verify(packed, found)
    return path, manifest


def _side(config: Config) -> Any:
    return sqlite if config.sqlite else postgresql


def _kind(config: Config) -> str:
    return "sqlite" if config.sqlite else "postgresql"


def _add_files(archive: Writing, taken: Snapshot) -> Iterator[str]:
    """Returns those that a record names and that are gone or damaged."""
    for organisation_id, sha256 in taken.files:
        name, content = f"files/{organisation_id.hex}/{sha256}", store().open(organisation_id, sha256)
        if content is None:
            yield name
            continue
        with content:
            if archive.add(name, content) != sha256:
                yield name


def _add_secret(archive: Writing, config: Config) -> None:
    """The key that the portal made itself: the addresses of calendar feeds follow from it."""
    if _is_own_secret(config):
        archive.add(SECRET, BytesIO(config.secret_key.encode()))


def _is_own_secret(config: Config) -> bool:
    path = config.data / SECRET
    return path.exists() and path.read_text().strip() == config.secret_key


@dataclass(frozen=True)
class Restored:
    """What was put back, how many people are erased again, and how many letters may have left since."""

    manifest: Manifest
    erased: int
    held: int
    #: accounts that are closed again
    closed: int
    #: organisations that have no administrator without them
    alone: list[str]


def restore(config: Config, path: Path, erased: Path | None = None) -> Restored:
    """Into an installation with nothing in it; then its tables are brought up to date. Inside an app context.

    Whoever was erased since is erased again, and an account that was closed is closed again, by the list that was kept
    (`erased`, else the one of this data folder). Letters that waited go out when somebody says so. Nothing is touched
    before all of the archive was read and found whole. Raises MisconfiguredError.
    """
    list_of_erased = erased or file_of_erased()
    if erased or list_of_erased.exists():
        read_erased(list_of_erased)  # a list that cannot be read is told before anything is done
    with open_archive(path) as (packed, manifest):
        _check_fits(config, manifest)
        verify(packed, manifest)
        _load(config, packed)
        _check_rows(config, manifest)
        _put_files(packed, manifest)
        _put_secret(config, packed)
    upgrade(config)
    again, closed = _erase_again(list_of_erased) if list_of_erased.exists() else (0, [])
    alone = sorted({name for names in closed for name in names})
    return Restored(manifest, again, hold_what_waits(), closed=len(closed), alone=alone)


def _erase_again(path: Path) -> tuple[int, list[list[str]]]:
    return sum(number for _slug, number in erase_again(path)), list(close_again(path))


def _check_fits(config: Config, manifest: Manifest) -> None:
    if manifest.kind != _kind(config):
        raise MisconfiguredError(f"The backup is of {manifest.kind}, and this installation uses {_kind(config)}.")
    if newer := set(manifest.revisions) - known_revisions():
        raise MisconfiguredError(
            f"The backup knows {', '.join(sorted(newer))}: it was made by a newer Medvirke, or with a plugin that is"
            " not installed here. Nothing was restored."
        )
    if not _side(config).is_empty(config):
        raise MisconfiguredError(
            "There are tables in the database already, and a backup is only put into an empty one."
            " Make a new database, or name a new folder in MEDVIRKE_DATA. Nothing was restored."
        )
    if next(store().everything(), None):
        raise MisconfiguredError(
            "There are files in the store already. Move them away, or name a new folder in MEDVIRKE_DATA."
            " Nothing was restored."
        )


def _load(config: Config, packed: zipfile.ZipFile) -> None:
    with tempfile.TemporaryDirectory(dir=config.data, prefix=".restore-") as folder:
        packed.extract(DATABASE, folder)
        _side(config).load(config, Path(folder) / DATABASE)


def _check_rows(config: Config, manifest: Manifest) -> None:
    """A table that this Medvirke does not know, of a plugin that is gone, is not counted."""
    known = sorted(set(manifest.rows) & set(Base.metadata.tables))
    found = _side(config).count(config, known)
    for name in known:
        if found[name] != manifest.rows[name]:
            raise MisconfiguredError(f"{name} has {found[name]} rows, and the backup holds {manifest.rows[name]}.")


def _put_files(packed: zipfile.ZipFile, manifest: Manifest) -> None:
    for name in packed.namelist():
        found = FILE.fullmatch(name)
        if found and name not in manifest.missing:
            with packed.open(name) as content:
                store().put(UUID(hex=found[1]), content)


def _put_secret(config: Config, packed: zipfile.ZipFile) -> None:
    """Where the environment names one, that one holds."""
    if SECRET in packed.namelist() and _is_own_secret(config):
        path = config.data / SECRET
        path.write_bytes(packed.read(SECRET))
        os.chmod(path, 0o600)
