"""Who brings lists in."""

from portal.i18n import _l
from portal.organisations.viewer import Viewer
from portal.plugin_api import STAFF, ListKind, Right

RIGHT = "lists.bring"
RIGHTS = [Right(name=RIGHT, label=_l("Bring in lists from a spreadsheet"), roles=STAFF)]


def can_bring(viewer: Viewer, kind: ListKind | None) -> bool:
    """A list is the whole organisation's."""
    return kind is not None and viewer.everywhere(RIGHT) and viewer.everywhere(kind.right)

