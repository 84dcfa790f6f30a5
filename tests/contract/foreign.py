"""Plugins from outside this repository, installed for these tests: `portal plugin test PATH` does that.

What such a plugin says of itself stands in its own tests/contract.py.
"""

import os
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from portal.extensions import db
from portal.i18n.tool import Part
from portal.plugin_api.loading import GROUP
from portal.plugin_api.package import Package


def foreign_plugins() -> list[EntryPoint]:
    return [point for point in entry_points(group=GROUP) if not point.module.startswith("plugins.")]


def foreign_parts() -> list[Part]:
    """Their code and their words."""
    found = [(point.name, Package.behind(point).folder) for point in foreign_plugins()]
    return [Part(name, folder, folder / "translations") for name, folder in found]


@cache
def _told() -> ModuleType | None:
    path = Path(os.environ.get("MEDVIRKE_PLUGIN_CONTRACT", ""))
    if not path.is_file():
        return None
    spec = spec_from_file_location("told_by_a_plugin", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def foreign_rights() -> dict[str, frozenset[str]]:
    """Which roles hold its rights, reviewed by whoever wrote it."""
    return {name: frozenset(roles) for name, roles in getattr(_told(), "RIGHTS", {}).items()}


def foreign_writes() -> dict[str, dict[str, Any]]:
    """What is typed into its forms."""
    return getattr(_told(), "WRITES", {})


def fill_foreign(words: Any) -> dict[str, Any]:
    """Its rows in the organisation at hand; returns what stands in its addresses."""
    try:
        found: dict[str, Any] = getattr(_told(), "fill", lambda words: {})(words)
        db.session.flush()
    except SQLAlchemyError as fault:
        said = getattr(fault, "orig", None) or fault
        raise AssertionError(f"fill() in {_told().__file__} makes a row that cannot be stored: {said}") from None
    return found
