"""Work that the demo's worker finds when it starts: this year's report as a spreadsheet, for the administrator."""

from uuid import UUID

from portal import clock
from portal.goals.models import Plan
from portal.organisations.models import Organisation
from portal.organisations.queries import setup_now
from portal.plugin_api import house
from portal.plugin_api.manager import Hooks
from portal.reports.services import order_report
from portal.reports.writing import Reader


def order_file(here: Organisation, plan: Plan, *, by: UUID) -> None:
    """In the organisation in scope; all its units, all its plugins' chapters."""
    setup = setup_now(here.id)
    chapters = Hooks(house(), setup.plugins).report_chapters()
    reader = Reader(frozenset(setup.unit), frozenset(one.name for one in chapters))
    year = max(plan.starts_on.year, min(clock.today().year, plan.ends_on.year))
    back = f"/o/{here.slug}/reports/{plan.id}/{year}"
    order_report(plan.id, year, format="xlsx", reader=reader, back=back, by=by)
