"""Pages of actions."""

from portal.actions.views import actions, catalogue, matrix, results, sheet, steps, surfaces
from portal.actions.views.rooms import rooms

__all__ = ["actions", "catalogue", "matrix", "results", "rooms", "sheet", "steps", "surfaces"]
