"""What the worker does, what is written down, and which files are kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID

from portal.plugin_api.types.basics import Text


@dataclass(frozen=True, kw_only=True)
class JobKind:
    """Work for the worker. `work(organisation_id)` runs inside that organisation and is committed after it.

    Where `waited_for` says in a word what somebody waits for, it is called as
    `work(organisation_id, errand)` and returns an Outcome (portal.jobs.errands).
    """

    name: str
    work: Callable[..., Any]
    #: once a day even if nobody asked for it
    daily: bool = False
    #: what is done daily waits for this hour where the organisation is; None: soon after midnight
    at: time | None = None
    waited_for: Text = ""


@dataclass(frozen=True, kw_only=True)
class AuditAction:
    """How the audit log tells an action: `name` is what `record` writes.

    `sentence` holds `%(who)s` where the name of whoever did it stands.
    """

    name: str
    sentence: Text
    #: the endpoint of the record's page, and which of its arguments is the record's id
    page: str = ""
    argument: str = ""
    #: the record is gone after it: nothing leads to it any more
    ends: bool = False


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """Records that can have files. `name` stands in the table of files: `<plugin>.<record>`."""

    name: str
    label: Text
    #: whoever holds it may open the files, unless `may_see` says no
    right: str
    #: the record's page, to go back to
    address: Callable[[UUID], str]
    #: whoever holds it may remove a file; "" where files stay as long as the record
    change_right: str = ""
    #: `may_see(viewer, owner_id)`, where the right alone does not tell
    may_see: Callable[..., bool] | None = None
