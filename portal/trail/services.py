"""Take the log out to a file."""

from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from portal import clock
from portal.audit.services import record
from portal.files.services import keep
from portal.i18n import _, format_time
from portal.jobs.services import finished_job
from portal.sheets.writing import write_csv
from portal.trail.words import Line


def take_out(lines: Sequence[Line], said: dict[str, str], *, back: str, by: UUID) -> UUID:
    """These lines as .csv, and in the log who took them out. Returns the file's id."""
    about = {"format": "csv", "filter": urlencode(said)}
    title, text = _("The audit log as .%(format)s", format="csv"), _("The file is ready.")
    job = finished_job("audit_log", title=title, details=about, back=back, text=text, by=by)
    record("audit.exported", job.id, by=by, changes={**about, "rows": len(lines)})
    header = [_("When"), _("Who"), _("What"), _("Details"), _("Sealed")]
    name = f"{_('Audit log')} {clock.today()}.csv"
    content = write_csv(header, map(_row, lines))
    kept = keep(owner_kind="job", owner_id=job.id, name=name, content=content, by=by, ours=True)
    job.outcome = {**(job.outcome or {}), "file_id": str(kept.id)}
    return kept.id


def _row(line: Line) -> tuple[str, ...]:
    details = "; ".join(f"{what}: {' → '.join(filter(None, (before, after)))}" for what, before, after in line.changes)
    return format_time(line.at), line.who, line.sentence, details, _("Yes") if line.is_sealed else _("No")
