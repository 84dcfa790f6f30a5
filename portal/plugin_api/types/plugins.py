"""A plugin, its rights, its settings, its place in the menu and its rows in the demo."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

from portal.plugin_api.types.basics import Role, Text

if TYPE_CHECKING:
    from portal.plugin_api.blueprint import Rooms

@dataclass(frozen=True, kw_only=True)
class Setting:
    """Something that each organisation decides about a plugin: a yes or no, a whole number, a choice, a text.

    Which of them follows from `default` and `choices`. Read with
    `viewer.setup.setting("<plugin>.<name>")`.
    """

    name: str
    label: Text
    default: bool | int | str
    help: Text = ""
    #: (value, label); only these are taken
    choices: tuple[tuple[str, Text], ...] = ()
    minimum: int = 0
    maximum: int = 1_000_000
    #: by country, what holds there instead of `default`
    defaults: Mapping[str, bool | int | str] = field(default_factory=dict)
    #: the only country in which it is asked about; "": everywhere
    country: str = ""
    #: (what was typed) -> what is kept; raises PortalError, which is said at the field. Nothing typed is not checked
    check: Callable[[Any], Any] | None = None

    def default_in(self, country: str) -> bool | int | str:
        return self.defaults.get(country, self.default)


@dataclass(frozen=True, kw_only=True)
class Plugin:
    """A plugin, or a feature of the core: both are built alike.

    `name` stands in tables, templates, addresses and settings. `folder` holds
    `translations/` and, where the plugin has tables, `migrations/`.
    """

    name: str
    label: Text
    description: Text = ""
    blueprints: tuple["Rooms", ...] = ()
    settings: tuple[Setting, ...] = ()
    folder: Path | None = None
    core: bool = False
    #: the word that its open pages have in their address, where they stand on posters; "": as `segment`
    open_word: str = ""

    @property
    def segment(self) -> str:
        """What its addresses begin with inside an organisation."""
        return self.name.replace("_", "-")

    @property
    def address(self) -> str:
        """Below it lie all pages of a plugin: it opens and closes with the switch."""
        return f"/o/<slug>/{self.segment}/"

    @property
    def open_segment(self) -> str:
        """What the addresses of its open pages begin with."""
        return self.open_word or self.segment

    @property
    def open_address(self) -> str:
        """Below it lie its pages that are open to all: they close with the switch too."""
        return f"/p/<slug>/{self.open_segment}/"


@dataclass(frozen=True, kw_only=True)
class Right:
    """Something that roles may do: `goals.see`. Where a role is held for a unit, it holds below that unit."""

    name: str
    label: Text
    roles: frozenset[Role]


@dataclass(frozen=True, kw_only=True)
class MenuItem:
    """A link in an organisation's menu, shown to whoever holds its right.

    With `under`, the endpoint of a page, it stands on that page instead: the menu stays short.
    """

    label: Text
    endpoint: str
    right: str
    position: int = 50
    under: str = ""


@dataclass(frozen=True, kw_only=True)
class Demo:
    """An organisation of the demo, as a plugin fills it. `units` and `people` are by the demo's keys."""

    slug: str
    language: str
    country: str
    units: Mapping[str, UUID]
    #: administrator, staff, leader, volunteer, reader
    people: Mapping[str, UUID]
    dice: Random


@dataclass(frozen=True, kw_only=True)
class DemoRows:
    """What a plugin shows in the demo: `fill(demo)` adds it, inside an organisation that has the plugin on.

    `name` is `<plugin>.<name>`.
    """

    name: str
    fill: Callable[[Demo], None]
    position: int = 50
