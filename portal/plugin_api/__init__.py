"""The contract between the core and plugins. Start with README.md in this folder."""

from portal.plugin_api.blueprint import OPERATOR, PUBLIC, SIGNED_IN, Rooms
from portal.plugin_api.hookspecs import hookimpl
from portal.plugin_api.manager import hooks_for, house
from portal.plugin_api.types import (
    ADMINISTRATORS,
    EVERYBODY,
    LEADERS,
    REGISTRARS,
    STAFF,
    ActivityType,
    JobKind,
    MenuItem,
    Metric,
    Plugin,
    Question,
    Right,
    Role,
    Setting,
)

__all__ = [
    "ADMINISTRATORS",
    "EVERYBODY",
    "LEADERS",
    "OPERATOR",
    "PUBLIC",
    "REGISTRARS",
    "SIGNED_IN",
    "STAFF",
    "ActivityType",
    "JobKind",
    "MenuItem",
    "Metric",
    "Plugin",
    "Question",
    "Right",
    "Role",
    "Rooms",
    "Setting",
    "hookimpl",
    "hooks_for",
    "house",
]
