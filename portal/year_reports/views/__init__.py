"""Pages of the units' years."""

from portal.year_reports.views import overview, reminders, report  # noqa: F401  # their pages
from portal.year_reports.views.rooms import rooms

__all__ = ["rooms"]
