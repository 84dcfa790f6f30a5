"""A server that speaks S3 over HTTP, as far as files need it, and refuses what is not signed with its key (SigV4)."""

import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from xml.sax.saxutils import escape, unescape

KEY, SECRET, BUCKET = "portal", "s/e+cret", "medvirke"
#: names on one page of a list, few so that there are several
PAGE = 2


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "BucketServer"

    def log_message(self, *words: object) -> None:
        return None

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle_one(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        said = urlsplit(self.path)
        asked = dict(parse_qsl(said.query, keep_blank_values=True))
        if self.server.is_away:
            self.answer(503)
        elif not self.is_signed(said.path, asked, body):
            self.answer(403, b"<Error><Code>SignatureDoesNotMatch</Code></Error>")
        else:
            bucket, _slash, key = unquote(said.path).lstrip("/").partition("/")
            assert bucket == BUCKET
            getattr(self, f"on_{self.command.lower()}")(key, asked, body)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = handle_one

    def on_put(self, key: str, asked: dict[str, str], body: bytes) -> None:
        if "uploadId" in asked:
            self.server.parts.setdefault(asked["uploadId"], {})[int(asked["partNumber"])] = body
        else:
            self.server.kept[key] = body
        self.answer(200, ETag=f'"{hashlib.md5(body).hexdigest()}"')

    def on_post(self, key: str, asked: dict[str, str], body: bytes) -> None:
        """Several files to be removed; a large one comes in parts: begin it, end it."""
        if "delete" in asked:
            keys = [unescape(one.partition("<")[0]) for one in body.decode().split("<Key>")[1:]]
            for one in keys:
                self.server.kept.pop(one, None)
            gone = "".join(f"<Deleted><Key>{escape(one)}</Key></Deleted>" for one in keys)
            self.answer(200, f"<DeleteResult>{gone}</DeleteResult>".encode())
        elif "uploads" in asked:
            made = f"upload{len(self.server.parts)}"
            self.server.parts[made] = {}
            self.answer(
                200,
                f"<InitiateMultipartUploadResult><Bucket>{BUCKET}</Bucket><Key>{escape(key)}</Key><UploadId>{made}</UploadId></InitiateMultipartUploadResult>".encode(),
            )
        else:
            parts = self.server.parts.pop(asked["uploadId"])
            self.server.kept[key] = b"".join(parts[number] for number in sorted(parts))
            self.answer(200, b'<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>')

    def on_get(self, key: str, asked: dict[str, str], body: bytes) -> None:
        if not key:
            return self.answer(200, self.listed(asked))
        found = self.server.kept.get(key)
        if found is None:
            return self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        self.answer(200, found, ETag='"x"', Last_Modified="Thu, 01 Jan 2026 00:00:00 GMT")

    on_head = on_get

    def on_delete(self, key: str, asked: dict[str, str], body: bytes) -> None:
        self.server.kept.pop(key, None)
        self.answer(204)

    def listed(self, asked: dict[str, str]) -> bytes:
        after = asked.get("continuation-token", "")
        names = sorted(key for key in self.server.kept if key.startswith(asked.get("prefix", "")) and key > after)
        rows = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
            f'<ETag>"x"</ETag><Size>{len(self.server.kept[key])}</Size></Contents>'
            for key in names[:PAGE]
        )
        more = f"<NextContinuationToken>{names[PAGE - 1]}</NextContinuationToken>" if len(names) > PAGE else ""
        return f"<ListBucketResult><IsTruncated>{str(bool(more)).lower()}</IsTruncated>{rows}{more}</ListBucketResult>".encode()

    def is_signed(self, path: str, asked: dict[str, str], body: bytes) -> bool:
        """AWS Signature Version 4, worked out anew from what came over the wire."""
        scheme, _space, rest = self.headers.get("Authorization", "").partition(" ")
        if scheme != "AWS4-HMAC-SHA256":
            return False
        said = dict(part.strip().split("=", 1) for part in rest.split(","))
        key, day, region, service, end = said["Credential"].split("/")
        digest = self.headers["x-amz-content-sha256"]
        if key != KEY or digest not in ("UNSIGNED-PAYLOAD", hashlib.sha256(body).hexdigest()):
            return False
        query = "&".join(
            f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in sorted(asked.items())
        )
        names = said["SignedHeaders"].split(";")
        headers = "".join(f"{name}:{' '.join(self.headers[name].split())}\n" for name in names)
        request = "\n".join([self.command, path, query, headers, said["SignedHeaders"], digest])
        text = "\n".join([scheme, self.headers["x-amz-date"], "/".join([day, region, service, end]), _sha(request)])
        secret = f"AWS4{SECRET}".encode()
        for part in (day, region, service, end):
            secret = hmac.digest(secret, part.encode(), "sha256")
        return hmac.compare_digest(hmac.digest(secret, text.encode(), "sha256").hex(), said["Signature"])


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class BucketServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.kept: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.is_away = False

    def url(self, secret: str = SECRET) -> str:
        return (
            f"s3://{KEY}:{quote(secret, safe='')}@127.0.0.1:{self.server_port}/{BUCKET}/portal?region=eu-north-1&tls=0"
        )


@contextmanager
def bucket_server() -> Iterator[BucketServer]:
    server = BucketServer()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
