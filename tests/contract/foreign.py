"""A plugin from outside this repository, tried by `portal plugin test PATH`: what it says of itself in tests/contract.py."""

import os
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.contract.world import ROLES, Words


@cache
def _told() -> ModuleType | None:
    path = Path(os.environ.get("MEDVIRKE_PLUGIN_CONTRACT", ""))
    if not path.is_file():
        return None
    spec = spec_from_file_location("told_by_a_plugin", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rights_of_foreign() -> dict[str, frozenset[str]]:
    """Which roles hold its rights, reviewed by whoever wrote it."""
    found = {name: frozenset(roles) for name, roles in getattr(_told(), "RIGHTS", {}).items()}
    assert all(roles <= set(ROLES) for roles in found.values())
    return found


def writes_of_foreign() -> dict[str, dict[str, Any]]:
    """What is typed into its forms."""
    return getattr(_told(), "WRITES", {})


def fill_foreign(words: Words) -> dict[str, Any]:
    """Its rows in the organisation at hand; returns what stands in its addresses."""
    return getattr(_told(), "fill", lambda words: {})(words)
