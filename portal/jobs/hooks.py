"""What jobs declare."""

from portal.i18n import _l
from portal.jobs.rules import RIGHTS, can_see_by_id
from portal.jobs.views import address_of, rooms
from portal.plugin_api import FileKind, Plugin, Right, hookimpl

PLUGIN = Plugin(name="jobs", label=_l("Work in progress"), blueprints=(rooms,), core=True)


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def file_kinds() -> list[FileKind]:
    return [
        FileKind(
            name="job", label=_l("What came of a job"), right="jobs.see", may_see=can_see_by_id, address=address_of
        )
    ]
