"""Write, send in, open again, remind. What is sent in is no longer due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from portal import clock
from portal.activities.kinds import kinds_of
from portal.audit.services import changed, record
from portal.database import Upsert
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _, use_language
from portal.jobs.services import ask_for
from portal.messages.services import send
from portal.organisations.services import change_settings
from portal.organisations.setup import Setup, UnitNode
from portal.organisations.viewer import Place
from portal.plugin_api import ActivityType
from portal.tenancy import uuid7
from portal.year_reports.due import KIND, say_due, unsay_due
from portal.year_reports.figures import unanswered, why
from portal.year_reports.letters import reminder
from portal.year_reports.models import UnitReport
from portal.year_reports.queries import Leader
from portal.year_reports.rules import LAST_DAY, last_day


def save_report(report: UnitReport | None, *, unit_id: UUID, year: int, by: UUID, **said: Any) -> UnitReport:
    """Half-way or whole; `said` are numbers, answers and text. Nothing is demanded here."""
    if report is None:
        report = UnitReport(id=uuid7(), unit_id=unit_id, year=year, **said)
        db.session.add(report)
        record("year_report.begun", report.id, by=by, changes={"year": year})
        return report
    names = [name for name, value in said.items() if getattr(report, name) != value]
    changed(report, **said)
    record("year_report.saved", report.id, by=by, changes={"year": year, "changed": ", ".join(names)})
    return report


def send_report(report: UnitReport, kinds: Mapping[str, ActivityType], *, by: UUID) -> None:
    """Raises PortalError while a question that must be answered is not."""
    if report.sent_at:
        raise PortalError(_("This report is sent in already."))
    if missing := unanswered(kinds, report.numbers, report.answers):
        raise PortalError(_("Please answer this first: %(questions)s", questions=", ".join(missing)))
    record("year_report.sent", report.id, by=by, changes=changed(report, sent_at=clock.now(), sent_by=by))
    unsay_due([report.unit_id], report.year)


def reopen_report(report: UnitReport, setup: Setup, *, by: UUID) -> None:
    """It can be corrected again, and is missing until it is sent in again."""
    if not report.sent_at:
        raise PortalError(_("This report is open already."))
    record("year_report.reopened", report.id, by=by, changes=changed(report, sent_at=None, sent_by=None))
    say_due(setup, report.unit_id, report.year)


#: nobody has begun these, so a form that is open meanwhile does not meet anybody
_REMIND = Upsert(
    model=UnitReport,
    key=("organisation_id", "unit_id", "year"),
    change=lambda offered: {"reminded_at": offered.reminded_at},
)


@dataclass(frozen=True)
class Post:
    """A letter to one leader, about all units of hers that have not told of their year."""

    leader: Leader
    units: tuple[UnitNode, ...]


def posts_for(units: Sequence[UnitNode], leaders: Mapping[UUID, Sequence[Leader]]) -> list[Post]:
    """One letter to each leader, however many units she leads."""
    hers: dict[Leader, list[UnitNode]] = {}
    for unit in units:
        for leader in leaders[unit.id]:
            hers.setdefault(leader, []).append(unit)
    return [Post(leader, tuple(led)) for leader, led in hers.items()]


def remind(here: Place, posts: Sequence[Post], year: int, *, by: UUID) -> int:
    """Write to each in her own language. Returns how many letters went. Raises PortalError where there is nobody."""
    if not posts:
        raise PortalError(_("There is nobody to remind now."))
    units = {unit.id for post in posts for unit in post.units}
    _REMIND([_reminded(here.id, unit_id, year) for unit_id in sorted(units)])
    kinds, until = kinds_of(here), last_day(here.setup, year)
    for post in posts:
        with use_language(post.leader.language or here.language):
            letter = reminder(
                organisation=here.name, slug=here.slug, units=post.units, year=year, until=until, why=why(kinds)
            )
            send(letter, post.leader.email)
    record("year_report.reminded", None, by=by, changes={"year": year, "units": len(units), "letters": len(posts)})
    return len(posts)


def _reminded(organisation_id: UUID, unit_id: UUID, year: int) -> dict[str, Any]:
    return {
        "organisation_id": organisation_id,
        "id": uuid7(),
        "unit_id": unit_id,
        "year": year,
        "numbers": {},
        "answers": {},
        "text": "",
        "reminded_at": clock.now(),
        "version": 0,
    }


def set_last_day(organisation_id: UUID, year: int, on: date, *, by: UUID) -> None:
    """The same day every year. Raises PortalError for a day that is not in the year after."""
    if on.year != year + 1:
        raise PortalError(_("Choose a day in %(year)s.", year=year + 1), "on_date")
    change_settings(organisation_id, "year_reports", {LAST_DAY.name: f"{on:%m-%d}"}, by=by)
    ask_for(KIND)
