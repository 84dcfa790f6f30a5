"""The one door to plugins: found, asked once, filtered by organisation. `pm.hook` is touched here alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from typing import Any, TypeVar

import pluggy
import structlog
from flask import Flask, current_app

from portal.errors import MisconfiguredError
from portal.i18n import add_catalogues
from portal.plugin_api import hookspecs
from portal.plugin_api.blueprint import PUBLIC, Statement, check_statements
from portal.plugin_api.types import ActivityType, JobKind, MenuItem, Metric, Plugin, Right, Setting

GROUP = "portal.plugins"
#: what keys of the core begin with
CORE = "core"
log = structlog.get_logger()
Declared = TypeVar("Declared")


@dataclass
class House:
    """Everything that features and plugins declare, resolved once a process."""

    manager: pluggy.PluginManager
    plugins: dict[str, Plugin] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    rights: dict[str, Right] = field(default_factory=dict)
    menu: list[tuple[str, MenuItem]] = field(default_factory=list)
    activity_types: dict[str, ActivityType] = field(default_factory=dict)
    metrics: dict[str, Metric] = field(default_factory=dict)
    job_kinds: dict[str, JobKind] = field(default_factory=dict)
    segments: dict[str, str] = field(default_factory=dict)

    @property
    def optional(self) -> list[Plugin]:
        """The plugins that an organisation can switch on, in the order of their names."""
        return sorted((p for p in self.plugins.values() if not p.core), key=lambda plugin: plugin.name)

    def setting(self, key: str) -> Setting:
        """A declared setting, `<plugin>.<name>`. Raises MisconfiguredError for one that nobody declares."""
        plugin, _dot, name = key.partition(".")
        declared = self.plugins[plugin].settings if plugin in self.plugins else ()
        for setting in declared:
            if setting.name == name:
                return setting
        raise MisconfiguredError(f"nobody declares the setting {key!r}")


@dataclass(frozen=True)
class Hooks:
    """What is declared and switched on: `hooks_for(organisation).menu_items()`."""

    house: House
    enabled: frozenset[str]

    def has(self, plugin: str) -> bool:
        """The core's always; a plugin's where it is switched on."""
        found = self.house.plugins.get(plugin)
        return plugin == CORE or (found is not None and (found.core or plugin in self.enabled))

    def menu_items(self) -> list[MenuItem]:
        return [item for plugin, item in self.house.menu if self.has(plugin)]

    def activity_types(self) -> list[ActivityType]:
        kinds = self.house.activity_types.values()
        return sorted((kind for kind in kinds if self.has(owner(kind.key))), key=lambda kind: kind.position)

    def metrics(self) -> list[Metric]:
        return [metric for metric in self.house.metrics.values() if self.has(owner(metric.name))]


def owner(key: str) -> str:
    """The plugin that a key names: `recruitment` of `recruitment.peer_support`."""
    return key.partition(".")[0]


def house() -> House:
    """What is declared in the running app."""
    found: House = current_app.extensions["medvirke"]
    return found


def hooks_for(enabled: Iterable[str]) -> Hooks:
    """The one door: what an organisation with these plugins sees."""
    return Hooks(house(), frozenset(enabled))


def load_plugins(app: Flask, features: Iterable[Any], only: tuple[str, ...] | None) -> House:
    """Register the core's features, then whatever the entry points name (or `only` some of it)."""
    manager = pluggy.PluginManager(hookspecs.NAMESPACE)
    manager.add_hookspecs(hookspecs)
    found = House(manager)
    for feature in features:
        _register(found, feature)
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        if only is None or point.name in only:
            _load(found, point.name, point.load)
    manager.check_pending()
    app.extensions["medvirke"] = found
    return found


def _load(found: House, name: str, load: Callable[[], Any]) -> None:
    """A plugin that cannot be read is named on the Plugins page and takes nothing else down."""
    try:
        _register(found, load())
    except MisconfiguredError:
        raise
    except Exception as fault:
        log.exception("plugin_not_loaded", plugin=name)
        found.faults[name] = f"{type(fault).__name__}: {fault}"


def _register(found: House, module: Any) -> None:
    plugin: Plugin = module.PLUGIN
    if plugin.name in found.plugins:
        raise MisconfiguredError(f"two plugins are called {plugin.name}")
    found.manager.register(module, name=plugin.name)
    found.plugins[plugin.name] = plugin
    if plugin.folder:
        add_catalogues(plugin.name, plugin.folder / "translations")


def open_rooms(app: Flask, found: House) -> None:
    """Ask every hook once, hang up the pages, and check what they state."""
    for plugin in found.plugins.values():
        for rooms in plugin.blueprints:
            app.register_blueprint(rooms)
            found.statements |= rooms.statements
            if not plugin.core:
                found.segments[plugin.name.replace("_", "-")] = plugin.name
    found.statements.setdefault("static", Statement(PUBLIC, "core"))
    found.rights = {right.name: right for _, right in _ask(found, "rights")}
    found.menu = sorted(_ask(found, "menu_items"), key=lambda pair: (pair[1].position, str(pair[1].label)))
    found.activity_types = {kind.key: kind for _, kind in _ask(found, "activity_types")}
    found.metrics = {metric.name: metric for _, metric in _ask(found, "metrics")}
    found.job_kinds = {kind.name: kind for _, kind in _ask(found, "job_kinds")}
    _check_names(found)
    check_statements(app, found.statements, set(found.rights))


def _ask(found: House, hook: str) -> list[tuple[str, Any]]:
    """Each plugin's answer by itself, so that one that fails is left out and named."""
    answers: list[tuple[str, Any]] = []
    for implementation in getattr(found.manager.hook, hook).get_hookimpls():
        name = implementation.plugin_name
        try:
            answers += [(name, declared) for declared in implementation.function()]
        except Exception as fault:
            log.exception("hook_failed", plugin=name, hook=hook)
            found.faults[name] = f"{hook}: {type(fault).__name__}: {fault}"
    return answers


def _check_names(found: House) -> None:
    """A key names its plugin, so that no plugin speaks for another. Raises MisconfiguredError."""
    for hook, attribute in (("rights", "name"), ("activity_types", "key"), ("metrics", "name")):
        for plugin, declared in _ask(found, hook):
            key = getattr(declared, attribute)
            if owner(key) != plugin and not found.plugins[plugin].core:
                raise MisconfiguredError(f"{plugin}: {hook} declares {key!r}, which must begin with {plugin!r}")
