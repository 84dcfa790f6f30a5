"""What an organisation is made of and seldom changes: its units and its plugins.

Kept in the process under `organisation.setup_version`, which changes with them
and is read with every request: so no page asks for them again, and no worker
shows what another has just changed.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy import select, update

from portal.extensions import db
from portal.i18n.sorting import sort_key
from portal.organisations.models import Organisation, PluginActivation, PluginSetting, Unit
from portal.plugin_api import house
from portal.tenancy import uuid7

KEPT = 500


@dataclass(frozen=True)
class UnitNode:
    """A unit in its tree. `depth` is 0 for the organisation itself."""

    id: UUID
    name: str
    kind: str
    parent_id: UUID | None
    depth: int


@dataclass(frozen=True)
class Setup:
    """Units in the order of the tree, each level by name; plugins that are switched on."""

    units: tuple[UnitNode, ...]
    plugins: frozenset[str]
    #: what the organisation has decided, by `<plugin>.<name>`
    decided: Mapping[str, bool | int | str]
    #: the organisation's, by which some defaults follow
    country: str
    #: `organisation.setup_version` that it was read under
    version: UUID

    @cached_property
    def unit(self) -> dict[UUID, UnitNode]:
        return {node.id: node for node in self.units}

    @property
    def root(self) -> UnitNode:
        return self.units[0]

    def below(self, unit_id: UUID) -> frozenset[UUID]:
        """The unit and all that lies below it. A unit that is gone has nothing."""
        return self._below.get(unit_id, frozenset())

    @cached_property
    def _below(self) -> dict[UUID, frozenset[UUID]]:
        found: dict[UUID, set[UUID]] = {node.id: {node.id} for node in self.units}
        for node in reversed(self.units):
            if node.parent_id:
                found[node.parent_id] |= found[node.id]
        return {unit_id: frozenset(ids) for unit_id, ids in found.items()}

    def setting(self, key: str) -> bool | int | str:
        """What holds here for a declared setting of a plugin. Raises MisconfiguredError for an undeclared one."""
        return self.decided.get(key, house().setting(key).default_in(self.country))

    def name(self, unit_id: UUID) -> str:
        return self.unit[unit_id].name if unit_id in self.unit else ""


_kept: OrderedDict[tuple[UUID, UUID], Setup] = OrderedDict()


def setup_of(organisation_id: UUID, version: UUID) -> Setup:
    """The setup as of this version; three statements when this process has not seen it."""
    key = (organisation_id, version)
    if key not in _kept:
        _kept[key] = _load(organisation_id, version)
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    return _kept[key]


def _load(organisation_id: UUID, version: UUID) -> Setup:
    found = db.session.execute(
        select(Organisation.country, Unit.id, Unit.name, Unit.kind, Unit.parent_id)
        .join(Unit, Unit.organisation_id == Organisation.id)
        .where(Unit.organisation_id == organisation_id)
    ).all()
    country = found[0].country if found else ""
    units = [(row.id, row.name, row.kind, row.parent_id) for row in found]
    plugins = db.session.scalars(
        select(PluginActivation.plugin).where(PluginActivation.organisation_id == organisation_id)
    )
    settings = db.session.execute(
        select(PluginSetting.plugin, PluginSetting.name, PluginSetting.value).where(
            PluginSetting.organisation_id == organisation_id
        )
    )
    decided = {f"{row.plugin}.{row.name}": row.value for row in settings}
    return Setup(tuple(_in_order(units)), frozenset(plugins), decided, country, version)


def _in_order(rows: Iterable[tuple[UUID, str, str, UUID | None]]) -> list[UnitNode]:
    children: dict[UUID | None, list[tuple[UUID, str, str, UUID | None]]] = {}
    for row in rows:
        children.setdefault(row[3], []).append(row)
    for level in children.values():
        level.sort(key=lambda row: sort_key(row[1]), reverse=True)
    ordered: list[UnitNode] = []
    waiting = [(row, 0) for row in children.get(None, [])]
    while waiting:  # not by recursion: a tree may be deeper than Python's stack
        row, depth = waiting.pop()
        ordered.append(UnitNode(*row, depth=depth))
        waiting += [(child, depth + 1) for child in children.get(row[0], [])]
    return ordered


def touch_setup(organisation_id: UUID) -> None:
    """Units or plugins change in this transaction: from its commit on, everybody reads them anew."""
    db.session.execute(
        update(Organisation)
        .where(Organisation.id == organisation_id)
        .values(setup_version=uuid7())
        .execution_options(synchronize_session=False)
    )
