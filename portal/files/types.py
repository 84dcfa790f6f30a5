"""Which files are taken. What is in a file decides, not only what it is called."""

from collections.abc import Callable
from dataclasses import dataclass

#: bytes
LARGEST = 10 * 1024 * 1024
MOST = 5


@dataclass(frozen=True)
class FileType:
    """A kind of file: what it is sent back as, and whether the bytes are of that kind."""

    media_type: str
    fits: Callable[[bytes], bool]


def _begins(*signs: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signs)


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def _is_text(content: bytes) -> bool:
    return b"\x00" not in content


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_ZIP = _begins(b"PK\x03\x04")

#: by the ending of the name; pages and pictures that can hold scripts (html, svg) are not among them
TYPES = {
    "pdf": FileType("application/pdf", _begins(b"%PDF-")),
    "png": FileType("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "jpg": FileType("image/jpeg", _begins(b"\xff\xd8\xff")),
    "jpeg": FileType("image/jpeg", _begins(b"\xff\xd8\xff")),
    "gif": FileType("image/gif", _begins(b"GIF87a", b"GIF89a")),
    "webp": FileType("image/webp", _is_webp),
    "docx": FileType(f"{_OFFICE}.wordprocessingml.document", _ZIP),
    "xlsx": FileType(f"{_OFFICE}.spreadsheetml.sheet", _ZIP),
    "pptx": FileType(f"{_OFFICE}.presentationml.presentation", _ZIP),
    "odt": FileType(f"{_OPEN}.text", _ZIP),
    "ods": FileType(f"{_OPEN}.spreadsheet", _ZIP),
    "txt": FileType("text/plain; charset=utf-8", _is_text),
    "csv": FileType("text/csv; charset=utf-8", _is_text),
}
#: what the portal makes itself and takes from nobody
OURS = {"zip": "application/zip"}
ACCEPTED = ",".join(f".{ending}" for ending in TYPES)


def is_taken(name: str, content: bytes) -> bool:
    """The name's ending and the bytes agree on a type that is taken."""
    found = TYPES.get(_ending(name))
    return found is not None and found.fits(content)


def media_type_of(name: str) -> str:
    """For a name that is taken, or one of ours."""
    return OURS.get(_ending(name)) or TYPES[_ending(name)].media_type


def _ending(name: str) -> str:
    return name.rpartition(".")[2].casefold()
