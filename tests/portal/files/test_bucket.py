"""Files in a bucket, against a server that speaks S3: the one of these tests, or a real one named in TEST_S3_URL."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal.doctor import examine
from portal.errors import MisconfiguredError, PortalError
from portal.extensions import db
from portal.files.services import drop_files_of, keep
from portal.files.store import Store, store
from portal.files.store.bucket import BucketStore
from portal.files.store.folder import FolderStore
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from portal.worker import work_once
from tests.portal.files.bucket_server import BucketServer, bucket_server
from tests.portal.files.keeping import PDF, kept, signed_in

OURS, THEIRS = uuid7(), uuid7()
#: larger than what is sent in one part
LARGE = os.urandom(12_000_000)


@pytest.fixture(scope="module")
def server() -> Iterator[BucketServer]:
    with bucket_server() as made:
        yield made


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path, server: BucketServer) -> Store:
    """What holds of a folder holds of a bucket."""
    if request.param == "folder":
        return FolderStore(tmp_path)
    server.kept.clear()
    made = BucketStore(os.environ.get("TEST_S3_URL") or server.url())
    for one in list(made.everything()):
        made.remove(one.organisation_id, one.sha256)
    return made


def read(place: Store, organisation_id: Any, sha256: str) -> bytes | None:
    content = place.open(organisation_id, sha256)
    if content is None:
        return None
    with content:
        return content.read()


@pytest.mark.parametrize("content", [b"", PDF, LARGE], ids=["empty", "small", "large"])
def test_what_is_put_is_read_again(place: Store, content: bytes) -> None:
    assert read(place, OURS, place.put(OURS, BytesIO(content))) == content


def test_each_organisations_files_lie_by_themselves(place: Store) -> None:
    ours = place.put(OURS, BytesIO(PDF))
    theirs = place.put(THEIRS, BytesIO(PDF))
    place.remove(OURS, ours)

    assert ours == theirs
    assert read(place, OURS, ours) is None
    assert read(place, THEIRS, theirs) == PDF


def test_everything_is_found_with_its_size_however_much_there_is(place: Store) -> None:
    mine = {place.put(OURS, BytesIO(f"nummer {n}".encode())) for n in range(7)}
    other = place.put(THEIRS, BytesIO(PDF))

    assert {one.sha256 for one in place.everything(OURS)} == mine
    assert {one.sha256 for one in place.everything()} == mine | {other}
    assert [one.size for one in place.everything(THEIRS)] == [len(PDF)]


def test_removing_what_is_gone_does_nothing(place: Store) -> None:
    place.remove(OURS, "0" * 64)
    assert read(place, OURS, "0" * 64) is None


@pytest.fixture
def in_bucket(app: Flask, server: BucketServer) -> Iterator[Flask]:
    """A portal whose files lie in the bucket."""
    server.kept.clear()
    before = app.config["PORTAL"]
    app.config["PORTAL"] = replace(before, files_url=server.url())
    app.extensions.pop("medvirke_files", None)
    yield app
    app.config["PORTAL"] = before
    app.extensions.pop("medvirke_files", None)
    server.is_away = False


def test_a_file_is_kept_fetched_and_gone_with_its_record(
    in_bucket: Flask, factory: Any, organisation: Any, server: BucketServer
) -> None:
    measured = factory.measurement(
        organisation, factory.goal(organisation, factory.plan(organisation))[1], date(2026, 1, 31), 7
    )
    file = kept(factory, organisation, measured)
    staff = signed_in(in_bucket, factory, organisation, Role.STAFF)
    fetched = staff.get(f"/o/{organisation.slug}/files/{file}")

    assert (fetched.status_code, fetched.data) == (200, PDF)
    assert fetched.headers["Content-Length"] == str(len(PDF))
    assert [key.split("/")[:2] for key in server.kept] == [["portal", organisation.id.hex]]
    assert not (in_bucket.config["PORTAL"].data / "files").exists(), "nothing lies in the folder"

    with factory.working_as(scope_of(organisation.id)):
        drop_files_of("measurement", [measured], by=None)
        db.session.commit()
    with in_bucket.app_context():
        work_once()
    assert server.kept == {}


def test_when_the_bucket_is_away_a_sentence_says_so_and_nothing_is_half_done(
    in_bucket: Flask, factory: Any, organisation: Any, server: BucketServer
) -> None:
    server.is_away = True
    with factory.working_as(scope_of(organisation.id)), pytest.raises(PortalError, match="Filene er ikke å få tak i"):
        keep(owner_kind="measurement", owner_id=uuid7(), name="x.pdf", content=PDF, by=None)

    told = [sentence for ok, sentence in examine(in_bucket) if not ok]
    assert "the store of files does not answer: look at FILES_URL" in told


def test_a_wrong_secret_opens_nothing(server: BucketServer) -> None:
    """The control of the server itself: it looks at signatures."""
    place = BucketStore(server.url(secret="wrong"))
    with pytest.raises(PortalError):
        place.put(OURS, BytesIO(PDF))
    with pytest.raises(PortalError):
        list(place.everything())


@pytest.mark.parametrize("url", ["https://x/y", "s3://host/bucket", "s3://k:s@host", "s3://k@host/bucket"])
def test_an_address_that_says_too_little_is_refused(url: str) -> None:
    with pytest.raises(MisconfiguredError, match="FILES_URL"):
        BucketStore(url)


def test_the_library_is_loaded_only_where_files_lie_in_a_bucket(app: Flask, python: Callable[..., str]) -> None:
    code = "import sys, portal.app; portal.app.create_app(); print('obstore' in sys.modules)"
    assert python(code) == "False"


@pytest.fixture
def python(tmp_path: Path) -> Callable[[str], str]:
    def run(code: str) -> str:
        environment = {**os.environ, "MEDVIRKE_DATA": str(tmp_path), "DATABASE_URL": ""}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    return run


def test_the_store_of_an_installation_follows_its_settings(in_bucket: Flask) -> None:
    with in_bucket.app_context():
        assert isinstance(store(), BucketStore)
