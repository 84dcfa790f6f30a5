"""A bucket of any server that speaks S3, the same below it as in the data folder."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

import structlog

from portal.errors import MisconfiguredError, PortalError
from portal.files.store.place import PART, Lying
from portal.i18n import _

log = structlog.get_logger()
#: bytes that are held in memory before a file goes to the disk on its way
IN_MEMORY = 10 * PART


class BucketStore:
    """Files in a bucket: `s3://KEY:SECRET@host:port/bucket/prefix?region=…`; `&tls=0` for a server without https."""

    def __init__(self, url: str) -> None:
        self._bucket = _opened(url)

    def put(self, organisation_id: UUID, content: IO[bytes]) -> str:
        """By way of a file of this machine: its name in the bucket is its hash."""
        import obstore

        with tempfile.TemporaryFile() as copy, _answering():
            digest = hashlib.sha256()
            while part := content.read(PART):
                digest.update(part)
                copy.write(part)
            copy.seek(0)
            obstore.put(self._bucket, _key(organisation_id, digest.hexdigest()), copy)
        return digest.hexdigest()

    def open(self, organisation_id: UUID, sha256: str) -> IO[bytes] | None:
        import obstore

        copy = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # whoever asked closes it
        with _answering():
            try:
                for part in obstore.get(self._bucket, _key(organisation_id, sha256)).stream(PART):
                    copy.write(part)
            except FileNotFoundError:
                return None
        copy.seek(0)
        return copy

    def remove(self, organisation_id: UUID, sha256: str) -> None:
        import obstore

        with _answering():
            obstore.delete(self._bucket, _key(organisation_id, sha256))

    def everything(self, organisation_id: UUID | None = None) -> Iterator[Lying]:
        import obstore

        with _answering():
            for some in obstore.list(self._bucket, prefix=organisation_id.hex if organisation_id else None):
                for one in some:
                    whose, _two, sha256 = one["path"].split("/")
                    yield Lying(UUID(hex=whose), sha256, one["size"])

    def drop_halves(self, organisation_id: UUID) -> None:
        """There are none: a bucket shows what is whole."""


def _key(organisation_id: UUID, sha256: str) -> str:
    return f"{organisation_id.hex}/{sha256[:2]}/{sha256}"


def _opened(url: str) -> Any:
    """Raises MisconfiguredError for an address that says too little."""
    from obstore.store import S3Store  # 8 MB, where files lie in a bucket

    said = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(said.query).items()}
    bucket, _slash, prefix = said.path.strip("/").partition("/")
    if said.scheme != "s3" or not (said.hostname and said.username and said.password and bucket):
        raise MisconfiguredError("FILES_URL is s3://KEY:SECRET@host/bucket?region=…, with %-escapes where needed.")
    scheme, port = "http" if asked.get("tls") == "0" else "https", f":{said.port}" if said.port else ""
    return S3Store(
        bucket,
        prefix=prefix or None,
        endpoint=f"{scheme}://{said.hostname}{port}",
        access_key_id=unquote(said.username),
        secret_access_key=unquote(said.password),
        region=asked.get("region", "us-east-1"),
        virtual_hosted_style_request=False,
        client_options={"allow_http": scheme == "http", "timeout": "60s", "connect_timeout": "5s"},
        retry_config={"max_retries": 3},
    )


@contextmanager
def _answering() -> Iterator[None]:
    """A sentence instead of what the library says; that is written down."""
    from obstore.exceptions import BaseError

    try:
        yield
    except (BaseError, OSError) as fault:
        log.error("bucket_away", error=type(fault).__name__, said=str(fault)[:300])
        sentence = _("Files cannot be reached just now. Nothing is lost: try again in a few minutes.")
        raise PortalError(sentence) from fault
