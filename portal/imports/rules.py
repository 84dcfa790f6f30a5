"""Who brings earlier years in, and for how long it can be undone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from portal import clock
from portal.drafts.services import KEPT
from portal.i18n import _l
from portal.organisations.viewer import Viewer
from portal.plugin_api import STAFF, Right

RIGHT = "imports.activities"
RIGHTS = [Right(name=RIGHT, label=_l("Bring in activities of earlier years"), roles=STAFF)]


def is_hers(viewer: Viewer, made_by: UUID | None) -> bool:
    """Whoever gave the sheet, and those who may do so for the whole organisation."""
    return made_by == viewer.id or viewer.everywhere(RIGHT)


def can_undo(state: str, said_at: datetime, job: Any) -> bool:
    """For as long as the import is kept, once nobody works at it any more."""
    is_over = state == "done" or (state == "begun" and (job is None or job.finished_at is not None))
    return is_over and clock.now() - said_at < KEPT
