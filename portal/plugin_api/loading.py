"""What happens when the process starts: the core's features come in, then each plugin by itself.

A fault in a feature of the core stops the start-up. A plugin with a fault is
refused as a whole and named; nothing of it is left, and the others come in.
"""

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

import pluggy
import structlog
from flask import Flask
from sqlalchemy.orm import configure_mappers

from portal.errors import MisconfiguredError
from portal.i18n import add_catalogues
from portal.plugin_api import check, hookspecs
from portal.plugin_api.blueprint import PUBLIC, Statement, check_statements
from portal.plugin_api.imports import SHIPPED, forbidden_imports
from portal.plugin_api.manager import House, owner
from portal.plugin_api.package import Package, packages_of
from portal.plugin_api.types import Plugin
from portal.tenancy import Base

GROUP = "portal.plugins"
Answers = dict[str, list[Any]]
log = structlog.get_logger()


def load_plugins(app: Flask, features: Iterable[Any], only: tuple[str, ...] | None) -> House:
    """The core's features, then whatever the entry points name (or `only` some of it)."""
    manager = pluggy.PluginManager(hookspecs.NAMESPACE)
    manager.add_hookspecs(hookspecs)
    found = House(manager)
    for feature in features:
        _register(found, feature, feature.PLUGIN)
        _move_in(app, found, feature.PLUGIN, _ask(found, feature.PLUGIN))
    check.check_people(Package("portal", Path()).tables(Base.metadata.tables))
    found.statements.setdefault("static", Statement(PUBLIC, "core"))
    check_statements(app, found.statements, set(found.rights))
    points = sorted(entry_points(group=GROUP), key=_order)
    for point in points:
        if point.name in found.plugins:
            found.blame(point.name, f"{point.value} is not used: there is something else of this name.")
        elif only is None or point.name in only:
            _let_in(app, found, point, packages_of(points))
    found.menu.sort(key=lambda pair: (pair[1].position, str(pair[1].label)))
    app.extensions["medvirke"] = found
    return found


def _order(point: EntryPoint) -> tuple[bool, str]:
    """By name; what comes along first, so that nothing from outside can take its place."""
    return not point.module.startswith(f"{SHIPPED}."), point.name


def _let_in(app: Flask, found: House, point: EntryPoint, packages: set[str]) -> None:
    """One plugin, or the reason why not. Whatever its code raises is its own fault, sys.exit() included."""
    before, package = frozenset(Base.metadata.tables), None
    try:
        package = Package.behind(point)
        plugin = _loaded(found, point, package, packages, before)
        answers = _ask(found, plugin)
        check.check_keys(plugin.name, answers)
        check.check_pages(plugin, answers, _rights_of_core(found), app)
        _move_in(app, found, plugin, answers)
    except MisconfiguredError as fault:
        _refuse(found, point, package, before, f"It is not used: {fault}.")
    except (Exception, SystemExit) as fault:
        log.exception("plugin_not_loaded", plugin=point.name)
        _refuse(found, point, package, before, f"It cannot be loaded ({type(fault).__name__}: {fault}).")


def _loaded(found: House, point: EntryPoint, package: Package, packages: set[str], before: frozenset[str]) -> Plugin:
    """Imported and registered, its own words, tables and models in order."""
    for sentence in forbidden_imports(package.folder, package.name, packages - {package.name}):
        raise MisconfiguredError(sentence)
    module: Any = point.load()
    others = [plugin.name for plugin in found.optional]
    own = package.tables(before)
    core = before - {table.name for table in own} - {name for name in before if _is_of(name, others)}
    plugin = check.check_plugin(getattr(module, "PLUGIN", None), point.name, found.plugins, core)
    check.check_tables(plugin.name, own, others)
    check.check_words(plugin.folder)
    configure_mappers()  # a relationship that leads nowhere would fail at the first query of anybody
    _register(found, module, plugin)
    return plugin


def _rights_of_core(found: House) -> set[str]:
    optional = {plugin.name for plugin in found.optional}
    return {name for name in found.rights if owner(name) not in optional}


def _is_of(table: str, plugins: Iterable[str]) -> bool:
    return any(table.startswith(f"{name}_") for name in plugins)


def _register(found: House, module: Any, plugin: Plugin) -> None:
    """Let pluggy see its hooks. Raises MisconfiguredError for a hook that does not exist."""
    found.plugins[plugin.name] = plugin
    try:
        found.manager.register(module, name=plugin.name)
        found.manager.check_pending()
    except pluggy.PluginValidationError as fault:
        raise MisconfiguredError(f"it has a hook that does not exist or asks for more ({fault})") from fault


def _ask(found: House, plugin: Plugin) -> Answers:
    """What each of its hooks declares. A plugin's hook that fails is left out and named."""
    answers: Answers = {}
    for hook in check.DECLARED:
        try:
            answers[hook] = _answer(found, plugin.name, hook)
        except Exception as fault:
            if plugin.core:
                raise
            log.exception("hook_failed", plugin=plugin.name, hook=hook)
            answers[hook] = []
            found.blame(plugin.name, f"Its hook {hook} failed and is left out ({type(fault).__name__}: {fault}).")
    return answers


def _answer(found: House, plugin: str, hook: str) -> list[Any]:
    kind, _attribute = check.DECLARED[hook]
    implementations = getattr(found.manager.hook, hook).get_hookimpls()
    answer = [declared for one in implementations if one.plugin_name == plugin for declared in one.function()]
    for declared in answer:
        if not isinstance(declared, kind):
            raise TypeError(f"a list of {kind.__name__} is asked for, and this is a {type(declared).__name__}")
    return answer


def _move_in(app: Flask, found: House, plugin: Plugin, answers: Answers) -> None:
    """Pages, words and declarations: from here on it is part of the house."""
    for rooms in plugin.blueprints:
        app.register_blueprint(rooms)
        found.statements |= rooms.statements
    if not plugin.core:
        found.segments[plugin.segment] = plugin.name
        found.open_segments[plugin.open_segment] = plugin.name
    if plugin.folder:
        add_catalogues(plugin.name, plugin.folder / "translations")
    found.rights |= {right.name: right for right in answers["rights"]}
    found.menu += [(plugin.name, item) for item in answers["menu_items"]]
    found.activity_types |= {kind.key: kind for kind in answers["activity_types"]}
    found.activity_checks |= {one.name: one for one in answers["activity_checks"]}
    found.metrics |= {metric.name: metric for metric in answers["metrics"]}
    found.report_chapters |= {chapter.name: chapter for chapter in answers["report_chapters"]}
    found.file_kinds |= {kind.name: kind for kind in answers["file_kinds"]}
    found.open_links |= {link.name: link for link in answers["open_links"]}
    found.demo |= {rows.name: rows for rows in answers["demo"]}
    found.person_links |= {link.name: link for link in answers["person_links"]}
    found.person_merges |= {merge.name: merge for merge in answers["person_merges"]}
    found.audit_actions |= {action.name: action for action in answers["audit_actions"]}
    if answers["audit_actions"]:
        found.audit_groups[plugin.name] = [action.name for action in answers["audit_actions"]]
    found.link_kinds |= {kind.name: kind for kind in answers["link_kinds"]}
    found.consent_purposes |= {one.name: one for one in answers["consent_purposes"]}
    found.recipients |= {one.name: one for one in answers["recipients"]}
    found.list_kinds |= {one.name: one for one in answers["list_kinds"]}
    found.letter_kinds |= {kind.name: kind for kind in answers["letter_kinds"]}
    found.job_kinds |= {kind.name: kind for kind in answers["job_kinds"]}


def _refuse(found: House, point: EntryPoint, package: Package | None, before: frozenset[str], sentence: str) -> None:
    """As if it were not installed; why not is said on the Plugins page, in the log and by `portal doctor`."""
    log.error("plugin_refused", plugin=point.name, fault=sentence)
    found.blame(point.name, sentence)
    found.refused[point.name] = package.folder if package else None
    found.plugins.pop(point.name, None)
    if found.manager.has_plugin(point.name):
        found.manager.unregister(name=point.name)
    if package:
        package.forget(before)
