"""Pages on which plans are written. The pages are registered when their modules are read."""

from portal.plans.views.rooms import rooms

from portal.plans.views import indicators, plans, states, tree  # isort: skip  # they hang their pages on `rooms`

__all__ = ["indicators", "plans", "rooms", "states", "tree"]
