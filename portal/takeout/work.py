"""The worker's part, and the one of whoever stands at the machine."""

import tempfile
from pathlib import Path
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from portal import clock
from portal.audit.services import record
from portal.errors import PortalError
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.services import drop_files_of, keep
from portal.i18n import _, use_language
from portal.jobs.errands import Errand, Outcome
from portal.organisations.models import Organisation
from portal.organisations.queries import organisation_by_slug
from portal.takeout.rules import KEPT, KIND
from portal.takeout.writing import write_takeout
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from portal.work import working_as


def make_takeout(organisation_id: UUID, errand: Errand) -> Outcome:
    """Written beside the data, not in memory, and then kept as a file of this piece of work."""
    name = db.session.get_one(Organisation, organisation_id).name
    errand.report(0, 1)
    with tempfile.TemporaryDirectory(dir=current_app.config["PORTAL"].data, prefix=".takeout-") as folder:
        path = Path(folder) / "takeout.zip"
        write_takeout(organisation_id, name, path, errand.report)
        with path.open("rb") as content:
            kept = keep(
                owner_kind=KIND,
                owner_id=errand.id,
                name=f"{name} {clock.today()}.zip",
                content=content,
                by=errand.asked_by,
                ours=True,
            )
    return Outcome(text=_("Everything is in one file."), file_id=kept.id)


def forget_takeouts(organisation_id: UUID) -> None:
    """Daily: those that have lain here for a week."""
    mine = StoredFile.organisation_id == organisation_id, StoredFile.owner_kind == KIND
    old = select(StoredFile.owner_id).where(*mine, StoredFile.kept_at < clock.now() - KEPT)
    drop_files_of(KIND, list(db.session.scalars(old)), by=None)


def take_out(slug: str, path: Path) -> None:
    """At the machine, without an account. Raises PortalError where there is no such organisation."""
    with working_as(NOBODY):
        found = organisation_by_slug(slug)
    if found is None:
        raise PortalError(_("There is no organisation %(slug)s.", slug=slug))
    try:
        path.touch(mode=0o600, exist_ok=False)
    except OSError as fault:
        raise PortalError(f"{path}: {fault.strerror}") from None
    with use_language(found.language):
        write_takeout(found.id, found.name, path, lambda _done, _of: None)
    with working_as(scope_of(found.id)):
        record("takeout.made", None, by=None)
        db.session.commit()
