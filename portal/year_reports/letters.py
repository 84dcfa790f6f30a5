"""The letter that reminds: what is missing, why it matters, where to write, until when."""

from collections.abc import Sequence
from datetime import date

from flask import url_for

from portal import clock
from portal.i18n import _, format_date
from portal.messages.services import Letter, address_of
from portal.organisations.setup import UnitNode


def reminder(*, organisation: str, slug: str, units: Sequence[UnitNode], year: int, until: date, why: str) -> Letter:
    """To one who leads these units. The organisation's name may tell of an illness, so the subject does not bear it."""
    names = ", ".join(node.name for node in units)
    path = url_for("year_reports.index", slug=slug, year=year)
    if len(units) == 1:
        path = url_for("year_reports.write", slug=slug, year=year, unit_id=units[0].id)
    return Letter(
        subject=_("How was your year %(year)s?", year=year),
        paragraphs=(
            _("We have not yet heard how the year %(year)s went in %(units)s.", year=year, units=names),
            why,
            _("What you have registered is filled in already. You can save half-way and go on another day."),
            _until(until),
        ),
        button=_("Tell of the year"),
        url=address_of(path),
        sender=organisation,
    )


def _until(until: date) -> str:
    if until < clock.today():
        return _("It was due on %(date)s, but it is not too late.", date=format_date(until))
    return _("Please send it in by %(date)s.", date=format_date(until))
