"""The one door to plugins: what they declare, filtered by organisation. How they come in stands in loading.py."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pluggy
from flask import current_app

from portal.errors import MisconfiguredError
from portal.plugin_api.blueprint import Statement
from portal.plugin_api.types import (
    ActivityCheck,
    ActivityType,
    AuditAction,
    ConsentOffer,
    DemoRows,
    FileKind,
    JobKind,
    LetterKind,
    LinkKind,
    ListKind,
    MenuItem,
    Metric,
    OpenLink,
    PersonLink,
    PersonMerge,
    Plugin,
    RecipientList,
    ReportChapter,
    Right,
    Setting,
)

#: what keys of the core begin with
CORE = "core"


@dataclass(eq=False)
class House:
    """Everything that features and plugins declare, resolved once a process."""

    manager: pluggy.PluginManager
    plugins: dict[str, Plugin] = field(default_factory=dict)
    #: what is wrong with a plugin, for the operator, in English as the log is
    faults: dict[str, str] = field(default_factory=dict)
    #: plugins that are installed and not used, and where they lie
    refused: dict[str, Path | None] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    rights: dict[str, Right] = field(default_factory=dict)
    menu: list[tuple[str, MenuItem]] = field(default_factory=list)
    activity_types: dict[str, ActivityType] = field(default_factory=dict)
    activity_checks: dict[str, ActivityCheck] = field(default_factory=dict)
    metrics: dict[str, Metric] = field(default_factory=dict)
    job_kinds: dict[str, JobKind] = field(default_factory=dict)
    report_chapters: dict[str, ReportChapter] = field(default_factory=dict)
    file_kinds: dict[str, FileKind] = field(default_factory=dict)
    person_links: dict[str, PersonLink] = field(default_factory=dict)
    person_merges: dict[str, PersonMerge] = field(default_factory=dict)
    open_links: dict[str, OpenLink] = field(default_factory=dict)
    demo: dict[str, DemoRows] = field(default_factory=dict)
    audit_actions: dict[str, AuditAction] = field(default_factory=dict)
    #: their names by the feature or plugin that declares them
    audit_groups: dict[str, list[str]] = field(default_factory=dict)
    link_kinds: dict[str, LinkKind] = field(default_factory=dict)
    letter_kinds: dict[str, LetterKind] = field(default_factory=dict)
    recipients: dict[str, RecipientList] = field(default_factory=dict)
    list_kinds: dict[str, ListKind] = field(default_factory=dict)
    consent_purposes: dict[str, ConsentOffer] = field(default_factory=dict)
    #: the plugin behind the first word of an address, inside an organisation and on its open pages
    segments: dict[str, str] = field(default_factory=dict)
    open_segments: dict[str, str] = field(default_factory=dict)

    def blame(self, plugin: str, sentence: str) -> None:
        self.faults[plugin] = f"{self.faults.get(plugin, '')} {sentence}".strip()

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

    def report_chapters(self) -> list[ReportChapter]:
        chapters = self.house.report_chapters.values()
        return sorted((one for one in chapters if self.has(owner(one.name))), key=lambda one: one.position)

    def file_kinds(self) -> dict[str, FileKind]:
        """By name. The core's bear no plugin's name in front."""
        kinds = self.house.file_kinds
        return {name: kind for name, kind in kinds.items() if "." not in name or self.has(owner(name))}

    def person_links(self) -> list[PersonLink]:
        links = self.house.person_links.values()
        return sorted((one for one in links if self.has(owner(one.name))), key=lambda one: one.position)

    def demo(self) -> list[DemoRows]:
        rows = self.house.demo.values()
        return sorted((one for one in rows if self.has(owner(one.name))), key=lambda one: one.position)

    def open_links(self) -> list[OpenLink]:
        links = self.house.open_links.values()
        return sorted((one for one in links if self.has(owner(one.name))), key=lambda one: one.position)

    def link_kinds(self) -> dict[str, LinkKind]:
        """By name."""
        return {name: kind for name, kind in self.house.link_kinds.items() if self.has(owner(name))}

    def letter_kinds(self) -> dict[str, LetterKind]:
        """By name."""
        return {name: kind for name, kind in self.house.letter_kinds.items() if self.has(owner(name))}

    def consent_purposes(self) -> list[ConsentOffer]:
        offers = self.house.consent_purposes.values()
        return sorted((one for one in offers if self.has(owner(one.name))), key=lambda one: one.position)

    def recipients(self) -> list[RecipientList]:
        lists = self.house.recipients.values()
        return sorted((one for one in lists if self.has(owner(one.name))), key=lambda one: one.position)

    def list_kinds(self) -> dict[str, ListKind]:
        """By name."""
        return {name: kind for name, kind in self.house.list_kinds.items() if self.has(owner(name))}

    def job_kinds(self) -> dict[str, JobKind]:
        """By name. The core's bear no plugin's name in front."""
        kinds = self.house.job_kinds
        return {name: kind for name, kind in kinds.items() if "." not in name or self.has(owner(name))}


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
