"""Who sees a file: whoever may see the record that it belongs to. And what a file may be called."""

import re

from portal.files.models import StoredFile
from portal.files.types import LARGEST, is_taken
from portal.i18n import _, _l
from portal.organisations.viewer import Viewer
from portal.plugin_api import EVERYBODY, FileKind, Right

RIGHTS = [Right(name="files.open", label=_l("Open files of what one may see"), roles=EVERYBODY)]

LONGEST = 120
#: what no system likes in a name, and what steers the direction of writing
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


def kind_of(viewer: Viewer, file: StoredFile) -> FileKind | None:
    """What its record's feature declares; None where the plugin is gone or switched off."""
    return viewer.hooks.file_kinds().get(file.owner_kind)


def can_open(viewer: Viewer, file: StoredFile) -> bool:
    kind = kind_of(viewer, file)
    return bool(kind and viewer.may(kind.right) and (kind.may_see is None or kind.may_see(viewer, file.owner_id)))


def can_remove(viewer: Viewer, file: StoredFile) -> bool:
    """Of a file that she may open."""
    kind = kind_of(viewer, file)
    return bool(kind and kind.change_right and viewer.may(kind.change_right))


def plain_name(name: str) -> str:
    """The last part of a path, without what is unsafe; short, with its ending."""
    last = re.split(r"[/\\]", name)[-1]
    plain = _UNSAFE.sub(" ", last).strip(" .") or "file"
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}" if dot and len(ending) < 10 else plain[:LONGEST]


def fault_of(name: str, content: bytes) -> str | None:
    """Why a file is not taken, in a sentence."""
    if not content:
        return _("%(name)s is empty.", name=name)
    if len(content) > LARGEST:
        return _("%(name)s is larger than 10 MB.", name=name)
    if not is_taken(name, content):
        return _("%(name)s cannot be kept here. Take a PDF, a picture or a document.", name=name)
    return None
