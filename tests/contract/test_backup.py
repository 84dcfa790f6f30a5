"""A backup comes back row by row: every table, every file, on both databases. What is damaged does not come back."""

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from portal.backup import postgresql
from portal.backup.services import make_backup, restore
from portal.config import Config
from portal.errors import MisconfiguredError
from portal.files.store import store
from portal.migrate import upgrade
from tests.contract.islands import Island
from tests.contract.stored import Stored
from tests.databases import another_installation

CONTENT = b"%PDF-1.7 vedtekter \xc3\xa6\xc3\xb8\xc3\xa5"


@pytest.fixture(scope="module")
def archive(whole_app: Flask, config: Config, islands: Any, stored: Stored, tmp_path_factory: Any) -> Iterator[Path]:
    """Of two organisations with a row in every table, and a file that one of these rows names."""
    ours: Island = islands[0]
    with whole_app.app_context():
        sha256 = store().put(ours.id, BytesIO(CONTENT))
        before = stored.run(f"SELECT sha256 FROM stored_file WHERE id = '{_id(config, ours)}'")[0][0]
        stored.run(f"UPDATE stored_file SET sha256 = '{sha256}' WHERE id = '{_id(config, ours)}'")
        made, _manifest = make_backup(config, tmp_path_factory.mktemp("backups"))
        yield made
        stored.run(f"UPDATE stored_file SET sha256 = '{before}' WHERE id = '{_id(config, ours)}'")
        store().remove(ours.id, sha256)


def _id(config: Config, island: Island) -> str:
    key: UUID = island.rows["stored_file"]
    return key.hex if config.sqlite else str(key)


@pytest.fixture
def elsewhere(tmp_path: Path, on_postgresql: bool, worker_id: str) -> Iterator[Flask]:
    """Another installation, without tables."""
    with another_installation(tmp_path / "var", f"back_{worker_id}", on_postgresql=on_postgresql) as app:
        yield app


def put_back(app: Flask, archive: Path) -> None:
    restore(app.config["PORTAL"], archive)


def test_every_row_of_every_table_comes_back(archive: Path, elsewhere: Flask, stored: Stored) -> None:
    put_back(elsewhere, archive)

    there = Stored(elsewhere, elsewhere.config["PORTAL"])
    assert there.everything() == stored.everything()
    assert all(stored.everything().values()), "the control: no table is empty"


def test_files_come_back_and_those_that_were_gone_are_named(archive: Path, elsewhere: Flask, islands: Any) -> None:
    put_back(elsewhere, archive)

    [lying] = store().everything()
    content = store().open(lying.organisation_id, lying.sha256)
    assert content is not None
    with content:
        assert (lying.organisation_id, content.read()) == (islands[0].id, CONTENT)
    assert len(json.loads(zipfile.ZipFile(archive).read("manifest.json"))["missing"]) == 1, "the other island's"


def test_the_restored_portal_works_and_its_walls_stand(archive: Path, elsewhere: Flask) -> None:
    put_back(elsewhere, archive)

    assert elsewhere.test_client().get("/health/ready").status_code == 200


def test_the_key_that_feeds_follow_from_comes_back(archive: Path, elsewhere: Flask, config: Config) -> None:
    put_back(elsewhere, archive)

    assert (elsewhere.config["PORTAL"].data / "secret.key").read_text() == config.secret_key


def test_an_archive_is_read_by_its_owner_alone(archive: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0
    assert [path.name for path in archive.parent.iterdir()] == [archive.name], "nothing half-written is left"


def rewritten(archive: Path, to: Path, change: Any) -> Path:
    """The archive with its members as `change(name, content)` gives them; None leaves one out."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return to


def in_one_byte(name: str, content: bytes) -> bytes:
    return content if name != "database" else content[:-1] + bytes([content[-1] ^ 1])


def without_its_file(name: str, content: bytes) -> bytes | None:
    return None if name.startswith("files/") else content


def of_a_newer_portal(name: str, content: bytes) -> bytes:
    return content if name != "manifest.json" else content.replace(b'"core00', b'"core99')


def of_the_other_database(name: str, content: bytes) -> bytes:
    kind = b'"kind": "oracle"'
    swapped = content.replace(b'"kind": "sqlite"', kind).replace(b'"kind": "postgresql"', kind)
    return content if name != "manifest.json" else swapped


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (in_one_byte, "damaged: database"),
        (without_its_file, "does not hold what its manifest names"),
        (of_a_newer_portal, "newer Medvirke"),
        (of_the_other_database, "is of oracle"),
    ],
)
def test_what_is_not_whole_is_refused_and_nothing_is_touched(
    archive: Path, elsewhere: Flask, tmp_path: Path, change: Any, said: str
) -> None:
    with pytest.raises(MisconfiguredError, match=said):
        put_back(elsewhere, rewritten(archive, tmp_path / "changed.zip", change))

    assert list(store().everything()) == []
    put_back(elsewhere, archive)


def test_half_an_archive_and_another_file_are_refused(archive: Path, elsewhere: Flask, tmp_path: Path) -> None:
    half = tmp_path / "half.zip"
    half.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])

    with pytest.raises(MisconfiguredError, match="no backup of Medvirke"):
        put_back(elsewhere, half)


def test_a_backup_goes_over_nothing(archive: Path, elsewhere: Flask) -> None:
    upgrade(elsewhere.config["PORTAL"])

    with pytest.raises(MisconfiguredError, match="only put into an empty one"):
        put_back(elsewhere, archive)


def test_files_that_lie_there_are_not_mixed_with_others(archive: Path, elsewhere: Flask, islands: Any) -> None:
    store().put(islands[0].id, BytesIO(b"of another installation"))

    with pytest.raises(MisconfiguredError, match="files in the store already"):
        put_back(elsewhere, archive)


def test_a_backup_is_of_one_moment_while_others_write(
    archive: Path, config: Config, whole_app: Flask, stored: Stored, tmp_path: Path, on_postgresql: bool
) -> None:
    """A row that is being written is in it wholly or not at all."""
    with stored.open() as connection:
        if on_postgresql:
            connection.autocommit = False
        else:
            connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE user_account SET name = 'Skrives nå'")
        with whole_app.app_context():
            made, manifest = make_backup(config, tmp_path)
        connection.execute("ROLLBACK")

    assert manifest.rows["user_account"] == 2
    assert "Skrives nå".encode() not in zipfile.ZipFile(made).read("database")


def test_without_the_programs_of_its_version_the_sentence_says_what_to_install(
    config: Config, on_postgresql: bool, whole_app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not on_postgresql:
        pytest.skip("SQLite needs no program")
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho pg_dump 9.6.1")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.setattr(postgresql, "DEBIAN", tmp_path)
    with pytest.raises(MisconfiguredError, match=r"apt-get install postgresql-client-\d+"), whole_app.app_context():
        make_backup(config, tmp_path)
    assert list(tmp_path.glob("*.zip")) == []


def test_a_plain_copy_would_miss_what_a_backup_has(tmp_path: Path) -> None:
    """The control, of SQLite itself: why a backup is more than a copy of the file."""
    live = sqlite3.connect(tmp_path / "live.db", isolation_level=None)
    live.execute("PRAGMA journal_mode = WAL")
    live.execute("CREATE TABLE note (text)")
    live.execute("INSERT INTO note VALUES ('kept')")
    shutil.copy(tmp_path / "live.db", tmp_path / "copy.db")
    with pytest.raises(sqlite3.OperationalError):
        sqlite3.connect(tmp_path / "copy.db").execute("SELECT * FROM note")
    live.close()
