"""The report stands among what is due for those who lead a unit, until it is sent in."""

from collections.abc import Iterable
from uuid import UUID

from portal.calendar.services import drop_due_of, set_due
from portal.extensions import db
from portal.i18n import _, use_language
from portal.organisations.models import Organisation
from portal.organisations.queries import setup_now
from portal.organisations.setup import Setup
from portal.year_reports import queries
from portal.year_reports.rules import last_day, units_asked, year_now

SOURCE = "year_reports.report"
KIND = "year_reports_due"


def say_what_is_due(organisation_id: UUID) -> None:
    """Daily: from 1 November on, for every unit that somebody leads and that has not sent this year's in."""
    setup, year = setup_now(organisation_id), year_now()
    units = {node.id for node in units_asked(setup)}
    leaders = queries.leaders_of(organisation_id, setup, units)
    sent = {unit_id for unit_id, told in queries.told_of(organisation_id, year).items() if told.sent_at}
    missing = {unit_id for unit_id in units - sent if leaders[unit_id]}
    drop_due_of(SOURCE, units - missing)
    with use_language(db.session.get_one(Organisation, organisation_id).language):
        for unit_id in missing:
            say_due(setup, unit_id, year)


def say_due(setup: Setup, unit_id: UUID, year: int) -> None:
    """One thing is due at a time: only the year that is asked for today."""
    if year != year_now():
        return
    set_due(
        SOURCE,
        unit_id,
        on=last_day(setup, year),
        title=_("Tell of the year %(year)s: %(unit)s", year=year, unit=setup.name(unit_id)),
        endpoint="year_reports.write",
        arguments={"year": year, "unit_id": unit_id},
        right="year_reports.lead",
        unit_id=unit_id,
    )


def unsay_due(unit_ids: Iterable[UUID], year: int) -> None:
    if year == year_now():
        drop_due_of(SOURCE, list(unit_ids))
