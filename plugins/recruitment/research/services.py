"""Announce the own fund, and follow applications."""

from datetime import date
from typing import Any
from uuid import UUID

from plugins.recruitment.research.models import Application, ResearchCall
from plugins.recruitment.research.queries import call_in
from plugins.recruitment.rules import SEE_RESEARCH
from portal.audit.services import changed, record
from portal.calendar.services import set_due
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _, use_language
from portal.tenancy import current_organisation_id, uuid7

#: the last day to apply stands in the calendar
SOURCE = "recruitment.call.milestone"


def announce(*, year: int, by: UUID | None, language: str, **said: Any) -> ResearchCall:
    """Raises PortalError for a second call in one year, and for days in the wrong order."""
    _check(year, said, None)
    made = ResearchCall(id=uuid7(), year=year, **said)
    db.session.add(made)
    record("recruitment.call_announced", made.id, by=by, changes={"year": year})
    _say_due(made, language)
    return made


def change_call(call: ResearchCall, *, by: UUID, language: str, **said: Any) -> None:
    _check(said["year"], said, call.id)
    record("recruitment.call_changed", call.id, by=by, changes=changed(call, **said))
    _say_due(call, language)


def _check(year: int, said: dict[str, Any], own: UUID | None) -> None:
    opens: date = said["opens_on"]
    if said["closes_on"] < opens:
        raise PortalError(_("The last day comes before the first. Please check both."), "closes_on")
    if call_in(current_organisation_id(), year) not in (None, own):
        raise PortalError(_("There is a call for this year already."), "year")


def _say_due(call: ResearchCall, language: str) -> None:
    with use_language(language):
        title = _("Last day to apply to our research fund")
    set_due(
        SOURCE, call.id, on=call.closes_on, title=title, endpoint="recruitment_research.index",
        arguments={"year": call.year}, right=SEE_RESEARCH,
    )  # fmt: skip


def add_application(*, by: UUID | None, **said: Any) -> Application:
    made = Application(id=uuid7(), **said)
    db.session.add(made)
    record("recruitment.application_added", made.id, by=by, changes={"title": said["title"]})
    return made


def change_application(found: Application, *, by: UUID, **said: Any) -> None:
    record("recruitment.application_changed", found.id, by=by, changes=changed(found, **said))
