"""Look into a zip file before anything trusts it."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from portal.sheets import limits
from portal.sheets.faults import FileFault

_PIECE = 1024 * 1024


def open_zip(content: bytes) -> zipfile.ZipFile:
    """Raises FileFault where it is no zip file."""
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as fault:
        raise FileFault("broken") from fault


def weigh(package: zipfile.ZipFile) -> None:
    """Unpack all of it piece by piece, keeping nothing. Raises FileFault above the limit, or with too many rows."""
    unpacked = 0
    for entry in package.infolist():
        rows, before = 0, b""
        for piece in pieces(package, entry):
            unpacked += len(piece)
            rows += (before + piece).count(b"<row")
            before = piece[-3:]  # a mark may lie across two pieces
            if unpacked > limits.UNPACKED_BYTES:
                raise FileFault("unpacks_too_large")
        if entry.filename.startswith("xl/worksheets/") and rows > limits.ROWS:
            raise FileFault("rows", n=rows)


def pieces(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Never more than a megabyte at a time."""
    try:
        with package.open(entry) as file:
            while piece := file.read(_PIECE):
                yield piece
    except RuntimeError as fault:  # zipfile's word for an encrypted entry
        raise FileFault("password") from fault
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as fault:
        raise FileFault("broken") from fault
