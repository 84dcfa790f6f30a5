"""The menu: twelve entries that three plugins give, asked through pluggy on every page."""

from dataclasses import dataclass, field
from typing import Any

import pluggy

hookspec = pluggy.HookspecMarker("floor")
hookimpl = pluggy.HookimplMarker("floor")


@dataclass(frozen=True)
class MenuItem:
    """A line in the menu, for those with one of these roles."""

    label: str
    endpoint: str
    position: int
    values: dict[str, str] = field(default_factory=dict)
    roles: frozenset[str] = frozenset({"administrator", "staff"})


class Specification:
    @hookspec
    def menu_items(self) -> list[MenuItem]:  # type: ignore[empty-body]
        """The entries that a plugin gives."""


class Core:
    @hookimpl
    def menu_items(self) -> list[MenuItem]:
        return [MenuItem("Start", "overview", 0), MenuItem("Register an activity", "register", 5)]


class Kinds:
    @hookimpl
    def menu_items(self) -> list[MenuItem]:
        kinds = ("Meetings", "Talks", "Webinars", "Peer support", "Courses", "Drop-ins")
        return [MenuItem(kind, "overview", 20 + n, {"kind": kind.lower()}) for n, kind in enumerate(kinds)]


class Periods:
    @hookimpl
    def menu_items(self) -> list[MenuItem]:
        periods = ("This month", "Last month", "Goals", "Activities")
        return [MenuItem(period, "overview", 40 + n, {"text": period.lower()}) for n, period in enumerate(periods)]


def plugin_manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager("floor")
    manager.add_hookspecs(Specification)
    for plugin in (Core(), Kinds(), Periods()):
        manager.register(plugin)
    return manager


def menu_for(manager: pluggy.PluginManager, user: Any) -> list[MenuItem]:
    """What she may see, in its order."""
    found = [item for items in manager.hook.menu_items() for item in items if user.role in item.roles]
    return sorted(found, key=lambda item: item.position)
