"""Pages on which staff arrange the types."""

from portal.kinds.views import questions as questions
from portal.kinds.views import types as types
from portal.kinds.views.rooms import rooms

__all__ = ["rooms"]
