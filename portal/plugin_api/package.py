"""A plugin's code: where it lies, which tables it brought, and how it is forgotten when it is refused."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Mapper
from sqlalchemy.orm.instrumentation import manager_of_class

from portal.errors import MisconfiguredError
from portal.tenancy import Base


@dataclass(frozen=True)
class Package:
    """The Python package around the module that an entry point names."""

    name: str
    folder: Path

    @classmethod
    def behind(cls, point: EntryPoint) -> "Package":
        """Imports what lies above the module, not the module. Raises MisconfiguredError."""
        spec = find_spec(point.module)
        if spec is None or spec.origin is None:
            raise MisconfiguredError(f"its entry point names {point.module}, which is not installed")
        name = point.module if spec.submodule_search_locations else spec.parent
        if not name:
            raise MisconfiguredError(f"its entry point names {point.module}, which lies in no package of its own")
        return cls(name, Path(spec.origin).parent)

    def holds(self, module: str) -> bool:
        return module == self.name or module.startswith(f"{self.name}.")

    def tables(self, before: Iterable[str]) -> list[Table]:
        """The tables of its models, and those that were not there before it came."""
        tables = Base.metadata.tables
        new = [table for name, table in tables.items() if name not in before]
        mapped = [mapper.local_table for mapper in self._mappers() if isinstance(mapper.local_table, Table)]
        return sorted({*new, *mapped}, key=lambda table: table.name)

    def _mappers(self) -> list[Mapper[Any]]:
        return [mapper for mapper in Base.registry.mappers if self.holds(mapper.class_.__module__)]

    def forget(self, before: Iterable[str]) -> None:
        """As if it had never been imported: its tables and models would be everybody's trouble.

        SQLAlchemy can only dispose of all models at once; these are its steps for one.
        """
        tables = self.tables(before)
        for mapper in self._mappers():
            manager = manager_of_class(mapper.class_)
            Base.registry._dispose_manager_and_mapper(manager)
            Base.registry._managers.pop(manager, None)
        kept = {mapper.local_table for mapper in Base.registry.mappers}
        for table in tables:
            if table not in kept:
                Base.metadata.remove(table)
        for module in [name for name in sys.modules if self.holds(name)]:
            del sys.modules[module]


def packages_of(points: Iterable[EntryPoint]) -> set[str]:
    """The packages that entry points name, without importing anything."""
    return {point.module.rpartition(".")[0] or point.module for point in points}
